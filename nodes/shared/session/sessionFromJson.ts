import { InputError } from './errors';
import { sessionIdFrom } from './model';
import type {
	Addressee,
	Customer,
	Endpoint,
	Link,
	Named,
	Participant,
	Representative,
	Session,
	Survey,
} from './model';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (what: string) =>
	new InputError(
		what,
		"Pass in a session as 'Session: Get', 'Session: Get Many' or the polling trigger returns it.",
		'Session',
	);

const text = (value: unknown): string | null => {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
};

const number = (value: unknown): number | null =>
	typeof value === 'number' && Number.isFinite(value) ? value : null;

const time = (value: unknown): string | null => {
	const iso = text(value);
	return iso !== null && !Number.isNaN(Date.parse(iso)) ? iso : null;
};

const oneOf = <Value extends string>(
	value: unknown,
	allowed: readonly Value[],
	otherwise: Value,
): Value => allowed.find((one) => one === value) ?? otherwise;

const object = (value: unknown): Json => (isObject(value) ? value : {});

/** A list may be missing; anything else in its place, or in a place of its own, is told. */
function listOf<Item>(session: Json, name: string, read: (item: Json) => Item): Item[] {
	const list = session[name] ?? [];
	if (!Array.isArray(list)) throw wrong(`The session's '${name}' is not a list.`);
	return (list as unknown[]).map((item, index) => {
		if (!isObject(item))
			throw wrong(`Entry ${index + 1} of the session's '${name}' is not an object.`);
		return read(item);
	});
}

const DIRECTIONS = ['toCustomer', 'toRepresentative', 'deleted'] as const;

const endpoint = (value: Json): Endpoint => ({
	hostname: text(value.hostname),
	operatingSystem: text(value.operatingSystem),
	publicIp: text(value.publicIp),
	publicPort: number(value.publicPort),
	privateIp: text(value.privateIp),
});

const customer = (value: Json): Customer => ({
	name: text(value.name),
	username: text(value.username),
	company: text(value.company),
	companyCode: text(value.companyCode),
	issue: text(value.issue),
	details: text(value.details),
	...endpoint(value),
});

const representative = (value: Json): Representative => ({
	id: text(value.id),
	username: text(value.username),
	publicName: text(value.publicName),
	privateName: text(value.privateName),
	primary: value.primary === true,
	invited: value.invited === true,
	secondsInvolved: number(value.secondsInvolved),
	...endpoint(value),
});

const named = (value: Json): Named => ({ id: text(value.id), name: text(value.name) });

const participant = (value: unknown): Participant => {
	const { type, name, participant: sessionNumber } = object(value);
	return {
		type: oneOf(type, ['customer', 'representative', 'system'] as const, 'system'),
		name: text(name),
		participant: text(sessionNumber),
	};
};

const addressee = (value: unknown): Addressee | null => {
	if (!isObject(value)) return null;
	const one = participant(value);
	return value.type === 'everyone' ? { ...one, type: 'everyone' } : one;
};

const link = (value: unknown): Link => {
	const { kind, system, id, signature, raw } = object(value);
	return {
		kind: oneOf(kind, ['ticket', 'chat', 'none'] as const, 'none'),
		system: text(system),
		id: text(id),
		signature: oneOf(signature, ['valid', 'invalid', 'absent'] as const, 'absent'),
		raw: text(raw),
	};
};

const texts = <Missing>(value: unknown, missing: Missing): Record<string, string | Missing> =>
	Object.fromEntries(
		Object.entries(object(value)).map(([name, one]) => [name, text(one) ?? missing]),
	) as Record<string, string | Missing>;

const rows = (value: unknown): Array<Record<string, string>> =>
	Array.isArray(value) ? value.map((row) => texts(row, '')) : [];

const survey = (value: Json, sessionId: string, respondent: Survey['respondent']): Survey => ({
	sessionId,
	submittedAt: time(value.submittedAt),
	respondent,
	answers: listOf(value, 'answers', (answer) => ({
		question: text(answer.question),
		label: text(answer.label),
		answers: Array.isArray(answer.answers) ? answer.answers.map((one) => text(one) ?? '') : [],
	})),
});

function contents(session: Json) {
	return {
		transcript: listOf(session, 'transcript', (line) => ({
			at: time(line.at),
			from: participant(line.from),
			to: addressee(line.to),
			text: text(line.text) ?? '',
		})),
		notes: listOf(session, 'notes', (note) => ({
			at: time(note.at),
			by: text(note.by),
			text: text(note.text) ?? '',
		})),
		files: listOf(session, 'files', (file) => ({
			at: time(file.at),
			direction: DIRECTIONS.find((one) => one === file.direction) ?? null,
			name: text(file.name),
			bytes: number(file.bytes),
			by: text(file.by),
		})),
		systemInformation: listOf(session, 'systemInformation', (one) => ({
			at: time(one.at),
			category: text(one.category),
			rows: rows(one.rows),
		})),
	};
}

/** Text holds a session as JSON where somebody typed or mapped it as such. */
function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return null;
	}
}

/**
 * Any JSON (or its text) to a Session that is safe to read: missing parts are filled with `null` or empty lists, values
 * of the wrong type become `null`, unknown fields are left out. `events` are not taken over.
 *
 * Throws InputError ('Session') where there is no object, no session ID, or something else where a list should be.
 */
export function sessionFromJson(value: unknown): Session {
	const session = parsed(value);
	if (!isObject(session)) throw wrong('There is no session: an object is needed.');
	const sessionId = sessionIdFrom(text(session.sessionId));
	if (sessionId === null) throw wrong("The session has no 'sessionId' of 32 hexadecimal digits.");
	const { primaryRepresentative, publicPortal } = session;
	const counts = object(session.counts);
	const urls = object(session.urls);
	const surveys = object(session.surveys);
	return {
		sessionId,
		type: text(session.type),
		complete: session.complete === true,
		state: oneOf(session.state, ['ended', 'running', 'abnormal'] as const, 'running'),
		startedAt: time(session.startedAt),
		endedAt: time(session.endedAt),
		durationSeconds: number(session.durationSeconds),
		externalKey: text(session.externalKey),
		link: link(session.link),
		customer: customer(object(session.customer)),
		representatives: listOf(session, 'representatives', representative),
		primaryRepresentative: isObject(primaryRepresentative)
			? representative(primaryRepresentative)
			: null,
		teams: listOf(session, 'teams', named),
		publicPortal: isObject(publicPortal) ? named(publicPortal) : null,
		...contents(session),
		surveys: {
			customer: listOf(surveys, 'customer', (one) => survey(one, sessionId, 'customer')),
			representative: listOf(surveys, 'representative', (one) =>
				survey(one, sessionId, 'representative'),
			),
		},
		attributes: texts(session.attributes, null),
		counts: {
			filesTransferred: number(counts.filesTransferred),
			filesMoved: number(counts.filesMoved),
			filesDeleted: number(counts.filesDeleted),
		},
		urls: {
			report: text(urls.report),
			chatView: text(urls.chatView),
			chatDownload: text(urls.chatDownload),
			recordingView: text(urls.recordingView),
			recordingDownload: text(urls.recordingDownload),
		},
		hasRecording: typeof session.hasRecording === 'boolean' ? session.hasRecording : null,
		commandShellRecordings: listOf(session, 'commandShellRecordings', (one) => ({
			instance: text(one.instance),
			view: text(one.view),
			download: text(one.download),
		})),
	};
}
