import { child, children } from './element';
import type { XmlElement } from './element';
import type {
	Addressee,
	ChatLine,
	FileTransfer,
	Participant,
	ParticipantType,
	SessionEvent,
	SessionNote,
	SystemInformation,
} from '../model';
import { filesIn, namedInElements } from './files';
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

/** A line to all names `everyone` (recorded of Privileged Remote Access), under whatever name and number. */
function addresseeFrom(element: XmlElement | undefined, types: Types): Addressee | null {
	const participant = participantFrom(element, types);
	const all = element?.attributes.type?.trim().toLowerCase() === 'everyone';
	return participant && all ? { ...participant, type: 'everyone' } : participant;
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
	for (const file of namedInElements(event)) {
		if (file.name !== null) add('filename', file.name);
		if (file.size !== null) add('filesize', file.size);
	}
	return plainObject([...data].map(([name, all]) => [name, all.length === 1 ? all[0] : all]));
}

/** A file goes from who performed a share to the other side. */
function sharedDirection(by: Participant | null, to: Addressee | null): FileTransfer['direction'] {
	if (by?.type === 'representative' || to?.type === 'customer') return 'toCustomer';
	return by?.type === 'customer' || to?.type === 'representative' ? 'toRepresentative' : null;
}

/**
 * Upload and download are named from the representative's chair, whoever is told to have performed them. UNSURE [appliance.file-transfer-complete]: `File
 * Transfer Complete` (2025: filename, sha256) follows a transfer that has an event of its own, so it is none.
 */
const FILE_EVENTS: Record<
	string,
	(by: Participant | null, to: Addressee | null) => FileTransfer['direction']
> = {
	'File Upload': () => 'toCustomer',
	'File Download': () => 'toRepresentative',
	'Files Shared': sharedDirection,
	'File Deleted': () => 'deleted',
};

/** Names come with each field, or once in the description and the fields of a row in its order. */
function rowFrom(row: XmlElement, names: string[]): Record<string, string> {
	const values = new Map<string, string>();
	children(row, 'field').forEach((field, index) => {
		const { name: shown, id } = field.attributes;
		const name = filled(shown) ?? filled(names[index]) ?? filled(id) ?? `Field ${index + 1}`;
		const value = trimmedText(field.text);
		const earlier = values.get(name);
		values.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
	});
	return plainObject(values);
}

/** `category/data/row/field`, `category/row/field`, or the fields of a single row straight in the category. */
function systemInformationOf(event: XmlElement, at: string | null): SystemInformation[] {
	return inLists(event, 'system_information', 'category').map((category) => {
		const names = inLists(category, 'description', 'field').map(
			({ attributes, text }) =>
				filled(attributes.name) ?? filled(text) ?? filled(attributes.id) ?? '',
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
		if (!member || member.type === 'system' || member.type === 'everyone') return;
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
	to: addresseeFrom(child(event, 'destination'), types),
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
			for (const file of filesIn(event)) {
				const bytes = wholeNumber(file.size);
				found.files.push({ at, direction, name: file.name, bytes, by: by?.name ?? null });
			}
		}
	}
	found.over = presence.over;
	return found;
}
