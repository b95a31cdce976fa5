import { createHash } from 'crypto';

import type { Asked } from '../contract';
import type { Found, NoteSeen, NoteToWrite, NoteWritten, On } from '../desk';
import type { Page, Query } from '../flow';
import { holds } from '../marker';
import { requestTo } from '../request';
import { changesIn, sysIdIn } from './model';
import { nextOf, PAGE, recordPath, rowsOf, type ServiceNowSettings, valueOf } from './query';
import { cut } from '../../session/text';
import { textOf } from '../../session/value';

/** What fits every instance that was heard of. UNSURE [servicenow.note-cut] whether a longer text is cut: Settings may allow more. */
export const LONGEST_NOTE = 3900;
const LONGEST_EVER = 500_000;

/** Characters of a note by Settings. */
export function noteLimit({ longestNote }: ServiceNowSettings): number {
	const set = Math.floor(Number(textOf(longestNote)));
	return set >= 2000 ? Math.min(set, LONGEST_EVER) : LONGEST_NOTE;
}

/** `[code]` and its end, which make HTML of what stands between them, and `@[`, which calls somebody; joiners may hide in them. */
const JOINERS = '[\\u200b-\\u200d\\u2060]*';
const CODE = `${JOINERS}(?:/${JOINERS})?${[...'code'].join(JOINERS)}`;
const ACTIVE = new RegExp(`\\[(?=${CODE})|@(?=${JOINERS}\\[)`, 'gi');

/** Text in which nothing is mark-up: all of a note is broken so, because what people say stands everywhere in it. */
export const inertText = (text: string): string => text.replace(ACTIVE, '$& ');

const CUT = '\n…\n\n';

/** A note as long as the instance takes one, with its marker left in it. */
export function fitted(body: string, marker: string, most: number): string {
	if (body.length <= most) return body;
	const begin = cut(body, most - marker.length - CUT.length);
	return marker === '' || holds(begin, marker) ? begin : `${begin}${CUT}${marker}`;
}

/** Markers end with a signature; that of an addendum has a second part. */
const SIGNED = / · ([a-z2-7]{8})(?: addendum ([a-z0-9]{8}))?/g;
const MOST_MARKERS = 5000;

interface Marked {
	/** A journal tells nobody the number of an entry, so a note is known by the signature in its marker. */
	id: string;
	isAddendum: boolean;
	/** The line up to the end of the marker. */
	text: string;
}

function markersIn(text: string): Marked[] {
	const found = [...text.slice(0, 1_000_000).matchAll(SIGNED)].slice(0, MOST_MARKERS);
	return found.map(({ 0: end, 1: signature, 2: addendum, index = 0 }) => {
		const before = text.slice(Math.max(0, index - 150), index);
		return {
			id: addendum ? `${signature}-${addendum}` : signature,
			isAddendum: addendum !== undefined,
			text: `${before.slice(before.lastIndexOf('\n') + 1)}${end}`,
		};
	});
}

/** The id of a note by its marker; one that ends without a signature is folded into as many characters as tell it from others. */
const idOf = (marker: string): string =>
	markersIn(marker)[0]?.id ?? createHash('sha256').update(marker).digest('hex').slice(0, 16);

/** The marker of a note that is to be written, by what was asked, else as it was rendered. */
function markerOf({ note }: Asked, body: string): { text: string; id: string | null } {
	const text = textOf(note?.marker) || (markersIn(cut(body, 2000))[0]?.text.trim() ?? '');
	return { text, id: text === '' ? null : idOf(text) };
}

/** What a text holds: the marker that is looked for, all others, those of addenda last, and the text as a whole. */
function seenIn(text: string, wanted: string, id: string | null = null): NoteSeen[] {
	const all = markersIn(text);
	const isThere = wanted !== '' && holds(text, wanted);
	const ordered = [...all.filter((one) => !one.isAddendum), ...all.filter((one) => one.isAddendum)];
	return [
		...(isThere ? [{ id: idOf(wanted), text: wanted }] : []),
		...ordered.map((one) => ({ id: one.id, text: one.text })),
		...(text === '' ? [] : [{ id, text }]),
	];
}

const HIDDEN =
	"ServiceNow does not show the work notes of this record to the account of the credential, so the workflow cannot tell whether the note is there. Give the account the role 'itil', or read access to the field 'work_notes'.";

const JOURNAL = 'journal:';

/**
 * Notes of a record: the texts of its journals as they are shown, because what is stored reads as empty; then, as an account without
 * rights on it gets an empty list, the journal table for what may be missing in a long text. Nothing is searched for.
 */
