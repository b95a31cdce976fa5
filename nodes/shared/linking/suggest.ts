import { columnsOf, storedSession } from '../ledger/columns';
import { rowFrom } from '../ledger/row';
import type { Settings } from '../ledger/settingsTable';
import { readCandidates, suggestAmong, type Suggestion } from '../session/match';
import type { Session } from '../session/model';
import { sessionFromJson } from '../session/note';
import { candidateFrom, ticketFrom } from './shown';
import type { ShownSession } from './state';
import { line, plain } from './words';

const MOST_OFFERS = 6;

/** What is known of a session without its report. */
export const sessionOfRow = (row: object, settings: Settings): Session =>
	sessionFromJson(
		storedSession(rowFrom(row) as NonNullable<ReturnType<typeof rowFrom>>, settings.defaultUser),
	);

/** The report of a session, where it could be read; else what its row keeps. */
function factsOf(one: ShownSession, reports: unknown[], settings: Settings): Session {
	const report = reports.find((said) => (said as Session | null)?.sessionId === one.sessionId);
	if (report && (report as { error?: unknown }).error === undefined) {
		try {
			return sessionFromJson(report);
		} catch {
			// What cannot be read as a session is no reason not to go on.
		}
	}
	return sessionOfRow(one, settings);
}

interface Offers {
	sessions: ShownSession[];
	offers: string[];
}

function offerOf(id: string, tickets: unknown[], fitting: Suggestion[], of: number): string | null {
	const ticket = tickets.map(ticketFrom).find((one) => one?.id === id);
	if (!ticket) return null;
	const theirs = fitting.filter((one) => one.id === id);
	const reasons = theirs[0]?.reasons.slice(0, 3).join(' ') ?? '';
	const how = of > 1 && reasons ? `fits ${theirs.length} of ${of}: ` : '';
	const said = [
		id,
		plain(ticket.summary ?? 'no summary', 70),
		plain([ticket.customer, ticket.company].filter(Boolean).join(', ') || 'no customer', 50),
		ticket.closed ? 'closed' : '',
		reasons ? how + plain(reasons, 200) : '',
	];
	return said.filter(Boolean).join(' · ');
}

/**
 * Tickets that the chosen sessions may belong to, best first: what fits most of them best, then what else the desk has of their customer.
 * A session cannot go where it is, so a ticket that all of them are on is none. `tickets` as the desk gives them, `reports` as Session: Get
 * returns them, or the items that came instead.
 */
export function offersFor(
	sessions: ShownSession[],
	tickets: unknown[],
	reports: unknown[],
	settings: Settings,
): Offers {
	const candidates = tickets
		.map(candidateFrom)
		.filter((one) => one !== null)
		.filter(({ id }) => !sessions.every(({ from }) => from === id));
	const read = readCandidates(candidates);
	const known = sessions.map((one) => ({ one, facts: factsOf(one, reports, settings) }));
	const fitting = known.flatMap(({ facts }) => suggestAmong(facts, read));
	const total = (id: string) =>
		fitting.reduce((sum, one) => (one.id === id ? sum + one.score : sum), 0);
	const suggested = [...new Set(fitting.map(({ id }) => id))].sort((a, b) => total(b) - total(a));
	const customer = line(sessions[0]?.customer).toLowerCase();
	const theirs = candidates
		.filter((one) => customer !== '' && line(one.customer).toLowerCase().includes(customer))
		.map(({ id }) => String(id));
	const ids = [...new Set([...suggested, ...theirs])].slice(0, MOST_OFFERS);
	return {
		sessions: known.map(({ one, facts }) => ({ ...one, ...told(one, facts, settings) })),
		offers: ids
			.map((id) => offerOf(id, tickets, fitting, sessions.length))
			.filter((one) => one !== null),
	};
}

/** What the report knows better than the row. */
function told(one: ShownSession, facts: Session, settings: Settings): Partial<ShownSession> {
	const { company, firstLine } = columnsOf(facts, settings.defaultUser);
	return { company: company ?? one.company, firstLine: one.firstLine ?? firstLine ?? null };
}
