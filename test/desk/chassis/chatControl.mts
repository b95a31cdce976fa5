import { changed, type FaultChange, type Faults, noFaults } from './faults.mts';
import { type Answer, type Call, jsonBody } from './http.mts';
import { Journal, type JournalEntry } from './journal.mts';
import { Refusal } from './refusal.mts';
import type { Checked } from './schema.mts';

/** A message as a test wants to see it. */
export interface Said {
	id: string;
	/** As the service keeps it. */
	text: string;
	/** The id of the message that its thread begins with. */
	thread: string | null;
	from: string;
	/** ISO 8601, UTC. */
	at: string;
}

/** What a test can do to any simulated chat service, in process and as `/control/…`. */
export abstract class ChatControl {
	faults: Faults = noFaults();

	readonly record = new Journal();

	/** Who was called by a message: `<!channel>`, the id of a person. Nobody ever should be. */
	pings: string[] = [];

	/** What was valid of all requests and answers so far, and what was not. */
	readonly checked: Checked;

	protected constructor(checked: Checked) {
		this.checked = checked;
	}

	/** Grows with every change, so that a page knows when to refresh. */
	abstract get revision(): number;

	/** Messages of a channel or a chat, oldest first, replies, too. */
	abstract messages(room: string): Said[];

	/** Makes the token wrong. */
	abstract revoke(): void;

	/** Data and logins as at the start. */
	protected abstract again(): void;

	setFaults(change: FaultChange): Faults {
		this.faults = changed(this.faults, change);
		return structuredClone(this.faults);
	}

	clearFaults(): void {
		this.faults = noFaults();
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
		this.pings = [];
	}

	/** Answers a request below `/control/`. @throws Refusal 404 */
	answer(call: Call): Answer {
		const path = call.path.replace(/^\/control\//, '');
		const body = call.body === '' ? {} : (jsonBody(call) as Record<string, unknown>);
		const [, room] = /^messages\/(.+)$/.exec(path) ?? [];
		const done = (value?: unknown): Answer => ({ status: 200, body: value ?? { ok: true } });
		switch (`${call.method} ${room ? 'messages' : path}`) {
			case 'GET revision':
				return done({ revision: this.revision });
			case 'GET journal':
				return done(this.journal(Number(call.query.get('since') ?? 0)));
			case 'GET checked':
				return done({ valid: this.checked.valid, invalid: this.checked.invalid });
			case 'GET messages':
				return done(this.messages(room));
			case 'GET pings':
				return done(this.pings);
			case 'POST faults':
				return done(this.setFaults(body as FaultChange));
			case 'DELETE faults':
				return done(this.clearFaults());
			case 'POST reset':
				return done(this.reset());
			case 'POST revoke':
				return done(this.revoke());
			default:
				throw new Refusal(404, 'not_found', `There is no control ${call.method} ${call.path}.`);
		}
	}
}
