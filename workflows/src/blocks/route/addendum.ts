import type { Flow, NodeSpec } from '../../flow';
import { beyondTrust, firstOf, js, question } from '../../nodes';
import { halo, holds } from '../desk/halo';
import { onTicket, rowBefore, session } from './ledger';
import { fromRow } from './readSession';
import { setting } from '../settings';
import { actionFields, audience, ticketNote } from '../desk/ticket';

const LATE = 'Has anything come late?';
const PARTS = 'Write what came late';
const POST = 'Put the addendum on the ticket';

/** What an addendum is found again by: one for each content that the note of a session had. */
const marker = `(${ticketNote}.marker + ' addendum ' + ${ticketNote}.contentHash.slice(0, 8))`;

/**
 * Whether the session says something that its ticket does not: its report was not complete when the note was written, or
 * there is a survey, a recording or a note of which the ticket knows nothing. Texts are compared by letters and digits,
 * because the desk has them with mark-up. The hash alone would take a new wording of the note for news.
 */
const CAME_LATE = `(() => {
	const row = ${rowBefore};
	if (!${onTicket('row')} || row.noteHash === ${ticketNote}.contentHash || ${holds(marker)} || ${fromRow}) return false;
	if (!row.endedAt) return true;
	if (${setting('noteAudience')} === 'customer') return false;
	const plain = (text) => String(text).replace(/&[#\\w]+;|\\\\[nrt]/g, '').replace(/[^\\p{L}\\p{N}]/gu, '');
	const onTicket = JSON.stringify($json.body ?? null);
	const there = plain(onTicket);
	const { surveys, notes, urls } = ${session};
	const answers = [...surveys.customer, ...surveys.representative].flatMap((one) => one.answers).flatMap((one) => one.answers);
	const recording = />Recording<\\/a>/.test(onTicket) ? null : urls.recordingView ?? urls.recordingDownload;
	const texts = [...answers, ...notes.map((one) => one.text), recording];
	return texts.some((text) => text && !there.includes(plain(text)));
})()`;

/** Of a report that was complete, only what can come after its end; else all of it once more. */
const SECTIONS = `${rowBefore}.endedAt ? ['notes', 'surveys', 'links'] : []`;

const HTML = `'<p>' + ${marker} + ': what came after the note above was written.</p>' + ${firstOf(PARTS)}.note.body`;

/**
 * Puts on the ticket, once, what came after a session's note was written. In the API's own name: no technician wrote it.
 * `beforeWriting` may end the way.
 *
 * @returns the block's first node and the one at its end, both of which lead on to where the session is recorded, the
 * node that writes and the request whose failures must be led on
 */
export function addAddendum(flow: Flow, beforeWriting: NodeSpec) {
	flow.add(
		question(LATE, CAME_LATE),
		beyondTrust(PARTS, 'session', 'renderNote', {
			session: js(session),
			format: 'html',
			options: { audience: js(audience), sections: js(SECTIONS) },
		}),
		beforeWriting,
		halo.postActions(
			POST,
			`[(() => {
	return {
		${actionFields(HTML)}
	};
})()]`,
		),
	);
	flow.path(LATE, PARTS, beforeWriting.name, POST);
	return { first: LATE, last: POST, note: PARTS, request: POST };
}

/**
 * Looks whether a session that was done before says something new: leaves through `changed` if so, and ends in
 * `unchanged` if not.
 */
export function checkForChanges(flow: Flow, changed: NodeSpec, unchanged: NodeSpec) {
	const note = 'Write the note again';
	const changes = 'Has it changed?';
	flow.add(
		beyondTrust(note, 'session', 'renderNote', {
			session: js(session),
			format: 'html',
			options: { audience: js(audience) },
		}),
		question(
			changes,
			`!$json.error && ${onTicket(rowBefore)} && $json.note.contentHash !== ${rowBefore}.noteHash`,
		),
		changed,
		unchanged,
	);
	flow.path(note, changes, changed.name);
	flow.on(changes, 'no', unchanged.name);
	flow.on(note, 'error', changes);
	return { first: note };
}
