import { changed, type FaultChange, type Faults, noFaults } from './faults.mts';
import { type Answer, type Call, jsonBody } from './http.mts';
import { Journal, type JournalEntry } from './journal.mts';
import { Refusal } from './refusal.mts';
import type { Checked } from './schema.mts';

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
 * What a test or a demonstration can do to any simulated desk, in words that all of them share; in process and as `/control/…`. What only one
 * desk has, its own class adds.
 */
export abstract class SimulatedControl {
	faults: Faults = noFaults();

	readonly record = new Journal();

	/** What was valid of all requests and answers so far, and what was not. */
	readonly checked: Checked;

	protected constructor(checked: Checked) {
		this.checked = checked;
	}

	/** Grows with every change, so that a page knows when to refresh. */
	abstract get revision(): number;

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

	/** Ends every token, or makes the key wrong where the desk has no tokens. */
	abstract revoke(): void;

	/** A copy of all that it holds. */
	abstract state(): unknown;

	/** Data, settings and logins as at the start. */
	protected abstract again(): void;

	setFaults(change: FaultChange): Faults {
		this.faults = changed(this.faults, change);
		return structuredClone(this.faults);
	}

	clearFaults(): Faults {
		this.faults = noFaults();
		return structuredClone(this.faults);
	}

	clearJournal(): void {
		this.record.clear();
	}

	/** Requests to the API and its logins, oldest first, with a number above `since`. */
	journal(since = 0): JournalEntry[] {
		return structuredClone(this.record.list(since));
	}

	/** Back to the start. What was checked so far stays counted. */
	reset(): void {
		this.again();
		this.clearFaults();
		this.record.clear();
	}

	/** Answers a request below `/control/`. @throws Refusal 404 */
	answer(call: Call): Answer {
		const path = call.path.replace(/^\/control\//, '');
		const body = call.body === '' ? {} : (jsonBody(call) as Record<string, unknown>);
		const [, number, what] = /^tickets\/([^/]+)\/(notes|close)$/.exec(path) ?? [];
		const done = (value?: unknown): Answer => ({ status: 200, body: value ?? { ok: true } });
		switch (`${call.method} ${what ?? path}`) {
			case 'GET state':
				return done(this.state());
			case 'GET revision':
				return done({ revision: this.revision });
			case 'GET journal':
				return done(this.journal(Number(call.query.get('since') ?? 0)));
			case 'DELETE journal':
				return done(this.clearJournal());
			case 'GET checked':
				return done({ valid: this.checked.valid, invalid: this.checked.invalid });
			case 'GET faults':
				return done(this.faults);
			case 'POST faults':
				return done(this.setFaults(body as FaultChange));
			case 'DELETE faults':
				return done(this.clearFaults());
			case 'POST reset':
				return done(this.reset());
			case 'POST revoke':
				return done(this.revoke());
			case 'POST tickets':
				return done({ number: this.open(body as NewTicket) });
			case 'GET notes':
				return done(this.notes(number));
			case 'POST close':
				return done(this.closeTicket(number));
			default:
				throw new Refusal(404, 'not_found', `There is no control ${call.method} ${call.path}.`);
		}
	}
}
