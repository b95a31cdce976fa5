const KEPT = 1000;

/** One request to the API or to the token endpoint. */
export interface JournalEntry {
	/** Counts from 1 and is never used twice, also after `clear`. */
	number: number;
	/** ISO 8601, UTC. */
	at: string;
	method: string;
	path: string;
	query: Record<string, string>;
	/** The status sent, or null when the connection was closed without an answer. */
	status: number | null;
	/** The body of a write to `/api`; never the credentials of a token request. */
	body: unknown;
	/** The fault that shaped the answer, if any. */
	fault: 'offline' | 'answerNext' | 'storeButFail' | null;
}

/** Remembers the last 1,000 requests and counts all of them. */
export class Journal {
	private entries: JournalEntry[] = [];
	private counts = new Map<string, number>();
	private last = 0;

	add(entry: Omit<JournalEntry, 'number'>): void {
		this.last += 1;
		this.entries.push({ number: this.last, ...entry });
		if (this.entries.length > KEPT) this.entries.shift();
		const key = counterKey(entry.method, entry.path);
		this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
	}

	/** Entries with a number above `since`, oldest first. */
	list(since = 0): JournalEntry[] {
		return this.entries.filter((entry) => entry.number > since);
	}

	/** Requests by `METHOD /path`, where `{id}` stands for a number. */
	get counters(): Record<string, number> {
		return Object.fromEntries(this.counts);
	}

	clear(): void {
		this.entries = [];
		this.counts.clear();
	}
}

function counterKey(method: string, path: string): string {
	return `${method} ${path.replace(/\/\d+$/, '/{id}')}`;
}
