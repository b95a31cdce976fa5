import type { Session } from '../session/model';
import { lineOf } from '../session/value';
import type { CheckedIn } from './checkIn';
import { columnsOf } from './columns';
import type { Decision } from './decide';
import { failed, isOutage } from './failure';
import { keepUntil } from './keep';
import { numberFrom } from './place';
import { CHOSEN, done, type RowChange, rowFrom } from './row';
import type { Settings } from './settingsTable';

export const OUTCOMES = [
	'written',
	'there',
	'posted',
	'hasTicket',
	'notFound',
	'closed',
	'refused',
	'later',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

interface Answer {
	outcome: Outcome;
	ticketId: string | null;
	noteId: string | null;
	said: string | null;
	errorKind: string | null;
}

export interface ToCheckOut {
	checkedIn: CheckedIn;
	decision: Decision;
	before: unknown;
	/** The session that was read; nothing where the note was made of the row. */
	session: Session | null;
	/** What the desk workflow answered, or the item of its error output. */
	answer: unknown;
	settings: Settings;
	/** The desk's name in links. */
	system: string;
	/** Milliseconds since 1970. */
	now: number;
}

const text = (value: unknown): string | null => lineOf(value) || null;

/**
 * The desk's answer, or `null` for what is none: without version and outcome it is no answer, whichever output it came by (n8n lets a
 * caller's own item out of the success output where the sub-workflow could not start).
 */
export function answerFrom(value: unknown): Answer | null {
	if (typeof value !== 'object' || value === null) return null;
	const said = value as Record<string, unknown>;
	const outcome = OUTCOMES.find((one) => one === said.outcome);
	if (said.contract !== 1 || outcome === undefined) return null;
	return {
		outcome,
		ticketId: text(said.ticketId),
		noteId: text(said.noteId),
		said: text(said.said),
		errorKind: text(said.errorKind),
	};
}

/** The note stands on its ticket. One that stood there before may not tell what this run knows: then the row comes back at once. */
function onTheTicket(input: ToCheckOut, answer: Answer): RowChange {
	const { checkedIn, decision, before, system } = input;
	const was = rowFrom(before);
	const begun = was?.noteHash && was.noteHash !== CHOSEN ? was.noteHash : null;
	const isOld = answer.outcome === 'there' && decision.mode === 'note';
	const unknown = checkedIn.why === 'survey' ? 'unknown' : decision.lateHash;
	const told = isOld ? (begun ?? unknown) : decision.lateHash;
	const behind = decision.lateHash !== null && told !== decision.lateHash;
	const linkedBy = checkedIn.row?.linkedBy ?? was?.linkedBy;
	return {
		...done,
		state: behind ? 'received' : linkedBy ? 'linked' : 'written',
		linkKind: 'ticket',
		linkSystem: was?.linkKind === 'ticket' && was.noteHash ? was.linkSystem : system,
		linkId: answer.ticketId ?? decision.target?.id ?? null,
		noteId:
			decision.mode === 'addendum' ? (was?.noteId ?? null) : (answer.noteId ?? was?.noteId ?? null),
		noteHash: told ?? CHOSEN,
		lateHash: told ?? 'unknown',
		lastError: behind ? 'The note was already there. What came after it follows.' : null,
	};
}

const stored = (reason: 'no-link' | 'no-such-ticket'): RowChange => ({
	...done,
	state: 'unlinked',
	reason,
	noteId: null,
	noteHash: null,
	lateHash: null,
});

/** A chat that belongs to a ticket: the row goes there, and is due at once. */
function toItsTicket(system: string, answer: Answer): RowChange | null {
	const linkId = numberFrom(answer.ticketId);
	if (linkId === null) return null;
	return {
		...done,
		state: 'received',
		linkKind: 'ticket',
		linkSystem: system,
		linkId,
		noteHash: CHOSEN,
		lateHash: null,
		lastError: `The chat belongs to ticket ${linkId}, so the note goes there.`,
	};
}

const NO_ANSWER = "The desk workflow's answer does not follow the contract (contract 1, outcome).";

/** What is to be written for an answer, without what tells sessions apart. `null` where the answer makes no sense for the target. */
function changeFor(input: ToCheckOut, answer: Answer): RowChange | null {
	const { decision, before, system } = input;
	const chat = decision.target?.kind === 'chat';
	const was = rowFrom(before);
	switch (answer.outcome) {
		case 'written':
		case 'there':
			if (!chat) return onTheTicket(input, answer);
			return answer.ticketId ? onTheTicket(input, answer) : inChat(input, answer);
		case 'posted':
			return chat ? inChat(input, answer) : null;
		case 'hasTicket':
			return chat ? toItsTicket(system, answer) : null;
		case 'notFound':
			return stored(chat ? 'no-link' : 'no-such-ticket');
		case 'closed':
			return chat
				? stored('no-link')
				: failed(was, answer.said ?? 'The desk says that the ticket is closed.', false);
		case 'refused':
			return failed(was, answer.said ?? 'The desk refused the note and gave no reason.', false);
		case 'later':
			return failed(
				was,
				answer.said ?? 'The desk could not do this right now.',
				answer.errorKind === null || isOutage(answer.errorKind),
			);
	}
}

const inChat = ({ decision, system }: ToCheckOut, answer: Answer): RowChange => ({
	...done,
	state: 'chatted',
	reason: 'no-link',
	linkKind: 'chat',
	linkSystem: system,
	linkId: decision.target?.id ?? null,
	noteId: answer.noteId,
	noteHash: decision.lateHash ?? CHOSEN,
	lateHash: decision.lateHash,
});

/** Rows that are on their tickets are deleted in the end. */
const kept = (row: RowChange, { settings, now }: ToCheckOut): RowChange =>
	row.state === 'written' || row.state === 'linked'
		? { ...row, keepUntil: keepUntil(settings, now) }
		: row;

/** What an answer, or none, makes of the row. A failed execution is an outage: n8n passes on nothing but a sentence, and its kind is lost. */
function afterTheDesk(input: ToCheckOut): RowChange {
	const { before, session, settings } = input;
	const answer = answerFrom(input.answer);
	const change = answer && changeFor(input, answer);
	if (!change) {
		const error = (input.answer as { error?: unknown } | null)?.error ?? NO_ANSWER;
		return failed(rowFrom(before), error, true);
	}
	const columns = session && change.state ? columnsOf(session, settings.defaultUser) : {};
	return { ...columns, ...change };
}

/**
 * What the ledger says in the end, to be written if the row is still this run's (`decision.after`): after the desk was asked, or where it
 * need not be.
 */
export const checkOut = (input: ToCheckOut): RowChange =>
	kept(input.decision.goes === 'desk' ? afterTheDesk(input) : (input.decision.row ?? {}), input);
