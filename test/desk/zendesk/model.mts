/** What the simulated Zendesk keeps, by the names of the wire. Ids of people, fields and comments are long, as those of today's accounts. */

export interface User {
	id: number;
	name: string;
	email: string | null;
	role: 'end-user' | 'agent' | 'admin';
	active: boolean;
	suspended: boolean;
	organization_id: number | null;
}

export interface Organization {
	id: number;
	name: string;
}

export type Status = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';

export const STATUSES: Status[] = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];

export interface FieldValue {
	id: number;
	value: unknown;
}

export interface Ticket {
	id: number;
	external_id: string | null;
	created_at: string;
	updated_at: string;
	type: string | null;
	subject: string;
	description: string;
	status: Status;
	custom_status_id: number;
	requester_id: number;
	submitter_id: number;
	assignee_id: number | null;
	organization_id: number | null;
	is_public: boolean;
	tags: string[];
	custom_fields: FieldValue[];
}

export interface Comment {
	id: number;
	author_id: number;
	html_body: string;
	public: boolean;
	audit_id: number;
	/** Who wrote it by the API, which the ticket does not show. */
	updater_id: number;
	created_at: string;
}

/** The two fields of the Time Tracking app. */
export const FIELDS = { total: 39900000000901, last: 39900000000902 } as const;

/** A custom status of the account, in the category `pending`. */
export const CUSTOM_STATUS = 39900000000801;

export const STATUS_IDS: Record<Status, number> = {
	...{ new: 39900000000701, open: 39900000000702, pending: 39900000000703 },
	...{ hold: 39900000000704, solved: 39900000000705, closed: 39900000000706 },
};

/** What differs between accounts, or what nobody has seen on a live one. */
export interface Switches {
	/** Milliseconds after which a search knows of a change. */
	searchLagMs: number;
	/** Bytes of a comment. */
	longestComment: number;
	mostComments: number;
	/** Updates of one ticket in ten minutes, and requests of the account in a minute. */
	updatesPerTicket: number;
	requestsPerMinute: number;
	/** Whether another agent may be named as author. */
	agentsMayBeAuthors: boolean;
	/** UNSURE: placeholders in comments are filled in. */
	fillsPlaceholders: boolean;
	/** UNSURE: with what a key is refused that came with another body before. */
	otherBodyStatus: 400 | 422;
	/** UNSURE: minutes a key is kept. */
	keyMinutes: number;
	/** UNSURE: the shape of a 403. */
	forbiddenAs: 'object' | 'text';
	/** Every comment goes out to the customer, whatever was asked for. */
	leaks: boolean;
	/** Writes are refused with 403. */
	mayWrite: boolean;
	/** UNSURE: whether the token endpoint reads the client from a Basic header, too. */
	secretInHeader: boolean;
	/** Seconds of an access token. */
	tokenSeconds: number;
	/** Minutes by which the account's zone is ahead of UTC, in which searches without a zone are read. */
	zoneMinutes: number;
}

export const DEFAULTS: Switches = {
	...{ searchLagMs: 120_000, longestComment: 65_535, mostComments: 5000 },
	...{ updatesPerTicket: 30, requestsPerMinute: 700, agentsMayBeAuthors: true },
	...{ fillsPlaceholders: true, otherBodyStatus: 400, keyMinutes: 120, forbiddenAs: 'object' },
	...{ leaks: false, mayWrite: true, secretInHeader: false, tokenSeconds: 1800, zoneMinutes: 60 },
};
