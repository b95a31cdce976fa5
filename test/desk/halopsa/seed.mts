import { AGENTS, API_AGENT, type SeedAgent, TICKETS } from '../chassis/seed.mts';
import { STATUS, STATUS_NAMES } from './model.mts';
import type { Agent, Chat, Data, Outcome, Ticket } from './model.mts';

const MINUTE = 60_000;

export const API_AGENT_ID = 1;

/** People, tickets and chats, all invented. Times lie in the hours before `now`. */
export function seed(now: Date): Data {
	const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE).toISOString();
	const data: Data = {
		agents: agents(),
		outcomes: outcomes(),
		tickets: new Map(),
		actions: new Map(),
		chats: new Map(),
		remoteSessions: new Map(),
	};
	for (const ticket of tickets(ago)) {
		data.tickets.set(ticket.id, ticket);
		data.actions.set(ticket.id, []);
	}
	for (const chat of chats(ago)) data.chats.set(chat.id, chat);
	return data;
}

function agents(): Agent[] {
	const agent = ({ name, email, team }: SeedAgent, id: number, isapi = false): Agent => ({
		...{ id, name, email, team, isapi, isdisabled: false },
		initials: name.replace(/[^A-Z]/g, ''),
	});
	return [
		agent(API_AGENT, API_AGENT_ID, true),
		...AGENTS.map((one, index) => agent(one, 21 + index)),
	];
}

function outcomes(): Outcome[] {
	const names = ['Private Note', 'Email User', 'Remote Session', 'Resolve'];
	return names.map((outcome, index) => ({
		id: index + 1,
		outcome,
		buttonname: outcome,
		hidden: false,
		hidefromuser: index === 0,
		sequence: index + 1,
	}));
}

function tickets(ago: (minutes: number) => string): Ticket[] {
	const clients = [...new Set(TICKETS.map(({ customer }) => customer.company))];
	return TICKETS.map((one, index) => {
		const { customer, technician, minutesAgo, isClosed } = one;
		const status = isClosed ? STATUS.closed : index % 2 ? STATUS.inProgress : STATUS.new;
		const agent = agents().find(({ name }) => name === technician);
		return {
			...{ id: one.number, summary: one.summary, details: one.details },
			...{ status_id: status, status_name: STATUS_NAMES[status] ?? '' },
			...{ client_id: clients.indexOf(customer.company) + 11, client_name: customer.company },
			...{ user_id: 101 + index, user_name: customer.name, user_email: customer.email },
			...{ agent_id: agent?.id ?? 0, agent_name: agent?.name ?? '', team: agent?.team ?? '' },
			...{ tickettype_name: 'Incident', priority_name: 'Medium' },
			dateoccurred: ago(minutesAgo),
			dateclosed: isClosed ? ago(minutesAgo - 300) : null,
			hasbeenclosed: isClosed,
		};
	});
}

function chats(ago: (minutes: number) => string): Chat[] {
	const chat = (
		id: number,
		userName: string,
		clientName: string,
		lines: Array<[number, string]>,
		more: Partial<Chat> = {},
	): Chat => ({
		id,
		ticketId: null,
		closed: false,
		userName,
		clientName,
		agentId: 21,
		startedAt: ago(30),
		endedAt: null,
		messages: lines.map(([agentId, text], index) => ({
			id: index + 1,
			chat_id: id,
			text,
			agent_id: agentId || null,
			display_name: agents().find((agent) => agent.id === agentId)?.name ?? userName,
			timestamp: ago(29 - index * 2),
		})),
		...more,
	});
	return [
		chat(501, 'Noor Hartmann', 'Alder Logistics', [
			[0, 'Hello, the scanner app does not start any more.'],
			[21, 'Hello Noor, may I have a look at your screen?'],
			[0, 'Yes, please.'],
		]),
		chat(
			502,
			'Mina Castell',
			'Harbour & Sons',
			[
				[0, 'About the blank pages: it now happens with every document.'],
				[22, 'Thank you, I will look at the driver with you.'],
			],
			{ ticketId: 1202, agentId: 22 },
		),
		chat(
			503,
			'Luca Winter',
			'Northwind Studio',
			[
				[0, 'How do I add a second signature?'],
				[23, 'I will show you, one moment.'],
			],
			{ closed: true, agentId: 23, endedAt: ago(12) },
		),
	];
}
