import { child, children } from './element';
import type { XmlElement } from './element';
import type {
	ChatLine,
	FileTransfer,
	Participant,
	ParticipantType,
	SessionEvent,
	SessionNote,
	SystemInformation,
} from '../model';
import type { People } from './people';
import { isoFromUnixSeconds } from '../time';
import { bodyOf, filled, inLists, known, plainObject, trimmedText, wholeNumber } from './values';

/** What the events of a report say, in the order of the report. */
export interface Happenings {
	transcript: ChatLine[];
	notes: SessionNote[];
	files: FileTransfer[];
	systemInformation: SystemInformation[];
	events: SessionEvent[];
	/** The report has its `Session End`, or everybody who had joined has departed. */
	over: boolean;
	lastAt: string | null;
}

type Types = People['types'];

/** By its type; the name of the system's lines changes with the release. Unknown types go by the number. */
function typeOf(type: string | undefined, number: string | null, types: Types): ParticipantType {
	switch ((type ?? '').trim().toLowerCase()) {
		case 'customer':
			return 'customer';
		case 'representative':
		case 'rep':
			return 'representative';
		case 'system':
			return 'system';
		default:
			return types.get(number ?? '') ?? 'system';
	}
}

function participantFrom(element: XmlElement | undefined, types: Types): Participant | null {
	if (!element) return null;
	const participant = filled(element.attributes.gsnumber);
	return {
		type: typeOf(element.attributes.type, participant, types),
		name: known(element.text),
		participant,
	};
}

/** Values come in one `data` block or in several; a name that repeats keeps all its values. */
function dataOf(event: XmlElement): SessionEvent['data'] {
	const data = new Map<string, string[]>();
	const add = (name: string | null, value: string) => {
		if (name === null) return;
		const values = data.get(name);
		if (values) values.push(value);
		else data.set(name, [value]);
	};
	for (const value of inLists(event, 'data', 'value')) {
		add(filled(value.attributes.name), trimmedText(value.attributes.value ?? value.text));
	}
	for (const file of [event, ...inLists(event, 'files', 'file')]) {
		for (const name of ['filename', 'filesize']) {
			const value = filled(child(file, name)?.text);
			if (value !== null) add(name, value);
		}
	}
	return plainObject([...data].map(([name, all]) => [name, all.length === 1 ? all[0] : all]));
}

/** A file goes from who performed a share to the other side. */
function sharedDirection(
	by: Participant | null,
	to: Participant | null,
): FileTransfer['direction'] {
	if (by?.type === 'representative' || to?.type === 'customer') return 'toCustomer';
	return by?.type === 'customer' || to?.type === 'representative' ? 'toRepresentative' : null;
}

/** Upload and download are named from the representative's chair, whoever is told to have performed them. */
const FILE_EVENTS: Record<
	string,
	(by: Participant | null, to: Participant | null) => FileTransfer['direction']
> = {
	'File Upload': () => 'toCustomer',
	'File Download': () => 'toRepresentative',
	'Files Shared': sharedDirection,
};

function filesOf(
	event: XmlElement,
	happening: Happening,
	direction: FileTransfer['direction'],
): FileTransfer[] {
	return [event, ...inLists(event, 'files', 'file')]
		.filter((file) => child(file, 'filename') ?? child(file, 'filesize'))
		.map((file) => ({
			at: happening.at,
			direction,
			name: filled(child(file, 'filename')?.text),
			bytes: wholeNumber(child(file, 'filesize')?.text),
			by: happening.by?.name ?? null,
		}));
}

/** Names come with each field, or once in the description and the fields of a row in its order. */
function rowFrom(row: XmlElement, names: string[]): Record<string, string> {
	const values = new Map<string, string>();
	children(row, 'field').forEach((field, index) => {
		const name = filled(field.attributes.name) ?? names[index] ?? `Field ${index + 1}`;
		const value = trimmedText(field.text);
		const earlier = values.get(name);
		values.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
	});
	return plainObject(values);
}

/** `category/data/row/field`, `category/row/field`, or the fields of a single row straight in the category. */
function systemInformationOf(event: XmlElement, at: string | null): SystemInformation[] {
	return inLists(event, 'system_information', 'category').map((category) => {
		const names = inLists(category, 'description', 'field').map((field) =>
			trimmedText(field.attributes.name ?? field.text),
		);
		const rows = [...inLists(category, 'data', 'row'), ...children(category, 'row')];
		const single = rows.length > 0 ? [] : [category, ...children(category, 'data')];
		return {
			at,
			category: filled(category.attributes.name),
			rows: [...rows, ...single]
				.map((row) => rowFrom(row, names))
				.filter((row) => Object.keys(row).length > 0),
		};
	});
}

/** Follows who is in the session; over once everybody who ever joined is gone. */
class Presence {
	private readonly present = new Set<string>();

	private joined = false;

	private ended = false;

	follow({ type, by, to }: Happening): void {
		if (type === 'Session End') this.ended = true;
		const member = to ?? by;
		if (!member || member.type === 'system') return;
		const key = `${member.type}:${member.participant ?? member.name ?? ''}`;
		if (type === 'Conference Member Added') {
			this.joined = true;
			this.present.add(key);
		} else if (type === 'Conference Member Departed') {
			this.present.delete(key);
		}
	}

	get over(): boolean {
		return this.ended || (this.joined && this.present.size === 0);
	}
}

type Happening = Omit<SessionEvent, 'data'>;

const happeningFrom = (event: XmlElement, types: Types): Happening => ({
	at: isoFromUnixSeconds(event.attributes.timestamp),
	type: filled(event.attributes.event_type),
	by: participantFrom(child(event, 'performed_by'), types),
	to: participantFrom(child(event, 'destination'), types),
	body: bodyOf(event),
});

const NOBODY: Participant = { type: 'system', name: null, participant: null };

/**
 * Reads `session_details`. An event of an unknown type, or without its parts, is kept among `events` only,
 * and those are gathered only when asked for: in a long report they are most of the work.
 */
export function happeningsFrom(
	session: XmlElement,
	types: Types,
	includeEvents: boolean,
): Happenings {
	const presence = new Presence();
	const found: Happenings = {
		transcript: [],
		notes: [],
		files: [],
		systemInformation: [],
		events: [],
		over: false,
		lastAt: null,
	};
	for (const event of inLists(session, 'session_details', 'event')) {
		const happening = happeningFrom(event, types);
		const { at, type, by, to, body } = happening;
		if (includeEvents) found.events.push({ ...happening, data: dataOf(event) });
		if (at !== null && (found.lastAt === null || at > found.lastAt)) found.lastAt = at;
		presence.follow(happening);
		if (type === 'Chat Message') {
			found.transcript.push({ at, from: by ?? { ...NOBODY }, to, text: body ?? '' });
		} else if (type === 'Session Note Added') {
			found.notes.push({ at, by: by?.name ?? null, text: body ?? '' });
		} else if (type === 'System Information Retrieved') {
			for (const one of systemInformationOf(event, at)) found.systemInformation.push(one);
		} else if (type !== null && Object.hasOwn(FILE_EVENTS, type)) {
			const direction = FILE_EVENTS[type](by, to);
			for (const file of filesOf(event, happening, direction)) found.files.push(file);
		}
	}
	found.over = presence.over;
	return found;
}
