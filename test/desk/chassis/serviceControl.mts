import { changed, type FaultChange, type Faults, noFaults } from './faults.mts';
import { type Answer, type Call, jsonBody } from './http.mts';
import { Journal, type JournalEntry } from './journal.mts';
import { Refusal } from './refusal.mts';
import type { Checked } from './schema.mts';

/** What can be done below `/control/`, by method and path: `GET revision`. */
export type Commands = Record<string, () => unknown>;

/**
 * What a test or a demonstration can do to anything that is simulated here, desk or chat service, in process and as `/control/…`: faults,
 * journal, what was checked, and back to the start.
 */
export abstract class ServiceControl {
	faults: Faults = noFaults();

	readonly record = new Journal();

	/** What was valid of all requests and answers so far, and what was not. */
	readonly checked: Checked;

	protected constructor(checked: Checked) {
		this.checked = checked;
	}

	/** Grows with every change, so that a page knows when to refresh. */
	abstract get revision(): number;

	/** Ends every token, or makes the key wrong where there are no tokens. */
	abstract revoke(): void;

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
		this.clearJournal();
	}

	/** Answers a request below `/control/`. @throws Refusal 404 */
	answer(call: Call): Answer {
		const path = call.path.replace(/^\/control\//, '');
		const body = call.body === '' ? {} : (jsonBody(call) as Record<string, unknown>);
		const run = this.commands(path, body, call.query)[`${call.method} ${path}`];
		if (!run) {
			throw new Refusal(404, 'not_found', `There is no control ${call.method} ${call.path}.`);
		}
		return { status: 200, body: run() ?? { ok: true } };
	}

	/** What `path` can be asked; a kind of service adds its own. */
	protected commands(
		_path: string,
		body: Record<string, unknown>,
		query: URLSearchParams,
	): Commands {
		return {
			'GET revision': () => ({ revision: this.revision }),
			'GET journal': () => this.journal(Number(query.get('since') ?? 0)),
			'DELETE journal': () => this.clearJournal(),
			'GET checked': () => ({ valid: this.checked.valid, invalid: this.checked.invalid }),
			'GET faults': () => this.faults,
			'POST faults': () => this.setFaults(body as FaultChange),
			'DELETE faults': () => this.clearFaults(),
			'POST reset': () => this.reset(),
			'POST revoke': () => this.revoke(),
		};
	}
}
