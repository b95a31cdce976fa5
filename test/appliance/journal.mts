import type { Call } from './wire.mts';

export interface JournalEntry {
	id: number;
	/** Milliseconds since the epoch. */
	at: number;
	method: string;
	path: string;
	/** Action, report, or the last part of the path. */
	name: string;
	/** Query and form fields; never the Authorization header or a secret in the body. */
	params: Record<string, string>;
	lsid: string | null;
	clientId: string | null;
	connection: string | null;
	/** How many requests for the same lsid were in flight when this one arrived, itself included. */
	inFlight: number;
	/** 0 while running, and when the connection ended without an answer. */
	status: number;
	ms: number;
}

const kept = 5000;

/** Requests that reached the API, with counters that survive the trimming of the list. */
export class Journal {
	readonly entries: JournalEntry[] = [];
	private nextId = 1;
	private readonly inFlight = new Map<string, number>();
	private running = 0;
	readonly counters = {
		requests: 0,
		byName: {} as Record<string, number>,
		byStatus: {} as Record<string, number>,
		peakInFlight: 0,
		peakInFlightByLsid: {} as Record<string, number>,
	};

	begin(call: Call): JournalEntry {
		const name =
			call.params.get('action') ??
			call.params.get('generate_report') ??
			call.path.split('/').filter(Boolean).pop() ??
			'/';
		const lsid = call.params.get('lsid');
		const inFlight = lsid === null ? 0 : (this.inFlight.get(lsid) ?? 0) + 1;
		if (lsid !== null) this.inFlight.set(lsid, inFlight);
		this.running++;
		this.count(name, lsid, inFlight);
		const entry: JournalEntry = {
			id: this.nextId++,
			at: Date.now(),
			method: call.method,
			path: call.path,
			name,
			params: Object.fromEntries([...call.params].filter(([key]) => key !== 'client_secret')),
			lsid,
			clientId: null,
			connection: call.headers.connection ?? null,
			inFlight,
			status: 0,
			ms: 0,
		};
		this.entries.push(entry);
		if (this.entries.length > kept) this.entries.shift();
		return entry;
	}

	finish(entry: JournalEntry, status: number, clientId?: string): void {
		entry.status = status;
		entry.clientId = clientId ?? null;
		entry.ms = Date.now() - entry.at;
		this.running--;
		if (entry.lsid !== null) {
			this.inFlight.set(entry.lsid, (this.inFlight.get(entry.lsid) ?? 1) - 1);
		}
		const { byStatus } = this.counters;
		byStatus[status] = (byStatus[status] ?? 0) + 1;
	}

	private count(name: string, lsid: string | null, inFlight: number): void {
		const { counters } = this;
		counters.requests++;
		counters.byName[name] = (counters.byName[name] ?? 0) + 1;
		counters.peakInFlight = Math.max(counters.peakInFlight, this.running);
		if (lsid !== null) {
			const peaks = counters.peakInFlightByLsid;
			peaks[lsid] = Math.max(peaks[lsid] ?? 0, inFlight);
		}
	}
}
