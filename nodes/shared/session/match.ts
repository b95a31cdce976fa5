import { InputError } from './errors';
import { companyOfComputer } from './match/computers';
import { comparer } from './match/facts';
import type { Ticket } from './match/fields';
import { CANDIDATES_ADVICE, iso, ticketsFrom } from './match/fields';
import { wantedOf } from './match/wanted';
import { evidenceOf, scoreOf, sharesOf } from './match/weigh';
import type { Session } from './model';
import { cleaned, cut } from './text';

/** A ticket as it is shown beside a suggestion. Times ISO 8601 in UTC; `null` where the candidate says nothing. */
export interface SuggestedTicket {
	summary: string | null;
	customer: string | null;
	company: string | null;
	representative: string | null;
	status: string | null;
	closed: boolean;
	openedAt: string | null;
	updatedAt: string | null;
}

/** A ticket that a session may belong to. `score`: 0 to 1. `reasons`: sentences for and against, the weightiest first. */
export interface Suggestion {
	id: string;
	score: number;
	reasons: string[];
	ticket: SuggestedTicket;
}

/** `threshold`: the least score (0 to 1) that is suggested. `limit`: how many at most. */
export interface SuggestOptions {
	threshold?: number;
	limit?: number;
}

export { CANDIDATES_ADVICE };
export type { Ticket };

export const DEFAULT_THRESHOLD = 0.5;
export const DEFAULT_LIMIT = 3;
export const MOST_SUGGESTIONS = 50;

function checked({ threshold = DEFAULT_THRESHOLD, limit = DEFAULT_LIMIT }: SuggestOptions) {
	if (typeof threshold !== 'number' || !(threshold >= 0 && threshold <= 1)) {
		throw new InputError(
			'It must be a number from 0 to 1.',
			`Enter for example ${DEFAULT_THRESHOLD}. A higher number gives fewer suggestions, but more certain ones.`,
			'Threshold',
		);
	}
	if (!Number.isInteger(limit) || limit < 1 || limit > MOST_SUGGESTIONS) {
		throw new InputError(
			`It must be a whole number from 1 to ${MOST_SUGGESTIONS}.`,
			`Enter for example ${DEFAULT_LIMIT}.`,
			'Limit',
		);
	}
	return { threshold, limit };
}

const shown = (text: string | null): string | null =>
	text === null ? null : cut(cleaned(text).replace(/\s+/g, ' ').trim(), 200) || null;

const shownTicket = (ticket: Ticket): SuggestedTicket => ({
	summary: shown(ticket.summary),
	customer: shown(ticket.customer),
	company: shown(ticket.company),
	representative: shown(ticket.representative),
	status: shown(ticket.status),
	closed: ticket.closed,
	openedAt: iso(ticket.openedAt),
	updatedAt: iso(ticket.updatedAt),
});

interface Scored {
	ticket: Ticket;
	points: number;
	reasons: string[];
}

const numeric = new Intl.Collator('en', { numeric: true });

/** Best first; among equals the ticket touched last, then by id and content, so that no order of candidates shows. */
function byPoints(a: Scored, b: Scored): number {
	const touched = ({ ticket }: Scored) => ticket.updatedAt ?? ticket.openedAt ?? 0;
	return (
		b.points - a.points ||
		touched(b) - touched(a) ||
		numeric.compare(b.ticket.id, a.ticket.id) ||
		(JSON.stringify(a.ticket) < JSON.stringify(b.ticket) ? -1 : 1)
	);
}

/** The same ticket listed twice counts once, as its better copy. */
function once(scored: Scored[]): Scored[] {
	const seen = new Set<string>();
	return scored.filter(({ ticket: { id } }) => !seen.has(id) && seen.add(id));
}

/** A list of tickets of any desk, read once for many sessions. Throws InputError ('Candidates'). */
export const readCandidates = (candidates: unknown): Ticket[] => ticketsFrom(candidates);

/**
 * The tickets that a session may belong to, best first; empty where none is likely enough. Links nothing.
 *
 * `candidates` is a list of tickets of any desk (see match/fieldNames.ts for the names that are read). Pure: the same
 * session and candidates give the same suggestions, in whatever order the candidates come. Reads at most some 2,000
 * characters of a candidate. Throws InputError ('Candidates', 'Threshold', 'Limit').
 */
export const suggestTickets = (
	session: Session,
	candidates: unknown,
	options: SuggestOptions = {},
): Suggestion[] => suggestAmong(session, readCandidates(candidates), options);

/** The same for tickets that were read before. Throws InputError ('Threshold', 'Limit'). */
export function suggestAmong(
	session: Session,
	tickets: Ticket[],
	options: SuggestOptions = {},
): Suggestion[] {
	const { threshold, limit } = checked(options);
	const wanted = wantedOf(session, (host) => companyOfComputer(host, tickets));
	const facts = tickets.map(comparer(wanted));
	const shares = sharesOf(facts);
	const scored = facts.map((one): Scored => {
		const evidence = evidenceOf(one, wanted, shares);
		return {
			ticket: one.ticket,
			points: evidence.reduce((sum, { points }) => sum + points, 0),
			reasons: evidence.map(({ reason }) => reason),
		};
	});
	const likely = once(scored.sort(byPoints)).filter(({ points }) => scoreOf(points) >= threshold);
	return likely.slice(0, limit).map(({ ticket, points, reasons }) => ({
		id: ticket.id,
		score: Math.round(scoreOf(points) * 100) / 100,
		reasons,
		ticket: shownTicket(ticket),
	}));
}
