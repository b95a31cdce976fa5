import { type Commands, ServiceControl } from './serviceControl.mts';

/** A note on a ticket as a test wants to see it, whatever the desk calls it. */
export interface Noted {
	id: string;
	/** As the desk keeps it: HTML, plain text, or a document as JSON text. */
	body: string;
	/** Whether the customer does not see it. */
	isPrivate: boolean;
	/** The name that stands at it. */
	author: string;
	/** ISO 8601, UTC. */
	at: string;
}

export interface NewTicket {
	summary?: string;
	customer?: { name?: string; email?: string; company?: string };
	isClosed?: boolean;
	/** As the desk calls its kinds of tickets. */
	type?: string;
}

/**
 * What a test or a demonstration can do to any simulated desk, in words that all of them share, beside what it can do to all that is
 * simulated. What only one desk has, its own class adds.
 */
export abstract class SimulatedControl extends ServiceControl {
	/** The six tickets of the seed (chassis/seed.mts) in their order, by the number that people type. */
	abstract readonly numbers: string[];

	/** Opens a ticket. @returns its number */
	abstract open(ticket?: NewTicket): string;

	abstract closeTicket(number: string): void;

	/** Notes and answers on a ticket, oldest first. @throws Refusal 404 */
	abstract notes(number: string): Noted[];

	/**
	 * The call that the desk makes when this ticket is opened, signed or with its header. `at` is the moment that it tells, in milliseconds
	 * since 1970. A desk that makes none has none.
	 */
	newTicketCall?(
		number: string,
		options: { secret: string; at?: number },
	): { headers: Record<string, string>; body: string };

	/** A copy of all that it holds. */
	abstract state(): unknown;

	protected override commands(...asked: Parameters<ServiceControl['commands']>): Commands {
		const [path, body] = asked;
		const [, number] = /^tickets\/([^/]+)\//.exec(path) ?? [];
		return {
			...super.commands(...asked),
			'GET state': () => this.state(),
			'POST tickets': () => ({ number: this.open(body as NewTicket) }),
			[`GET tickets/${number}/notes`]: () => this.notes(number),
			[`POST tickets/${number}/close`]: () => this.closeTicket(number),
		};
	}
}
