import type { Session } from '../session/model';
import type { Why } from './arrival';
import { type Author, authorOf } from './author';
import { claimed, filled } from './checkIn';
import { againOf, linkedLine, RECONCILIATION } from './choice';
import { columnsOf, MADE_OF_ROW, storedSession } from './columns';
import { failed, isOutage, sentence } from './failure';
import { lateHash } from './lateHash';
import { placeOf } from './place';
import type { Decision, ToDecide } from './decision';
import { CHOSEN, done, isOpen, type LedgerRow, onTicket, type RowChange, rowFrom } from './row';

export type { Decision, NoteWanted, Read, ToDecide } from './decision';

/** Where the run stands: the row with what this run has claimed. */
export interface Facts extends ToDecide {
	was: LedgerRow | null;
	now: Partial<LedgerRow>;
	why: Why;
	none: Decision;
}

export function factsOf(input: ToDecide): Facts {
	const { checkedIn, before } = input;
	const was = rowFrom(before);
	const claim = claimed(checkedIn.key, checkedIn.row?.claim ?? 0);
	const none: Decision = {
		goes: 'later',
		claim,
		after: claim,
		target: null,
		author: null,
		note: null,
		mode: 'note',
		reason: null,
		lateHash: null,
		stored: null,
		row: null,
	};
	return { ...input, was, now: { ...was, ...checkedIn.row }, why: checkedIn.why, none };
}

/** Only looked at for what may have come late: what comes of that changes nothing unless it is news. */
const onlyChecked = ({ why, was }: Facts) =>
	why === 'recheck' ||
	(why === 'listed' && was !== null && !isOpen(was) && was.state !== 'quarantined');

/** The row as it was: a run that broke off in a check has left it as `received`. */
function unchanged(facts: Facts, more: RowChange = {}): Decision {
	const { was, now, none } = facts;
	const before = was && !isOpen(was) ? was.state : null;
	const state = onTicket(now as LedgerRow) ? (now.linkedBy ? 'linked' : 'written') : 'chatted';
	return {
		...none,
		goes: 'done',
		row: { ...more, ...done, reason: was?.reason ?? null, state: before ?? state },
	};
}

export const later = (facts: Facts, error: unknown, outage: boolean): Decision => ({
	...facts.none,
	goes: 'later',
	reason: sentence(error),
	row: failed(facts.was, error, outage),
});

/** Said below a note whose ticket a person or the reconciliation has chosen, and below one that is made of a row. */
function postscriptOf(row: Partial<LedgerRow>, fromRow: boolean, from: string | null): string {
	const score = /^[0-9]+ [(]([0-9.]+)[)]/.exec(row.suggestion ?? '')?.[1];
	const on = row.linkedAt ? `, on ${row.linkedAt.slice(0, 16).replace('T', ' ')} UTC` : '';
	const by = `Linked automatically by the reconciliation${score ? `, with a score of ${score}` : ''}${on}.`;
	const said = [
		row.linkedBy === RECONCILIATION ? by : linkedLine(row, from),
		fromRow ? MADE_OF_ROW : '',
	];
	return said.filter(Boolean).join(' ');
}

/** Columns that are written right before the desk is asked. */
const FENCE = ['claim', 'lastError', 'noteHash', 'linkKind', 'linkSystem', 'linkId'] as const;

/** The run claims its row once more, so that no run that looked before takes it. */
function fence({ now, none }: Facts, begins: RowChange): Pick<Decision, 'goes' | 'row' | 'after'> {
	const claim = none.claim.claim + 1;
	return {
		goes: 'desk',
		row: filled(FENCE, now, { ...begins, lastError: null, claim }),
		after: claimed(none.claim.key, claim),
	};
}

