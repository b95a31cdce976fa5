import { createHash } from 'crypto';

import { fieldsFromBody } from './eventFields';
import type { Fields } from './eventFields';
import { parseLink } from './link';
import { sessionIdFrom } from './model';
import type { EventParticipant, OutboundEvent, OutboundEventName } from './model';
import { cut } from './text';
import { isoFromMilliseconds, isoFromUnixSeconds } from './time';

const EVENT_NAMES: Record<string, OutboundEventName> = {
	support_conference_begin: 'sessionStarted',
	support_conference_end: 'sessionEnded',
	support_conference_owner_changed: 'ownerChanged',
	support_conference_member_added: 'memberAdded',
	support_conference_member_departed: 'memberDeparted',
	support_conference_customer_exit_survey_completed: 'customerSurveyCompleted',
	support_conference_rep_exit_survey_completed: 'representativeSurveyCompleted',
};

/** UNSURE [appliance.event-fields] which of these comes with which event, so each is taken wherever it comes. */
const PARTICIPANT_FIELDS: Array<[wire: string, own: keyof EventParticipant]> = [
	['type', 'type'],
	['name', 'name'],
	['display_name', 'displayName'],
	['username', 'username'],
	['user_id', 'userId'],
	['conference_name', 'conferenceName'],
	['conference_id', 'conferenceId'],
];

const COMMON_FIELDS = ['event', 'version', 'timestamp', 'appliance_id', 'lsid', 'external_key'];

/** The variables that are the appliance's own; every other one is a custom field. */
const KNOWN_FIELDS = new Set([...COMMON_FIELDS, ...PARTICIPANT_FIELDS.map(([wire]) => wire)]);

const filled = (fields: Fields, name: string): string | null => fields.get(name)?.trim() || null;

function participantFrom(fields: Fields): EventParticipant | null {
	const entries = PARTICIPANT_FIELDS.map(([wire, own]) => [own, filled(fields, wire)] as const);
	if (entries.every(([, value]) => value === null)) return null;
	return Object.fromEntries(entries) as unknown as EventParticipant;
}

/** A part of the event key: short and without colons, so that two different events never share a key. */
function keyPart(text: string | null): string {
	if (text === null || /^[\p{L}\p{N}_.@ -]{1,64}$/u.test(text)) return text ?? '';
	return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
}

function keyOf(
	fields: Fields,
	sessionId: string | null,
	participant: EventParticipant | null,
): string {
	const parts = [
		filled(fields, 'appliance_id'),
		sessionId ?? filled(fields, 'lsid'),
		filled(fields, 'event'),
		filled(fields, 'timestamp'),
	];
	if (participant) {
		const { type, userId, username, conferenceId, conferenceName, displayName, name } = participant;
		const who = userId ?? username ?? conferenceId ?? conferenceName ?? displayName ?? name;
		parts.push([type, who].filter((part) => part !== null).join(' '));
	}
	return parts.map(keyPart).join(':');
}

function problemsOf(wireName: string | null, known: boolean, fields: Fields): string[] {
	const problems: string[] = [];
	if (wireName === null)
		problems.push('The event does not say what happened: the field "event" is missing.');
	else if (!known) problems.push('This version does not know this kind of event (field "event").');
	const id = filled(fields, 'lsid');
	if (id === null)
		problems.push('The event does not say which session it is about: the field "lsid" is missing.');
	else if (sessionIdFrom(id) === null) {
		problems.push(
			'The event has no usable session ID: the field "lsid" is not 32 hexadecimal digits.',
		);
	}
	return problems;
}

/** Bytes of `raw` as JSON. */
const LONGEST_RAW = 2_048;
/** A long value is cut to this many characters before a field is left out. */
const CUT_VALUE = 200;

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value), 'utf8');

/** The fields as they came, the appliance's own first, within 2 kB: long values are cut, then fields are left out. */
function rawOf(fields: Fields): Record<string, string> {
	const kept: Array<[string, string]> = [];
	let bytes = 2;
	for (const [name, value] of fields) {
		const fits = (entry: [string, string]) => bytes + bytesOf(entry) <= LONGEST_RAW;
		const entry = [
			[name, value],
			[name, `${cut(value, CUT_VALUE)} …`],
		].find((one): one is [string, string] => fits(one as [string, string]));
		if (!entry) continue;
		kept.push(entry);
		bytes += bytesOf(entry);
	}
	return Object.fromEntries(kept);
}

/**
 * The body of an outbound event, as n8n parsed it, to an Event. Never throws.
 *
 * Whatever is wrong with the body is told in `problems`. Within limits, all that came is in `customFields` and the other
 * fields: 200 fields, names of 128 and values of 4,096 characters. `raw` keeps what came within 2 kB: it goes into tables. `customFields` is every field that is not one of the appliance's own variables.
 * `receivedAt` is in milliseconds since 1970; `problems` are what was wrong before the body was read. Outbound events carry no signature: take them as hints.
 */
export function eventFromBody(
	body: unknown,
	options: { linkKey: string | null; receivedAt: number; problems?: string[] },
): OutboundEvent {
	const { fields, problems } = fieldsFromBody(body, KNOWN_FIELDS);
	const wireName = filled(fields, 'event');
	const event =
		wireName !== null && Object.hasOwn(EVENT_NAMES, wireName) ? EVENT_NAMES[wireName] : null;
	const sessionId = sessionIdFrom(fields.get('lsid'));
	const externalKey = filled(fields, 'external_key');
	const participant = participantFrom(fields);
	return {
		eventKey: keyOf(fields, sessionId, participant),
		event,
		wireName,
		occurredAt: isoFromUnixSeconds(fields.get('timestamp')),
		receivedAt: isoFromMilliseconds(options.receivedAt) ?? new Date().toISOString(),
		applianceId: filled(fields, 'appliance_id'),
		sessionId,
		externalKey,
		link: parseLink(externalKey, options.linkKey),
		participant,
		customFields: Object.fromEntries([...fields].filter(([name]) => !KNOWN_FIELDS.has(name))),
		problems: [
			...(options.problems ?? []),
			...problemsOf(wireName, event !== null, fields),
			...problems,
		],
		raw: rawOf(fields),
	};
}
