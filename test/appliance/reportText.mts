import { eventElement } from './reportEvent.mts';
import { participantLists, people } from './reportPeople.mts';
import { recordingUrls, sessionUrls } from './downloads.mts';
import type { Session, SessionEvent } from './session.mts';
import { isoTime } from './wire.mts';
import type { World } from './world.mts';
import { element, escapeXml, prolog, trailer, writeElement, type XmlElement } from './xml.mts';

const twoDigits = (value: number) => `${value}`.padStart(2, '0');

/** `HH:MM:SS`. */
const clockTime = (seconds: number): string =>
	[Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
		.map(twoDigits)
		.join(':');

const timeElement = (name: string, at: number): XmlElement =>
	element(name, isoTime(at), { timestamp: at });

/** `end_time`, or one of the ways of saying that there is none (reference, 4.4). */
function endTime(world: World, session: Session): XmlElement[] {
	if (world.sessions.reported(session) && session.endedAt !== undefined) {
		return [timeElement('end_time', session.endedAt)];
	}
	const { missingEndTime } = world.options;
	if (missingEndTime === 'absent') return [];
	if (missingEndTime === 'empty') return [element('end_time', '')];
	return [element('end_time', '', { timestamp: missingEndTime === 'zero' ? '0' : '' })];
}

function attributes(world: World, session: Session): XmlElement {
	const list = Object.entries(session.attributes).map(([code_name, value]) =>
		element('custom_attribute', value, {
			display_name: world.directory.displayNameOf(code_name),
			code_name,
		}),
	);
	return element('custom_attributes', list.length > 0 ? list : '');
}

/** What there is to watch once a session is over: whether, and where (reference, 4.4 and 12). */
const recordings = (world: World, session: Session): XmlElement[] => [
	...sessionUrls(world, session),
	element('has_recording', Number(session.recorded)),
	...recordingUrls(world, session),
];

const countOf = (session: Session, type: string) =>
	session.events.filter((event) => event.type === type).length;

/** Everything of a session before `session_details`, in the order of the wire. */
function head(world: World, session: Session): XmlElement[] {
	const ended = world.sessions.reported(session) && session.endedAt !== undefined;
	const length = (session.endedAt ?? session.startedAt) - session.startedAt;
	const { portal } = session;
	return [
		element('session_type', 'support'),
		element('lseq', session.lseq),
		timeElement('start_time', session.startedAt),
		...endTime(world, session),
		element('duration', ended ? clockTime(length) : ''),
		element('public_site', portal.name, { id: portal.id }),
		element('external_key', session.externalKey),
		attributes(world, session),
		...(ended ? recordings(world, session) : []),
		element(
			'file_transfer_count',
			countOf(session, 'File Upload') + countOf(session, 'File Download'),
		),
		element('file_move_count', countOf(session, 'File Moved')),
		element('file_delete_count', countOf(session, 'File Deleted')),
		...people(world, session),
		...participantLists(world, session),
	];
}

/** The events that the report lists now: the end shows up together with `end_time`. */
function eventsOf(world: World, session: Session): SessionEvent[] {
	const waiting = session.state === 'ended' && !world.sessions.reported(session);
	if (!waiting || world.options.endEventBeforeReport) return session.events;
	return session.events.filter(({ type }) => type !== 'Session End');
}

const fillerLine =
	'This line was said to make the report long & "heavy": <b>it repeats itself</b>, and so do we. ';

/** Chat lines up to the asked-for size, in pieces of about 64 KB. */
function* filler(world: World, session: Session, from: number): Generator<string> {
	const { reportMegabytes, startedAt } = session;
	const by = world.sessions.customerOf(session);
	let size = from;
	for (let line = 1; size < reportMegabytes * 1_048_576; ) {
		let piece = '';
		for (; piece.length < 65_536; line++) {
			const body = `${line}. ${fillerLine.repeat(3)}`;
			const event = eventElement(world, { at: startedAt, type: 'Chat Message', by, body });
			piece += writeElement(event, 3);
		}
		size += piece.length;
		yield piece;
	}
}

function* sessionText(world: World, session: Session): Generator<string> {
	const parts = head(world, session).map((part) => writeElement(part, 2));
	const events = eventsOf(world, session).map((event) =>
		writeElement(eventElement(world, event), 3),
	);
	const text = `${parts.join('')}\t\t<session_details>\n${events.join('')}`;
	yield `\t<session lsid="${escapeXml(session.reportedId ?? session.lsid)}">\n${text}`;
	if (session.reportMegabytes > 0) yield* filler(world, session, text.length);
	yield '\t\t</session_details>\n\t</session>\n';
}

/** The text of a SupportSession report, piece by piece: reports of 50 MB are not held in one string. */
export function* reportText(
	world: World,
	sessions: Session[],
	namespace: string,
): Generator<string> {
	const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
	yield `${prolog}<session_list xmlns="${escapeXml(namespace)}" ${xsi}>\n`;
	for (const session of sessions) yield* sessionText(world, session);
	yield `</session_list>${trailer}`;
}
