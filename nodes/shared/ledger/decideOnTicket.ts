import { decide, factsOf, later } from './decide';
import { textOf } from '../session/value';
import type { Decision, ToDecide } from './decision';
import { type DeskTicket, sameTicket } from './place';

const NO_ANSWER =
	'When the desk workflow was asked for a ticket, its answer did not follow the contract (contract 1, ticket).';

/** The ticket in a desk's answer to `getTicket`, `null` where it has none, nothing where this is no answer. */
function ticketFrom(answer: unknown, id: string): DeskTicket | undefined {
	const said = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<
		string,
		unknown
	>;
	if (said.contract !== 1 || said.ticket === undefined) return undefined;
	if (said.ticket === null) return null;
	const ticket = said.ticket as NonNullable<DeskTicket>;
	return sameTicket(textOf(ticket.id), id) ? ticket : undefined;
}

/**
 * Where a session belongs whose ticket `decide` wanted to be looked at, by the desk's answer to `getTicket`. Without an answer that is one
 * it waits, as in an outage.
 */
export function decideOnTicket(input: ToDecide, id: string, answer: unknown): Decision {
	const ticket = ticketFrom(answer, id);
	if (ticket !== undefined) return decide({ ...input, ticket });
	const error = (answer as { error?: unknown; said?: unknown } | null) ?? {};
	return later(factsOf(input), error.error ?? error.said ?? NO_ANSWER, true);
}
