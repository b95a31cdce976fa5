/** What differs between instances and accounts, and what nobody could say for sure: each way can be chosen. */
export interface Settings {
	/** What an account without rights on the journal table gets there: an empty list, or a refusal. */
	journal: 'visible' | 'hidden' | 'forbidden';
	/**
	 * Of the account: `unreadable` leaves the field out of answers, `ignored` takes it and writes nothing, `refused` is an ACL, `leaks` an
	 * instance whose business rule copies work notes for the customer.
	 */
	workNotes: 'ok' | 'unreadable' | 'ignored' | 'refused' | 'leaks';
	/** Whether the answer to a write shows what was just written in a journal. */
	showsWritten: boolean;
	/** Characters of a journal entry; what is longer is cut without a word. `null`: none. */
	longestEntry: number | null;
	/** Characters of a journal as it is shown; what is older is left out. */
	longestShown: number | null;
	/** Hours between UTC and the zone of the account: for what is shown, and for dates in queries. */
	zone: number;
	/** A condition on an unknown field gives no rows, instead of being dropped. */
	invalidQueryGivesNothing: boolean;
	/** Whether users can be asked for by their roles. */
	rolesCanBeAsked: boolean;
	/** Which column of a time entry counts; the other one follows it. */
	timeLeads: 'time_in_seconds' | 'time_worked';
	/** Whether time entries keep a comment. */
	timeHasComments: boolean;
	/** Whether the account may read the dictionary, which says what columns there are. */
	dictionary: 'visible' | 'hidden';
	/** Columns that a time entry must have. Told by the dictionary; nothing is refused for them here. */
	timeNeeds: string[];
	/** With which status data policies refuse. */
	policyStatus: number;
	/** A business rule that puts each state back. */
	stateIsKept: boolean;
	/** Whether closed records take no more changes. */
	closedIsFinal: boolean;
	/** Whether users may log in with Basic Auth. */
	basic: boolean;
	/** Whether the grant type is switched on. */
	clientCredentials: boolean;
	/** A sleeping instance answers with a page and this status. */
	asleep: 200 | 503 | null;
	/** Requests that are still taken before 429, `null`: all; and the seconds to wait, after which all are taken again. */
	requestsLeft: number | null;
	retryAfter: number;
	/** Sends a `Link` header; something between may take it away. */
	links: boolean;
}

export const STRICT: Settings = {
	journal: 'hidden',
	workNotes: 'ok',
	showsWritten: true,
	longestEntry: 4000,
	longestShown: null,
	zone: -7,
	invalidQueryGivesNothing: false,
	rolesCanBeAsked: true,
	timeLeads: 'time_in_seconds',
	timeHasComments: true,
	dictionary: 'visible',
	timeNeeds: ['task'],
	policyStatus: 403,
	stateIsKept: false,
	closedIsFinal: false,
	basic: false,
	clientCredentials: true,
	asleep: null,
	requestsLeft: null,
	retryAfter: 1740,
	links: true,
};
