/** What the simulated site holds. Times are milliseconds since 1970; what they look like is the API's matter. */
export interface User {
	accountId: string;
	displayName: string;
	emailAddress: string;
	accountType: 'atlassian' | 'customer';
	active: boolean;
}

export interface Project {
	id: string;
	key: string;
	name: string;
	projectTypeKey: 'service_desk' | 'software';
	/** Whether the account of the API has *Browse projects*. */
	isVisible: boolean;
}

export interface Status {
	id: string;
	name: string;
	category: 'new' | 'indeterminate' | 'done';
}

export interface Transition {
	id: string;
	name: string;
	/** The id of a status. */
	to: string;
	/** Whether its screen asks for a resolution, and does not go on without one. */
	wantsResolution?: boolean;
}

export interface Comment {
	id: string;
	author: User;
	/** A document (ADF). */
	body: unknown;
	created: number;
	isPublic: boolean;
	properties: Array<{ key: string; value: unknown }>;
}

export interface Worklog {
	id: string;
	author: User;
	comment: unknown;
	created: number;
	started: number;
	timeSpentSeconds: number;
}

export interface Issue {
	id: string;
	key: string;
	/** Keys that it had before it was moved. */
	formerKeys: string[];
	summary: string;
	description: string;
	type: { id: string; name: string };
	statusId: string;
	resolution: string | null;
	reporter: User | null;
	organization: string | null;
	assignee: User | null;
	created: number;
	updated: number;
	/** From when on the search knows it as it is. */
	indexedAt: number;
	/** Whether a security level hides it from the account of the API. */
	isHidden: boolean;
	/** Whether it was raised with a request type, so that it is a request of the portal. */
	isRequest: boolean;
	comments: Comment[];
	worklogs: Worklog[];
}

/** A message that the customer got. */
export interface Mail {
	to: string;
	issue: string;
	text: string;
}

/** How the site behaves where sites differ, or where the reference page says UNSURE. */
export interface Behaviour {
	/** Whether the account of the API is an agent: licence for Jira Service Management and role in the project. */
	isAgent: boolean;
	/** What becomes of `sd.public.comment` of an account that is no agent. UNSURE */
	flagOfOthers: 'ignored' | 'honoured';
	/** What counts for the limit of 32,767 characters. UNSURE */
	limitCounts: 'document' | 'text';
	/** `jsdPublic` in a project that is no service desk, when the flag was sent. UNSURE */
	plainProjectSays: boolean;
	/** What an issue that was moved is under its former key. UNSURE */
	formerKey: 'found' | 'notFound';
	/** What a token that has ended is answered with; the gateway says 403 or 404, too. */
	endedTokenAs: 401 | 403 | 404;
	/** `scoped`: works at the gateway only, for its scopes. */
	token: 'classic' | 'scoped';
	scopes: string[];
	/** Milliseconds until the search knows of a change. */
	searchLagMs: number;
	/** Minutes by which the clock of the account's time zone is ahead of UTC. */
	zoneMinutes: number;
	/** Whether addresses of people are shown. */
	showsMail: boolean;
	/** Whether a work log must say when the work began. UNSURE */
	wantsStarted: boolean;
	/** Names of statuses in another language, by id. */
	statusNames: Record<string, string>;
	/** Permissions that the account of the API lacks. */
	lacks: Array<'addComments' | 'deleteOwnComments' | 'transitionIssues' | 'workOnIssues'>;
	/** Custom fields that each request must have besides its summary. */
	requiredFields: string[];
	/** Writes to one issue in 2 and in 30 seconds. */
	writesPerIssue: [number, number];
}

export const USUAL: Behaviour = {
	isAgent: true,
	flagOfOthers: 'ignored',
	limitCounts: 'document',
	plainProjectSays: true,
	formerKey: 'found',
	endedTokenAs: 401,
	token: 'classic',
	scopes: ['read:jira-work', 'write:jira-work', 'read:jira-user', 'read:servicedesk-request'],
	searchLagMs: 0,
	zoneMinutes: 60,
	showsMail: true,
	wantsStarted: false,
	statusNames: {},
	lacks: [],
	requiredFields: [],
	writesPerIssue: [20, 100],
};

export const ORGANIZATIONS = 'customfield_10002';
export const SERVICE_DESK = '4';
export const REQUEST_TYPE = '25';
export const CLOUD_ID = '5e1f6c1e-0000-4000-8000-00000000c10d';