/** What a run must say right before it writes. The hash is the note's, so that a crash behind it is told from what came late. */
function toTicket(facts: Facts, id: string, hash: string | null, author: Author): Decision {
	const { now, settings, system, marker, none } = facts;
	const adds = onTicket(now as LedgerRow) && Boolean(now.lateHash);
	const begun = onTicket(now as LedgerRow) && now.noteHash !== CHOSEN ? now.noteHash : null;
	const begins: RowChange = {
		noteHash: begun ?? hash ?? CHOSEN,
		linkKind: 'ticket',
		linkSystem: onTicket(now as LedgerRow) ? now.linkSystem : system,
		linkId: id,
	};
	return {
		...none,
		...fence(facts, adds ? {} : begins),
		target: { kind: 'ticket', id },
		// No technician wrote what came late.
		author: adds ? { agentId: null, names: [], email: null, known: false } : author,
		note: {
			audience: settings.noteAudience,
			sections: adds && now.endedAt ? ['notes', 'surveys', 'links'] : [],
			marker: adds ? `${marker} addendum ${(hash ?? '').slice(0, 8)}` : marker + againOf(now),
			postscript: adds ? '' : postscriptOf(now, hash === null, facts.movedFrom ?? null),
		},
		mode: adds ? 'addendum' : 'note',
		lateHash: hash,
	};
}

/** A session that could not be read. */
function unread(facts: Facts, error: unknown, kind: unknown): Decision {
	const { now, none, settings, technicians } = facts;
	const row = now as LedgerRow;
	if (onlyChecked(facts)) return unchanged(facts);
	if (kind !== 'noResults') return later(facts, error, isOutage(kind));
	if (onTicket(row) && row.endedAt) {
		if (row.lateHash) return unchanged(facts);
		const stored = storedSession(row, settings.defaultUser);
		const author = authorOf(stored.primaryRepresentative ?? null, technicians, settings);
		return { ...toTicket(facts, row.linkId ?? '', null, author), stored };
	}
	const reason = sentence(error);
	return {
		...none,
		goes: 'setAside',
		reason,
		row: { state: 'quarantined', reason, attempts: 0, outages: 0, lastError: null },
	};
}

/** A session that is on a ticket, or in a chat, already or by somebody's choice stays there. */
function settled(facts: Facts, session: Session, hash: string): Decision | null {
	const { now, settings, technicians } = facts;
	const row = now as LedgerRow;
	const columns = columnsOf(session, settings.defaultUser);
	if (onTicket(row)) {
		const author = authorOf(session.primaryRepresentative, technicians, settings);
		const hidden = settings.noteAudience === 'customer' && row.endedAt !== null;
		const news = row.lateHash !== hash && !hidden;
		return row.lateHash && !news
			? unchanged(facts, columns)
			: toTicket(facts, row.linkId ?? '', hash, author);
	}
	return row.linkKind === 'chat' && row.noteHash ? unchanged(facts, columns) : null;
}

function unlinked(
	facts: Facts,
	session: Session,
	reason: string,
	suggestion: string | null,
): Decision {
	const { none, settings, now } = facts;
	const { kind, system, id } = session.link;
	return {
		...none,
		goes: 'unlinked',
		reason,
		row: {
			...columnsOf(session, settings.defaultUser),
			...done,
			state: 'unlinked',
			reason,
			noteHash: null,
			lateHash: null,
			linkKind: kind,
			linkSystem: system,
			linkId: id,
			suggestion: suggestion ?? now.suggestion ?? null,
		},
	};
}

/** Where a session belongs, by what was read, its row and the settings. Pure. */
export function decide(input: ToDecide): Decision {
	const facts = factsOf(input);
	const { read, settings, technicians, system, ticket, none } = facts;
	if ('error' in read) return unread(facts, read.error, read.errorKind);
	if (!read.complete && read.state === 'running') {
		if (onlyChecked(facts)) return unchanged(facts);
		return later(facts, 'The report of the session did not become complete in time.', false);
	}
	const hash = lateHash(read);
	const stays = settled(facts, read, hash);
	if (stays) return stays;
	const place = placeOf(read, system, settings, ticket);
	if (place.kind === 'none') return unlinked(facts, read, place.reason, place.suggestion);
	const author = authorOf(read.primaryRepresentative, technicians, settings);
	if (settings.onlyKnownTechnicians && !author.known) {
		return unlinked(facts, read, 'unknown-technician', null);
	}
	if (place.kind === 'ticket') return toTicket(facts, place.id, hash, author);
	const target = place.kind === 'chat' ? place : { kind: 'ticket' as const, id: place.id };
	if (place.kind === 'look') return { ...none, goes: 'look', target };
	// The customer reads the chat, whatever the settings say.
	const note = {
		audience: 'customer' as const,
		sections: [],
		marker: input.marker,
		postscript: '',
	};
	return { ...none, ...fence(facts, {}), target, author, note, lateHash: hash };
}