export function notes(
	on: On<ServiceNowSettings>,
	{ ref }: Found,
	cursor: string | null,
): Query<Page<NoteSeen>> {
	if (cursor?.startsWith(JOURNAL)) return journal(on, ref, cursor.slice(JOURNAL.length));
	const { settings, asked } = on;
	const wanted = textOf(asked.note?.marker);
	return {
		request: requestTo(settings, recordPath(settings, ref), {
			query: { sysparm_fields: 'sys_id,work_notes,comments', sysparm_display_value: 'true' },
		}),
		read({ body }) {
			const [record = {}] = rowsOf(body);
			// Fields that one may not read are left out without a word.
			const isShown = sysIdIn(valueOf(record.sys_id)) === ref && 'work_notes' in record;
			if (!isShown) return { items: [], next: null, hidden: HIDDEN };
			const texts = [shownText(record.work_notes), shownText(record.comments)];
			return { items: texts.flatMap((text) => seenIn(text, wanted)), next: `${JOURNAL}0` };
		},
	};
}

const shownText = (field: unknown): string => {
	const { display_value: shown } = (field ?? {}) as { display_value?: unknown };
	return textOf(field) || textOf(shown);
};

function journal(
	{ settings, asked }: On<ServiceNowSettings>,
	ref: string,
	offset: string,
): Query<Page<NoteSeen>> {
	const wanted = textOf(asked.note?.marker);
	return {
		request: requestTo(settings, '/api/now/table/sys_journal_field', {
			query: {
				sysparm_query: `element_id=${ref}^ORDERBYDESCsys_created_on`,
				sysparm_fields: 'sys_id,element,element_id,value',
				...{ sysparm_limit: String(PAGE), sysparm_offset: offset },
			},
		}),
		read(got) {
			const rows = rowsOf(got.body);
			// A condition that was dropped gives entries of other records.
			const own = rows.filter((row) => valueOf(row.element_id) === ref);
			// An empty page is that of an account without rights: so are all that follow.
			const next = rows.length === 0 ? null : nextOf(got, rows.length, offset);
			const items = own.flatMap((row) =>
				seenIn(valueOf(row.value), wanted, sysIdIn(valueOf(row.sys_id))),
			);
			return { items, next: next === null ? null : `${JOURNAL}${next}` };
		},
		// Who may not see that table has the texts that are shown.
		otherwise: { items: [], next: null },
	};
}

const LOST =
	"ServiceNow accepted the note but wrote nothing. The account of the credential may not write this journal: give it the role 'itil', or write access to the field.";

const UNSAID = "ServiceNow's answer does not say whether the note was written. Look at the record.";

/** Puts a note on a record. A journal cannot be taken back, so that of an internal note only `work_notes` is ever written. */
export function write(
	{ settings, asked }: On<ServiceNowSettings>,
	{ ref, facts }: Found,
	note: NoteToWrite,
): Query<NoteWritten> {
	const marker = markerOf(asked, note.body);
	const text = fitted(inertText(note.body), marker.text, noteLimit(settings));
	return {
		request: requestTo(settings, recordPath(settings, ref), {
			method: 'PATCH',
			query: {
				sysparm_fields: 'sys_id,number,sys_mod_count,work_notes,comments',
				sysparm_display_value: 'true',
			},
			body: note.isPrivate ? { work_notes: text } : { comments: text },
		}),
		read({ body }) {
			const [record = {}] = rowsOf(body);
			const isPublic = holds(shownText(record.comments), marker.text);
			const isInternal = holds(shownText(record.work_notes), marker.text);
			const isPrivate = isPublic ? false : isInternal ? true : null;
			const isHere = sysIdIn(valueOf(record.sys_id)) === ref;
			// UNSURE [servicenow.write-shows] whether the answer to a write shows the new entry at once; so what counts is that the record was not changed at all.
			const isUnchanged = isPrivate === null && changesIn(record) === (facts?.changes ?? -1);
			const lost = !isHere ? UNSAID : isUnchanged ? LOST : null;
			return { id: marker.id, isPrivate, lost };
		},
		because: ({ body }) => reasonOf(body),
	};
}

/** Why ServiceNow refuses, as one word: its own sentence may repeat what was sent. */
export function reasonOf(body: unknown): string | null {
	const { error } = (body ?? {}) as { error?: { detail?: unknown } };
	const detail = textOf(error?.detail).slice(0, 2000);
	if (/data policy|mandatory/i.test(detail)) return 'mandatory';
	if (/\bACL\b|security constraints/i.test(detail)) return 'acl';
	return detail === '' ? null : 'rule';
}

/** What to look at where a write is refused. UNSURE [servicenow.refusal-status] with which status data policies and business rules refuse; 403 was seen in clients. */
export function adviceOn(
	{ settings }: Pick<On<ServiceNowSettings>, 'settings'>,
	status: number,
	because: string | null,
): string {
	const table = recordPath(settings).split('/').at(-1) ?? '';
	if (because === 'mandatory') {
		return `A data policy of the table '${table}' requires fields that are empty on this record. Fill them in, or exempt API calls from the policy.`;
	}
	if (status === 404) {
		return 'The record was deleted in the meantime, or ServiceNow does not show it to the account of the credential.';
	}
	if (because === 'rule') return `A business rule of the table '${table}' refuses it.`;
	if (status === 403) {
		return `It needs the role 'itil', and write access to the table '${table}'; closed records may be locked for everybody.`;
	}
	return '';
}
