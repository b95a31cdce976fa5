import { AGENTS, API_AGENT, TICKETS } from '../chassis/seed.mts';
import {
	type Comment,
	FIELDS,
	type Organization,
	STATUS_IDS,
	type Ticket,
	type User,
} from './model.mts';

export const FIRST_USER = 39900000000101;
export const API_USER = 39900000000011;
const FIRST_AGENT = 39900000000021;
const FIRST_ORGANIZATION = 39900000000301;

export interface Data {
	users: User[];
	organizations: Organization[];
	tickets: Map<number, Ticket>;
	/** Oldest first; the first one is what the ticket was opened with. */
	comments: Map<number, Comment[]>;
	/** Tickets that are there, but not for this account. */
	hidden: Set<number>;
}

/** Times have no fractions. */
export const stamp = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');

const person = { active: true, suspended: false, organization_id: null };

/** People and tickets, all invented. Times lie in the hours before `now`. */
export function seed(now: Date): Data {
	const data: Data = {
		users: [
			{ ...person, id: API_USER, name: API_AGENT.name, email: API_AGENT.email, role: 'admin' },
			...AGENTS.map(({ name, email }, index) => ({
				...{ ...person, id: FIRST_AGENT + index, name, email, role: 'agent' as const },
			})),
		],
		...{ organizations: [], tickets: new Map(), comments: new Map(), hidden: new Set() },
	};
	for (const one of TICKETS) {
		const at = stamp(new Date(now.getTime() - one.minutesAgo * 60_000));
		const requester = customerOf(data, one.customer);
		const status = one.isClosed ? 'closed' : 'open';
		const ticket: Ticket = {
			...{ id: one.number, external_id: null, created_at: at, updated_at: at, type: 'incident' },
			...{ subject: one.summary, description: one.details, status },
			...{ custom_status_id: STATUS_IDS[status], requester_id: requester.id },
			...{ submitter_id: requester.id, organization_id: requester.organization_id },
			assignee_id: data.users.find(({ name }) => name === one.technician)?.id ?? null,
			...{ is_public: true, tags: [], custom_fields: emptyFields() },
		};
		data.tickets.set(ticket.id, ticket);
		data.comments.set(ticket.id, [
			{
				...{ id: 39900000100000 + ticket.id, author_id: requester.id, updater_id: requester.id },
				...{
					html_body: `<p>${one.details}</p>`,
					public: true,
					audit_id: 39900000200000 + ticket.id,
				},
				created_at: at,
			},
		]);
	}
	return data;
}

export const emptyFields = () => [
	{ id: FIELDS.total, value: null },
	{ id: FIELDS.last, value: null },
];

/** The customer of this address, or a new one. */
export function customerOf(
	data: Data,
	{ name, email, company }: { name: string; email: string | null; company?: string },
): User {
	const known = data.users.find((user) => email !== null && user.email === email);
	if (known) return known;
	const organization = company ? organizationOf(data, company) : null;
	const id = FIRST_USER + data.users.length;
	const user: User = {
		...person,
		id,
		name,
		email,
		role: 'end-user',
		organization_id: organization,
	};
	data.users.push(user);
	return user;
}

function organizationOf({ organizations }: Data, name: string): number {
	const known = organizations.find((one) => one.name === name);
	if (known) return known.id;
	const id = FIRST_ORGANIZATION + organizations.length;
	organizations.push({ id, name });
	return id;
}
