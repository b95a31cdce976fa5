/** What a simulated tenant holds, in the wire's own names. Times are ISO 8601 in UTC, whole seconds. */

export interface Agent {
	id: number;
	first_name: string;
	last_name: string;
	email: string;
	active: boolean;
	workspace_ids: number[];
}

export interface Requester {
	id: number;
	name: string;
	email: string;
	department_id: number | null;
}

export interface Department {
	id: number;
	name: string;
}

export interface Ticket {
	id: number;
	subject: string;
	description: string;
	description_text: string;
	type: string;
	status: number;
	priority: number;
	source: number;
	workspace_id: number;
	requester_id: number;
	responder_id: number | null;
	department_id: number | null;
	category: string | null;
	spam: boolean;
	deleted: boolean;
	tags: string[];
	custom_fields: Record<string, unknown>;
	created_at: string;
	updated_at: string;
}

export interface Conversation {
	id: number;
	ticket_id: number;
	user_id: number;
	body: string;
	body_text: string;
	incoming: boolean;
	private: boolean;
	/** 0 an email, 2 a note. */
	source: number;
	created_at: string;
	updated_at: string;
}

export interface TimeEntry {
	id: number;
	ticket_id: number;
	agent_id: number;
	time_spent: string;
	billable: boolean;
	executed_at: string;
	note: string;
	workspace_id: number;
	created_at: string;
	updated_at: string;
}

export interface Data {
	agents: Agent[];
	requesters: Requester[];
	departments: Department[];
	tickets: Ticket[];
	conversations: Conversation[];
	timeEntries: TimeEntry[];
}

/** What differs between tenants, or is not published. */
export interface Settings {
	/** What the agent of the key may do with `user_id`: all, or it is refused with this status. */
	userId: 'taken' | 400 | 403;
	conversations: 'oldestFirst' | 'newestFirst' | 'shuffled';
	/** The shape of a time entry that is taken. */
	timeEntry: 'flat' | 'wrapped' | 'both';
	/** A plan without time tracking refuses all of it with this status. */
	timeTracking: 'on' | 403 | 404;
	/** The `workspace_id` of a list that means all. */
	allWorkspaces: number;
	/** Milliseconds until the filter knows of a new ticket or tag. */
	filterLag: number;
	/** What a ticket in the trash is: shown with `deleted`, or not found. */
	deletedAs: 'flag' | 404;
	/** Whether 429 comes with JSON, or with nothing. */
	throttled: 'json' | 'empty';
	/** Characters of a note. */
	longestNote: number;
	/** Requests a minute of the whole account. Ten times a real one, because a suite plays an hour in a minute. */
	perMinute: number;
	/** Fields without which no ticket is resolved or closed. */
	neededToClose: string[];
	/** Fields without which no ticket is opened. */
	neededToOpen: string[];
	/** Whether lists tell of their next page; some proxies take the header away. */
	hasLink: boolean;
}

export const DEFAULTS: Settings = {
	userId: 'taken',
	conversations: 'oldestFirst',
	timeEntry: 'flat',
	timeTracking: 'on',
	allWorkspaces: 0,
	filterLag: 0,
	deletedAs: 'flag',
	throttled: 'json',
	longestNote: 32_000,
	perMinute: 4000,
	neededToClose: [],
	neededToOpen: [],
	hasLink: true,
};

/** The agent of the key is a member of the first two. */
export const WORKSPACES = { primary: 1, second: 2, hidden: 3 } as const;
export const STATUS = { open: 2, pending: 3, resolved: 4, closed: 5, cancelled: 7 } as const;
export const STATUS_NAMES: Record<number, string> = {
	...{ 2: 'Open', 3: 'Pending', 4: 'Resolved', 5: 'Closed', 7: 'Cancelled' },
};
