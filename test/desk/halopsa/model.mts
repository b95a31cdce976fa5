import type { Entry } from './schema/fields.mts';

/** A technician of the desk. `isapi` marks the login that the API itself acts as. */
export interface Agent {
	id: number;
	name: string;
	email: string;
	initials: string;
	team: string;
	isapi: boolean;
	isdisabled: boolean;
}

/** A ticket, in the wire's own field names (schema `Faults`); more fields may have been posted. */
export interface Ticket extends Entry {
	id: number;
	summary: string;
	details: string;
	status_id: number;
	status_name: string;
	client_id: number;
	client_name: string;
	user_id: number;
	user_name: string;
	user_email: string;
	agent_id: number;
	agent_name: string;
	team: string;
	tickettype_name: string;
	priority_name: string;
	/** ISO 8601, UTC. */
	dateoccurred: string;
	dateclosed: string | null;
	hasbeenclosed: boolean;
}

/** An action on a ticket (schema `Actions`); ids count from 1 within each ticket. */
export interface Action extends Entry {
	id: number;
	ticket_id: number;
	outcome: string;
	outcome_id: number;
	/** The name shown as the author. */
	who: string;
	who_agentid: number;
	note: string;
	note_html: string | null;
	hiddenfromuser: boolean;
	/** ISO 8601, UTC. */
	datetime: string;
}

/** A live chat, as this desk keeps it; `api/chats.mts` spells it for the wire. */
export interface Chat {
	id: number;
	ticketId: number | null;
	closed: boolean;
	userName: string;
	clientName: string;
	agentId: number | null;
	startedAt: string;
	endedAt: string | null;
	messages: Message[];
}

/** A chat message (schema `LiveChatMsg`). */
export interface Message extends Entry {
	id: number;
	chat_id: number;
	text: string;
	agent_id: number | null;
	display_name: string;
	timestamp: string;
}

/** A row of the desk's own table of remote sessions (schema `RemoteSessionData`). */
export interface RemoteSession extends Entry {
	id: number;
}

export interface Outcome {
	id: number;
	outcome: string;
	buttonname: string;
	hidden: boolean;
	hidefromuser: boolean;
	sequence: number;
}

/** Everything the desk knows. */
export interface Data {
	agents: Agent[];
	outcomes: Outcome[];
	tickets: Map<number, Ticket>;
	actions: Map<number, Action[]>;
	chats: Map<number, Chat>;
	remoteSessions: Map<number, RemoteSession>;
}

export const STATUS = { new: 1, inProgress: 2, closed: 9 } as const;

export const STATUS_NAMES: Record<number, string> = {
	[STATUS.new]: 'New',
	[STATUS.inProgress]: 'In Progress',
	[STATUS.closed]: 'Closed',
};
