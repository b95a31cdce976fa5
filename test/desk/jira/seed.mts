import { AGENTS, API_AGENT, mailOf, TICKETS } from '../chassis/seed.mts';
import type { Issue, Project, Status, Transition, User } from './model.mts';

const MINUTE = 60_000;

export const PROJECTS: Project[] = [
	{
		...{ id: '10030', key: 'HELP', name: 'Help desk' },
		...{ projectTypeKey: 'service_desk', isVisible: true },
	},
	{
		...{ id: '10031', key: 'DEV', name: 'Development' },
		...{ projectTypeKey: 'software', isVisible: true },
	},
	{
		...{ id: '10032', key: 'IT', name: 'Infrastructure' },
		...{ projectTypeKey: 'service_desk', isVisible: true },
	},
	{
		...{ id: '10033', key: 'SEC', name: 'Security' },
		...{ projectTypeKey: 'service_desk', isVisible: false },
	},
];

export const STATUS = {
	open: '10100',
	waiting: '10101',
	waitingForCustomer: '10102',
	resolved: '10105',
	closed: '10106',
	canceled: '10107',
};

const status = (id: string, name: string, category: Status['category']): Status => ({
	...{ id, name, category },
});

export const STATUSES: Status[] = [
	status(STATUS.open, 'Open', 'new'),
	status(STATUS.waiting, 'Waiting for support', 'indeterminate'),
	status(STATUS.waitingForCustomer, 'Waiting for customer', 'indeterminate'),
	status(STATUS.resolved, 'Resolved', 'done'),
	status(STATUS.closed, 'Closed', 'done'),
	status(STATUS.canceled, 'Canceled', 'done'),
];

export const CATEGORY = {
	new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
	indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
	done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
};

const resolve = {
	id: '761',
	name: 'Resolve this issue',
	to: STATUS.resolved,
	wantsResolution: true,
};
const cancel = { id: '901', name: 'Cancel request', to: STATUS.canceled, wantsResolution: true };
const respond = { id: '851', name: 'Respond to customer', to: STATUS.waitingForCustomer };
const reopen = { id: '931', name: 'Back to support', to: STATUS.waiting };

/** What the workflow of the service desk offers, by status. */
export const WORKFLOW: Record<string, Transition[]> = {
	[STATUS.open]: [resolve, cancel, respond],
	[STATUS.waiting]: [resolve, cancel, respond],
	[STATUS.waitingForCustomer]: [
		resolve,
		cancel,
		{ ...reopen, id: '781', name: 'Respond to support' },
	],
	[STATUS.resolved]: [reopen, { id: '941', name: 'Close', to: STATUS.closed }],
	[STATUS.closed]: [],
	[STATUS.canceled]: [],
};

export const RESOLUTIONS = [
	{ id: '10000', name: 'Done' },
	{ id: '10001', name: "Won't Do" },
	{ id: '10002', name: 'Duplicate' },
];

const tail = (index: number) => String(index).padStart(12, '0');

export const customer = (name: string, email: string, index: number): User => ({
	accountId: `qm:22222222-aaaa-4bbb-8ccc-000000000002:33333333-aaaa-4bbb-8ccc-${tail(index)}`,
	...{ displayName: name, emailAddress: email, accountType: 'customer', active: true },
});

export const agents = (): User[] =>
	[API_AGENT, ...AGENTS].map(({ name, email }, index) => ({
		accountId: `712020:11111111-aaaa-4bbb-8ccc-${tail(index + 1)}`,
		...{ displayName: name, emailAddress: email, accountType: 'atlassian', active: true },
	}));

/** The six tickets of the seed, as HELP-1201 and so on. */
export const issues = (now: number, staff: User[]): Issue[] =>
	TICKETS.map((one, index) => {
		const created = now - one.minutesAgo * MINUTE;
		const { name, company } = one.customer;
		return {
			...{ id: String(20_001 + index), key: `HELP-${one.number}`, formerKeys: [] },
			...{ summary: one.summary, description: one.details },
			type: { id: '10044', name: '[System] Incident' },
			statusId: one.isClosed ? STATUS.resolved : index % 2 ? STATUS.waiting : STATUS.open,
			resolution: one.isClosed ? 'Done' : null,
			reporter: customer(name, one.customer.email ?? mailOf(name), index + 1),
			organization: company,
			assignee: staff.find(({ displayName }) => displayName === one.technician) ?? null,
			...{ created, updated: one.isClosed ? created + 300 * MINUTE : created, indexedAt: 0 },
			...{ isHidden: false, isRequest: true, comments: [], worklogs: [] },
		};
	});
