import { type Claim, claimOn } from '../ledger/checkIn';
import { numberFrom } from '../ledger/place';
import { type LedgerRow, type RowChange, rowFrom } from '../ledger/row';
import type { Settings } from '../ledger/settingsTable';
import { readCandidates, suggestAmong, type Ticket } from '../session/match';
import { sessionIdFrom } from '../session/model';
import { cut } from '../session/text';
import { RECONCILIATION } from './one';
import { isOff } from '../ledger/author';
import { agentIdOf } from './person';
import { candidateFrom } from './shown';
import type { Wanted } from './state';
import { sessionOfRow } from './suggest';
import { line } from './words';

/** A chat and the ticket that it belongs to by now. */
interface Chat {
	id: string;
	ticketId: string;
}

export interface ToReconcile {
	/** Rows of the ledger, `unlinked` and `chatted`. */
	rows: unknown[];
	/** As the desk gives them (`findTickets`); one with `openChatId` tells of its chat, too. */
	tickets: unknown[];
	/** `{ id, ticketId }` each, where the desk was asked. */
	chats: unknown[];
	/** Rows of `beyondtrust_technicians`. */
	technicians: unknown[];
	settings: Settings;
}

/**
 * What was found for a session, or `nothing` where there is nothing to do. `link`: the item is what *Link one session* takes (Wanted);
 * `suggest`: write `row` where the row still says what `claim` says.
 */
export interface Reconciled extends Partial<Wanted> {
	goes: 'link' | 'suggest' | 'nothing';
	key: string;
	name: string | null;
	claim: Claim | null;
	/** What is to be written into the row, besides a link. */
	row: RowChange;
	ticket: string | null;
	score: number | null;
	suggestion: string | null;
	/** Of the whole run. */
	counts: { sessions: number; tickets: number; suggested: number };
}

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const MOST_SUGGESTION = 250;

/** What a signature or a setting kept away from a ticket is never sure. */
const KEPT_AWAY = ['bad-signature', 'not-invited-here', 'unsigned-chat', 'customer-differs'];

const NAMES = ['agentName', 'displayName', 'privateName', 'publicName', 'username'];

/** Whether the technician of a session is known to the desk by now. A row of the ledger has the name only, no id. */
function isKnown(row: LedgerRow, technicians: unknown[]): boolean {
	const name = line(row.representative).toLowerCase();
	return technicians.some((one) => {
		if (name === '' || !isObject(one) || isOff(one) || !agentIdOf(one)) return false;
		return NAMES.some((field) => line(one[field]).toLowerCase() === name);
	});
}

/** Tickets of chats, by the chats' ids. */
function chatTickets({ tickets, chats }: ToReconcile): Map<string, string> {
	const found = new Map<string, string>();
	const add = (id: unknown, ticketId: unknown) => {
		const number = numberFrom(line(ticketId, 20));
		if (line(id, 128) !== '' && number !== null) found.set(line(id, 128), number);
	};
	for (const one of tickets.filter(isObject)) add(one.openChatId, one.id);
	for (const one of (chats as Array<Partial<Chat>>).filter(isObject)) add(one.id, one.ticketId);
	return found;
}

interface Best {
	ticket: string;
	score: number;
	why: string;
}

/** The ticket that a session surely belongs to: that of its chat, or its own where only its technician was unknown. */
function sure(row: LedgerRow, chats: Map<string, string>, input: ToReconcile): Best | null {
	const { settings, technicians } = input;
	const here = !row.linkSystem || row.linkSystem === settings.linkSystem.trim().toLowerCase();
	if (!here || (row.reason && KEPT_AWAY.includes(row.reason))) return null;
	const wasHeld = row.reason === 'unknown-technician';
	if (wasHeld && !isKnown(row, technicians)) return null;
	const ofChat = row.linkKind === 'chat' ? chats.get(row.linkId ?? '') : undefined;
	if (ofChat) {
		return { ticket: ofChat, score: 1, why: `its chat ${row.linkId} now has this ticket` };
	}
	const own = row.linkKind === 'ticket' && wasHeld ? numberFrom(row.linkId) : null;
	return own === null
		? null
		: {
				ticket: own,
				score: 1,
				why: 'it was held back for this ticket, and its technician is known now',
			};
}

