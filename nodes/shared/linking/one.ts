import { type CheckedIn, checkIn as check, claimed, filled } from '../ledger/checkIn';
import { named, RECONCILIATION, shortHash } from '../ledger/choice';
import { answerFrom, checkOut as record, type ToCheckOut } from '../ledger/checkOut';
import { storedSession } from '../ledger/columns';
import { decide as judge } from '../ledger/decide';
import type { Decision, ToDecide } from '../ledger/decision';
import { sentence } from '../ledger/failure';
import { done, type LedgerRow, onTicket, type RowChange, rowFrom } from '../ledger/row';
import type { Settings } from '../ledger/settingsTable';
import { cleaned, cut } from '../session/text';
import type { Wanted } from './state';
import { utc } from './words';

export { RECONCILIATION };

const nothing = (sessionId: string): CheckedIn => ({
	todo: 'nothing',
	why: 'nothing',
	key: sessionId,
	sessionId,
	claim: null,
	first: null,
	row: null,
});

const isDone = (row: LedgerRow) => row.state === 'linked' || row.state === 'written';

/**
 * Whether what a person wants with a session can be begun, by what the ledger says of it now (`before`, as the store gives it). To link is
 * the choice that `ledger: checkIn` knows. To take off is a claim on a row that is done and still on that ticket; a run that breaks off
 * leaves it so that the sweep gives it back its state. Somebody who was faster, or a form that is sent twice, leaves nothing to do.
 */
export function checkIn(
	wanted: Wanted,
	before: unknown,
	settings: Settings,
	now: number,
): CheckedIn {
	const { sessionId, ticketId, by } = wanted;
	const row = rowFrom(before);
	if (row === null) return nothing(sessionId);
	const linkSystem = settings.linkSystem.trim().toLowerCase();
	if (wanted.action === 'link') {
		return check({ why: 'person', sessionId, linkSystem, ticketId, by }, before, settings, now);
	}
	const isThere = onTicket(row) && row.linkId === ticketId && row.linkSystem === linkSystem;
	if (!isDone(row) || !isThere) return nothing(sessionId);
	const swept = { why: 'recheck', sessionId, applianceId: row.applianceId } as const;
	return check(swept, before, settings, now);
}

const FENCE = ['claim', 'lastError', 'noteHash', 'linkKind', 'linkSystem', 'linkId'] as const;

/**
 * What goes on a ticket that a session was on by mistake: a note of its own, in the name of whoever takes it off. The note that is there
 * stays, because a desk's notes are a history.
 */
function takeOff(wanted: Wanted, input: ToDecide, now: number): Decision {
	const { checkedIn, before, read, settings, marker } = input;
	const was = rowFrom(before) as LedgerRow;
	const { ticketId, other, by, agentId, email } = wanted;
	const claim = claimed(checkedIn.key, checkedIn.row?.claim ?? 0);
	const went = other ? `moved to ticket ${other}` : 'unlinked';
	const postscript = `This session is no longer on this ticket: it was linked by mistake, and was ${went} by ${named(by)} on ${utc(now)}.`;
	const own = shortHash(was.key, was.linkId, was.linkedAt, was.noteHash);
	return {
		goes: 'desk',
		claim,
		after: claimed(checkedIn.key, claim.claim + 1),
		target: { kind: 'ticket', id: ticketId },
		author: {
			agentId,
			names: agentId ? [] : [by],
			email: agentId ? null : email,
			known: agentId !== null,
		},
		note: {
			audience: 'internal',
			sections: ['header'],
			marker: `${marker} off ${own}`,
			postscript,
		},
		mode: 'note',
		reason: null,
		lateHash: null,
		stored: 'error' in read ? storedSession(was, settings.defaultUser) : null,
		row: filled(FENCE, was, { claim: claim.claim + 1, lastError: null }),
	};
}

/** What `ledger: decide` decides, which says who linked it; or the note that takes a session off. */
export function decide(wanted: Wanted, input: ToDecide, now: number): Decision {
	if (wanted.action === 'takeOff') return takeOff(wanted, input, now);
	const { suggestion, other } = wanted;
	const before = suggestion ? { ...(input.before as object), suggestion } : input.before;
	return judge({ ...input, before, movedFrom: other });
}

const GONE = 'no longer exists, so nothing was written on it.';

/** The row of a session that is on no ticket any more, and who took it off. */
const off = ({ by, ticketId }: Wanted, isGone: boolean, now: number): RowChange => ({
	...done,
	state: 'unlinked',
	reason: 'no-link',
	linkKind: 'none',
	linkSystem: null,
	linkId: null,
	noteId: null,
	noteHash: null,
	lateHash: null,
	linkedBy: cut(cleaned(by), 200),
	linkedAt: new Date(now).toISOString(),
	keepUntil: null,
	lastError: isGone ? `Ticket ${ticketId} ${GONE}` : null,
});

/** What the ledger says in the end. A session that could not be taken off is as it was, with the reason. */
export function checkOut(wanted: Wanted, input: ToCheckOut): RowChange {
	if (wanted.action === 'link') {
		const { suggestion } = wanted;
		return suggestion ? { ...record(input), suggestion } : record(input);
	}
	const answer = answerFrom(input.answer);
	const outcome = answer?.outcome;
	if (outcome === 'written' || outcome === 'there' || outcome === 'notFound') {
		return off(wanted, outcome === 'notFound', input.now);
	}
	const was = rowFrom(input.before);
	const error =
		answer?.said ??
		(input.answer as { error?: unknown } | null)?.error ??
		(answer
			? 'The desk did not accept the note.'
			: "The desk workflow's answer does not follow the contract.");
	const { state, attempts, outages, keepUntil } = was as LedgerRow;
	return { state, attempts, outages, keepUntil, lastError: sentence(error) };
}
