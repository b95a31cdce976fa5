/**
 * The types everyone speaks. Field names are a public contract: workflows read them.
 *
 * Every time is ISO 8601 in UTC with milliseconds. `null` stands where the appliance says nothing (its word `Unknown`
 * counts as nothing). Ids and codes are strings, so that leading zeros survive.
 */

/** `signature`: `absent` also where there is no key to check it with. */
export interface Link {
	kind: 'ticket' | 'chat' | 'none';
	system: string | null;
	id: string | null;
	signature: 'valid' | 'invalid' | 'absent';
	/** The external key as it came; `null` where there was none. */
	raw: string | null;
}

export type ParticipantType = 'customer' | 'representative' | 'system';

/** Who spoke or acted. `participant` is the appliance's number for a person, unique within one session only. */
export interface Participant {
	type: ParticipantType;
	name: string | null;
	participant: string | null;
}

/** Whom something was said to; `everyone` is all who were in the session. */
export type Addressee = Participant | (Omit<Participant, 'type'> & { type: 'everyone' });

/** The computer somebody took part with. */
export interface Endpoint {
	hostname: string | null;
	operatingSystem: string | null;
	/** Without brackets and port. */
	publicIp: string | null;
	publicPort: number | null;
	privateIp: string | null;
}

/** Always an object, with `null` in every field where the report knows no customer. */
export interface Customer extends Endpoint {
	name: string | null;
	username: string | null;
	company: string | null;
	companyCode: string | null;
	issue: string | null;
	details: string | null;
}

/** `publicName` is what customers see; `privateName` is for colleagues only. */
export interface Representative extends Endpoint {
	id: string | null;
	username: string | null;
	publicName: string | null;
	privateName: string | null;
	primary: boolean;
	invited: boolean;
	secondsInvolved: number | null;
}

export interface Named {
	id: string | null;
	name: string | null;
}

/** `to` is `null` where the report names no addressee. */
export interface ChatLine {
	at: string | null;
	from: Participant;
	to: Addressee | null;
	text: string;
}

export interface SessionNote {
	at: string | null;
	by: string | null;
	text: string;
}

/** `direction` is `deleted` for a file that was removed from the customer's computer, `null` where nothing tells. */
export interface FileTransfer {
	at: string | null;
	direction: 'toCustomer' | 'toRepresentative' | 'deleted' | null;
	name: string | null;
	bytes: number | null;
	by: string | null;
}

/** One category as read at one time; a row is a plain object of field name and value. */
export interface SystemInformation {
	at: string | null;
	category: string | null;
	rows: Array<Record<string, string>>;
}

/** A recording of a command shell; `instance` is what its download is asked for by. */
export interface CommandShellRecording {
	instance: string | null;
	view: string | null;
	download: string | null;
}

export interface SurveyAnswer {
	question: string | null;
	label: string | null;
	answers: string[];
}

export interface Survey {
	sessionId: string;
	submittedAt: string | null;
	respondent: 'customer' | 'representative';
	answers: SurveyAnswer[];
}

/** `data` holds a text where a name came once, a list where it came several times. */
export interface SessionEvent {
	at: string | null;
	type: string | null;
	by: Participant | null;
	to: Addressee | null;
	body: string | null;
	data: Record<string, string | string[]>;
}

export interface SessionUrls {
	report: string | null;
	chatView: string | null;
	chatDownload: string | null;
	recordingView: string | null;
	recordingDownload: string | null;
}

/** `ended`: the report has its end. `abnormal`: it is over, but the report has no end (yet). */
export type SessionState = 'ended' | 'running' | 'abnormal';

export interface Session {
	sessionId: string;
	type: string | null;
	complete: boolean;
	state: SessionState;
	startedAt: string | null;
	endedAt: string | null;
	durationSeconds: number | null;
	externalKey: string | null;
	link: Link;
	customer: Customer;
	representatives: Representative[];
	primaryRepresentative: Representative | null;
	teams: Named[];
	publicPortal: Named | null;
	transcript: ChatLine[];
	notes: SessionNote[];
	files: FileTransfer[];
	systemInformation: SystemInformation[];
	surveys: { customer: Survey[]; representative: Survey[] };
	attributes: Record<string, string | null>;
	counts: {
		filesTransferred: number | null;
		filesMoved: number | null;
		filesDeleted: number | null;
	};
	urls: SessionUrls;
	/** Whether the screen was recorded; `null` where the report does not say. */
	hasRecording: boolean | null;
	commandShellRecordings: CommandShellRecording[];
	/** Only when asked for. */
	events?: SessionEvent[];
}

/** The long parts of a session, which a summary leaves out. */
export const NOT_IN_SUMMARY = ['transcript', 'notes', 'files', 'systemInformation'] as const;

/**
 * A session without its long parts: who, when, how long and what it belongs to. What Session: Get Many gives with the
 * details Summary; every Session is one, too.
 */
export type SessionSummary = Omit<Session, (typeof NOT_IN_SUMMARY)[number]>;

export type OutboundEventName =
	| 'sessionStarted'
	| 'sessionEnded'
	| 'ownerChanged'
	| 'memberAdded'
	| 'memberDeparted'
	| 'customerSurveyCompleted'
	| 'representativeSurveyCompleted';

/** Whom an outbound event is about. `type` as the appliance says it: customer, representative, or conference for a queue. */
export interface EventParticipant {
	type: string | null;
	name: string | null;
	displayName: string | null;
	username: string | null;
	userId: string | null;
	conferenceName: string | null;
	conferenceId: string | null;
}

/** An outbound event: a hint that something happened, never proof. `problems` are sentences for people. */
export interface OutboundEvent {
	eventKey: string;
	event: OutboundEventName | null;
	wireName: string | null;
	occurredAt: string | null;
	receivedAt: string;
	applianceId: string | null;
	sessionId: string | null;
	externalKey: string | null;
	link: Link;
	participant: EventParticipant | null;
	customFields: Record<string, string>;
	problems: string[];
	raw: Record<string, string>;
}

export type NoteFormat = 'adf' | 'html' | 'jiraWiki' | 'markdown' | 'slackMrkdwn' | 'text';

/**
 * A session written down for people. `marker` stands in the body, signed, so that a desk can be searched for it and nobody
 * else can write it; `null` where there is no key to sign it with, and `markerMissing` says so in a sentence.
 * `contentHash` is the same for the same content in every format. `overflow` is what `maxLength` left out, in the same
 * format. Both texts are JSON where the format is `adf`: a whole document each.
 */
export interface Note {
	format: NoteFormat;
	body: string;
	marker: string | null;
	markerMissing: string | null;
	contentHash: string;
	truncated: boolean;
	overflow: string | null;
}

/** The id of a session in its one spelling, or `null` where the text is not 32 hexadecimal digits. */
export function sessionIdFrom(text: string | null | undefined): string | null {
	const candidate = (text ?? '').trim();
	return /^[0-9a-f]{32}$/i.test(candidate) ? candidate.toLowerCase() : null;
}
