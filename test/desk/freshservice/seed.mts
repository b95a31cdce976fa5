import { AGENTS, API_AGENT, type SeedAgent, TICKETS } from '../chassis/seed.mts';
import type { Agent, Data } from './model.mts';
import { STATUS, WORKSPACES } from './model.mts';

export const API_AGENT_ID = 21_000_200_000;
const FIRST = { requester: 21_000_100_001, department: 21_000_400_001 };

export const whole = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z');

const agent = ({ name, email }: SeedAgent, id: number): Agent => {
	const [first = '', ...last] = name.split(' ');
	const workspace_ids = [WORKSPACES.primary, WORKSPACES.second];
	return { id, first_name: first, last_name: last.join(' '), email, active: true, workspace_ids };
};

/** People and tickets, all invented: two of them are in the second workspace, one is a service request. */
export function seed(now: Date): Data {
	const ago = (minutes: number) => whole(new Date(now.getTime() - minutes * 60_000));
	const agents = [API_AGENT, ...AGENTS].map((one, index) => agent(one, API_AGENT_ID + index));
	const companies = [...new Set(TICKETS.map(({ customer }) => customer.company))];
	const departments = companies.map((name, index) => ({ id: FIRST.department + index, name }));
	const requesters = TICKETS.map(({ customer: { name, email, company } }, index) => ({
		...{ id: FIRST.requester + index, name, email },
		department_id: FIRST.department + companies.indexOf(company),
	}));
	const tickets = TICKETS.map((one, index) => ({
		id: one.number,
		subject: one.summary,
		description: `<div>${one.details}</div>`,
		description_text: one.details,
		type: index === 3 ? 'Service Request' : 'Incident',
		status: one.isClosed ? STATUS.closed : STATUS.open,
		...{ priority: 1, source: 2, category: null, spam: false, deleted: false },
		workspace_id: index === 2 || index === 4 ? WORKSPACES.second : WORKSPACES.primary,
		requester_id: requesters[index].id,
		department_id: requesters[index].department_id,
		responder_id:
			agents.find((who) => `${who.first_name} ${who.last_name}` === one.technician)?.id ?? null,
		tags: [],
		custom_fields: {},
		created_at: ago(one.minutesAgo),
		updated_at: ago(one.minutesAgo),
	}));
	return { agents, requesters, departments, tickets, conversations: [], timeEntries: [] };
}
