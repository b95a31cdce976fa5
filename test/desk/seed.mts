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
	const agent = (id: number, name: string, team: string, isapi = false): Agent => ({
		id,
		name,
		email: `${name.toLowerCase().replace(' ', '.')}@desk.example`,
		initials: name.replace(/[^A-Z]/g, ''),
		team,
		isapi,
		isdisabled: false,
	});
	return [
		agent(API_AGENT_ID, 'Desk API', '', true),
		agent(21, 'Alex Morgan', 'Service Desk'),
		agent(22, 'Robin Keller', 'Service Desk'),
		agent(23, 'Sam Okafor', 'Second Line'),
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
	const rows: Array<[string, string, string, number, number, string]> = [
		[
			'Outlook keeps asking for the password',
			'Jordan Blake',
			'Northwind Studio',
			21,
			190,
			'It started after the update this morning. I have restarted twice.',
		],
		[
			'Printer on the second floor prints blank pages',
			'Mina Castell',
			'Harbour & Sons',
			22,
			165,
			'The test page from the printer itself is fine.',
		],
		[
			'VPN drops every ten minutes',
			'Theo Lindqvist',
			'Northwind Studio',
			21,
			140,
			'Only from home, the office is fine.',
		],
		[
			'New laptop: accounting software is missing',
			'Priya Nolan',
			'Alder Logistics',
			23,
			120,
			'Please install it remotely, I am in all day.',
		],
		[
			'Shared drive shows no files',
			'Ellis Ferreira',
			'Harbour & Sons',
			22,
			80,
			'My colleague next to me sees everything.',
		],
		[
			'Screen flickers after docking',
			'Casey Brandt',
			'Alder Logistics',
			23,
			2900,
			'Solved with a new dock, thank you!',
		],
	];
	const clients = [...new Set(rows.map((row) => row[2]))];
	const agentNames = new Map(agents().map(({ id, name }) => [id, name]));
	return rows.map(([summary, user, client, agentId, minutes, details], index) => {
		const closed = index === rows.length - 1;
		const status = closed ? STATUS.closed : index % 2 ? STATUS.inProgress : STATUS.new;
		return {
			id: 1201 + index,
			summary,
			details,
			status_id: status,
			status_name: STATUS_NAMES[status] ?? '',
			client_id: clients.indexOf(client) + 11,
			client_name: client,
			user_id: 101 + index,
			user_name: user,
			user_email: `${user.toLowerCase().replace(' ', '.')}@customer.example`,
			agent_id: agentId,
			agent_name: agentNames.get(agentId) ?? '',
			team: agentId === 23 ? 'Second Line' : 'Service Desk',
			tickettype_name: 'Incident',
			priority_name: 'Medium',
			dateoccurred: ago(minutes),
			dateclosed: closed ? ago(minutes - 300) : null,
			hasbeenclosed: closed,
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
