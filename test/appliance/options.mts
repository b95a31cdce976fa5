import type { Language } from './language.mts';

/** Rights of an API account, under the names that `get_api_info` and the Configuration API use. */
export interface Permissions {
	perm_command: 'deny' | 'read_only' | 'full_access';
	perm_configuration: boolean;
	perm_configuration_vault_account: boolean;
	perm_reporting_support: boolean;
	perm_reporting_presentation: boolean;
	perm_reporting_license: boolean;
	perm_reporting_archive: boolean;
	perm_reporting_vault: boolean;
	perm_real_time_state: boolean;
	perm_ecm: boolean;
	perm_backup: boolean;
	perm_vault_backup: boolean;
	perm_scim: boolean;
}

/** An API account as it is set up in /login; rights that are left out are granted. */
export interface AccountInput {
	clientId: string;
	clientSecret: string;
	enabled?: boolean;
	permissions?: Partial<Permissions>;
}

/** An HTTP recipient of outbound events; times in milliseconds; what is left out is as in the options. */
export interface RecipientInput {
	url: string;
	name?: string;
	enabled?: boolean;
	/** Wire names to send; all seven without it. */
	events?: string[];
	sendCustomFields?: boolean;
	contentType?: string | null;
	retryInterval?: number;
	retryDuration?: number;
}

/** Everything that can differ between two appliances, or that a test wants to choose. */
export interface ApplianceOptions {
	host: string;
	/** 0 takes a free port. */
	port: number;
	/** Which of the three namespaces seen in the field the XML carries. */
	namespace: 'bomgar' | 'beyondtrust' | 'sra';
	/** `<error>` and `<success>` as the root, or one level below the normal root. */
	errorPlacement: 'root' | 'child';
	/** Of refusals and of "nothing found". */
	language: Language;
	/** A root that every report has instead of its own; null for its own. */
	reportRoot: string | null;
	/** How the XML endpoints refuse a missing right: HTTP 403 with JSON, or HTTP 200 with `<error>`. */
	denied: 'json' | 'xml';
	/** Milliseconds between the end of a session and its `end_time` and URLs in the report. */
	reportLag: number;
	/** Milliseconds after the report is complete until a recording is converted and can be had. */
	recordingLag: number;
	/** Size of a recording; 0 is a few bytes. */
	recordingMegabytes: number;
	/** How a report says that there is no `end_time`: `timestamp=""`, `timestamp="0"`, no attribute, no element. */
	missingEndTime: 'timestamp' | 'zero' | 'empty' | 'absent';
	/** Whether "Session End" is already listed while `end_time` is still missing. */
	endEventBeforeReport: boolean;
	/** One `<data>` with many `<value>`, or one `<data>` a value. */
	dataBlocks: 'one' | 'several';
	/** Where a file event tells name and size: child elements, values of `data`, or both. */
	fileFacts: 'elements' | 'data' | 'both';
	/** What names a field of the system information. */
	informationNames: 'name' | 'id';
	/** Whether addresses of the report carry `:abc` where their port belongs. */
	brokenPorts: boolean;
	/** Whether a session's report holds the answers of its exit surveys, or only tells who answered. */
	surveysInReport: 'pointers' | 'answers';
	/** Which display name the report uses as text of `primary_rep` and of an event's participants. */
	nameInReport: 'private' | 'public';
	reportOrder: 'oldest-first' | 'newest-first';
	accounts: AccountInput[];
	/** Seconds. */
	tokenLifetime: number;
	liveTokens: number;
	lockoutAttempts: number;
	/** Seconds. */
	lockoutDuration: number;
	requestsPerSecond: number;
	requestsPerHour: number;
	/** Whether XML answers carry `X-RateLimit-*`; JSON answers always do. */
	rateHeadersOnXml: boolean;
	/** Command API v2 is newer than RS 24.3: most appliances answer 404. */
	commandV2: boolean;
	/** `company_name` was removed from `get_api_info` in RS 24.3. */
	companyName: string | null;
	apiVersion: string;
	version: string;
	applianceId: string;
	applianceName: string;
	/** Addresses shared by the two of a failover. */
	sharedIps: string[];
	recipients: RecipientInput[];
	/**
	 * Content type of outbound events; null sends none. The form is encoded in the charset that it names, which the wire
	 * does not promise (reference, 5.1).
	 */
	outboundContentType: string | null;
	/** Milliseconds between two attempts at an event. */
	retryInterval: number;
	/** Milliseconds after an event's first attempt at which it is dropped. */
	retryDuration: number;
	/** Milliseconds the appliance waits for a recipient's answer. */
	recipientTimeout: number;
	/** Whether events of a session without an external key carry `external_key=` or leave it out. */
	emptyExternalKey: 'empty' | 'absent';
	/** Whether a logged-in representative of the queue takes a session that a customer starts by key. */
	autoAccept: boolean;
}

export const allPermissions: Permissions = {
	perm_command: 'full_access',
	perm_configuration: true,
	perm_configuration_vault_account: true,
	perm_reporting_support: true,
	perm_reporting_presentation: true,
	perm_reporting_license: true,
	perm_reporting_archive: true,
	perm_reporting_vault: true,
	perm_real_time_state: true,
	perm_ecm: true,
	perm_backup: true,
	perm_vault_backup: true,
	perm_scim: true,
};

/** The account that exists when none is named; invented, good for this server only. */
export const defaultAccount: AccountInput = {
	clientId: 'invented-api-account',
	clientSecret: 'invented-secret-of-the-simulation',
};

export const defaultOptions: ApplianceOptions = {
	host: '127.0.0.1',
	port: 0,
	namespace: 'beyondtrust',
	errorPlacement: 'root',
	language: 'en',
	reportRoot: null,
	denied: 'json',
	reportLag: 2000,
	recordingLag: 0,
	recordingMegabytes: 0,
	missingEndTime: 'timestamp',
	endEventBeforeReport: false,
	dataBlocks: 'one',
	fileFacts: 'elements',
	informationNames: 'name',
	brokenPorts: false,
	surveysInReport: 'pointers',
	nameInReport: 'private',
	reportOrder: 'oldest-first',
	accounts: [defaultAccount],
	tokenLifetime: 3600,
	liveTokens: 30,
	lockoutAttempts: 5,
	lockoutDuration: 300,
	requestsPerSecond: 20,
	requestsPerHour: 15_000,
	rateHeadersOnXml: true,
	commandV2: false,
	companyName: null,
	apiVersion: '1.24.1',
	version: '25.2.1 (99999-0000000000000000000000000000000000000000)',
	applianceId: 'a0b1c2d3e4f5061728394a5b6c7d8e9f',
	applianceName: 'bt-node-01',
	sharedIps: [],
	recipients: [],
	outboundContentType: 'application/x-www-form-urlencoded',
	retryInterval: 5000,
	retryDuration: 300_000,
	recipientTimeout: 10_000,
	emptyExternalKey: 'empty',
	autoAccept: true,
};
