import type { Representative } from './directory.mts';

/** A participant as an event names it; `gsnumber` is unique within one session, 0 is the system. */
export interface Party {
	type: 'system' | 'customer' | 'representative' | 'everyone';
	gsnumber: number;
	name: string;
}

/** A category of "System Information Retrieved": rows of named fields. */
export interface InformationCategory {
	name: string;
	rows: Array<Record<string, string>>;
}

/** `filesize` in bytes. */
export interface SharedFile {
	filename: string;
	filesize: number;
}

export interface SessionEvent {
	/** Unix seconds. */
	at: number;
	type: string;
	by?: Party;
	to?: Party;
	body?: string;
	filename?: string;
	/** Bytes. */
	filesize?: number;
	files?: SharedFile[];
	data?: Array<{ name: string; value: string }>;
	systemInformation?: InformationCategory[];
}

export interface Customer {
	gsnumber: number;
	name: string;
	company: string;
	companyCode: string;
	issue: string;
	details: string;
	/** `null`: the report leaves the element out. */
	hostname: string | null;
	os: string;
	publicIp: string;
	privateIp: string;
}

export interface SessionRepresentative {
	gsnumber: number;
	profile: Representative;
	invited: boolean;
	/** Unix seconds. */
	joinedAt: number;
	departedAt?: number;
}

export interface SurveyAnswer {
	question: string;
	label?: string;
	type?: string;
	answers: string[];
}

export interface Survey {
	respondent: 'customer' | 'representative';
	/** Unix seconds. */
	at: number;
	by: Party;
	answers: SurveyAnswer[];
}

export interface Session {
	lsid: string;
	reportedId?: string;
	lseq: number;
	state: 'running' | 'ended' | 'abnormal';
	/** Unix seconds. */
	startedAt: number;
	endedAt?: number;
	/** Milliseconds since the epoch at which the report shows `end_time`; never for an abnormal end. */
	reportAt?: number;
	externalKey: string;
	attributes: Record<string, string>;
	customer: Customer;
	representatives: SessionRepresentative[];
	/** gsnumber of the representative who owns the session. */
	owner: number | null;
	teams: Array<{ id: number; name: string }>;
	portal: { id: number; name: string };
	events: SessionEvent[];
	surveys: Survey[];
	recorded: boolean;
	commandShells: number;
	showMyScreens: number;
	/** A session without any customer element (reference, 4.4: any element may be missing). */
	withoutCustomer: boolean;
	/** Size of the report in megabytes, reached with chat lines. */
	reportMegabytes: number;
	nextGsnumber: number;
}

/** What a session can be started with; everything has a default. */
export interface StartInput {
	externalKey?: string;
	customerName?: string;
	customerCompany?: string;
	customerCompanyCode?: string;
	customerIssue?: string;
	customerDetails?: string;
	customerHostname?: string | null;
	customerOs?: string;
	customerPublicIp?: string;
	customerPrivateIp?: string;
	/** Who takes the session; `null` leaves it in the queue. Default: 11, or a member of the given team. */
	representativeId?: number | null;
	teamId?: number;
	attributes?: Record<string, string>;
	/** Unix seconds, for sessions of the past. */
	startedAt?: number;
	recorded?: boolean;
	commandShells?: number;
	showMyScreens?: number;
	withoutCustomer?: boolean;
	/** What reports call the session instead of its lsid. */
	reportedId?: string;
	/** Whether outbound events are sent; true without it. */
	notify?: boolean;
}

export interface EndOptions {
	/** Unix seconds; now without it. */
	endedAt?: number;
	/** Milliseconds; the appliance's own lag without it. */
	reportLag?: number;
	/** Whether outbound events are sent; true without it. */
	notify?: boolean;
	/** Only for an abnormal end: whether the report lists "Session End"; true without it. */
	endEvent?: boolean;
}

export const system: Party = { type: 'system', gsnumber: 0, name: 'BeyondTrust' };

/** Whom a chat line to all is said to (reference, 12). */
export const everyone: Party = { type: 'everyone', gsnumber: 0, name: 'Everyone' };