/** The ticket that fits best by what the ledger knows. */
function fitting(row: LedgerRow, tickets: Ticket[], settings: Settings): Best | null {
	const options = { limit: 1, threshold: settings.suggestFrom / 100 };
	const [best] = suggestAmong(sessionOfRow(row, settings), tickets, options);
	if (!best) return null;
	const why = best.reasons
		.slice(0, 3)
		.map((one) => one.replace(/\.$/, ''))
		.join('; ');
	return { ticket: best.id, score: best.score, why };
}

/** Never by itself: what a person has linked or taken off, what failed, what was kept away, what has no known technician. */
function mayLink(row: LedgerRow, { technicians, settings }: ToReconcile): boolean {
	if (!settings.linkAutomatically || row.linkedBy || row.lastError) return false;
	if (row.reason && KEPT_AWAY.includes(row.reason)) return false;
	return row.reason !== 'unknown-technician' || isKnown(row, technicians);
}

function linkOf(row: LedgerRow, best: Best | null, input: ToReconcile): Wanted | null {
	const id = best && numberFrom(best.ticket);
	if (!best || !id || !row.sessionId || !mayLink(row, input)) return null;
	if (best.score < input.settings.linkThreshold / 100) return null;
	return {
		action: 'link',
		sessionId: row.sessionId,
		ticketId: id,
		other: null,
		by: RECONCILIATION,
		agentId: null,
		email: null,
	};
}

type Found = Omit<Reconciled, 'counts'>;

function foundFor(cells: unknown, row: LedgerRow, best: Best | null, input: ToReconcile): Found {
	const { key, name } = row;
	const suggestion = best
		? cut(`${best.ticket} (${best.score.toFixed(2)}): ${best.why}`, MOST_SUGGESTION)
		: null;
	const link = linkOf(row, best, input);
	const isNew = suggestion !== row.suggestion;
	return {
		...link,
		goes: link ? 'link' : isNew ? 'suggest' : 'nothing',
		key,
		name,
		claim: claimOn(cells, row, key),
		row: { suggestion },
		ticket: best?.ticket ?? null,
		score: best?.score ?? null,
		suggestion,
	};
}

const NOTHING: Found = {
	...{ goes: 'nothing', key: '', name: null, claim: null, row: {} },
	...{ ticket: null, score: null, suggestion: null },
};

/**
 * The ticket of each session that has none, by what ledger and desk know now: an item for each that is to be linked (where the settings
 * allow that, and the score reaches `linkThreshold`) or whose suggestion is another one now, which may be none; one item where there is
 * nothing to do.
 */
export function reconcile(input: ToReconcile): Reconciled[] {
	const tickets = readCandidates(input.tickets.map(candidateFrom).filter((one) => one !== null));
	const chats = chatTickets(input);
	const found = input.rows.flatMap((cells): Found[] => {
		const row = rowFrom(cells);
		if (
			!row ||
			!sessionIdFrom(row.sessionId) ||
			(row.state !== 'unlinked' && row.state !== 'chatted')
		)
			return [];
		const best = sure(row, chats, input) ?? fitting(row, tickets, input.settings);
		return [foundFor(cells, row, best, input)];
	});
	const suggested = found.filter(({ suggestion }) => suggestion !== null).length;
	const counts = { sessions: found.length, tickets: tickets.length, suggested };
	const todo = found.filter(({ goes }) => goes !== 'nothing');
	return (todo.length > 0 ? todo : [NOTHING]).map((one) => ({ ...one, counts }));
}
