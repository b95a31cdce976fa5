/** What goes wrong on purpose. Every member is optional when set; what is left out stays as it was. */
export interface Faults {
	/** `unavailable` answers 503 to everything, `destroy` closes the connection without an answer. */
	offline: 'no' | 'unavailable' | 'destroy';
	/** Milliseconds to wait before every answer. */
	delayMs: number;
	/** The next answers of the API, before anything was read or stored. */
	answerNext: {
		times: number;
		status: number;
		retryAfter?: number;
		path?: string;
		/** With a web page instead of JSON, as a proxy does. */
		page?: boolean;
	};
	/** The next writes are stored, but the caller gets a 500 or a closed connection. */
	storeButFail: { times: number; how: 'error' | 'destroy'; path?: string };
}

/** Changes to the faults: each group is merged into what is set. */
export type FaultChange = {
	[Name in keyof Faults]?: Faults[Name] extends object ? Partial<Faults[Name]> : Faults[Name];
};

/** No faults. */
export function noFaults(): Faults {
	return {
		offline: 'no',
		delayMs: 0,
		answerNext: { times: 0, status: 500 },
		storeButFail: { times: 0, how: 'error' },
	};
}

/** The faults that hold after a change. */
export const changed = (faults: Faults, change: FaultChange): Faults => ({
	offline: change.offline ?? faults.offline,
	delayMs: change.delayMs ?? faults.delayMs,
	answerNext: { ...faults.answerNext, ...change.answerNext },
	storeButFail: { ...faults.storeButFail, ...change.storeButFail },
});

/**
 * Uses up one repetition of a fault.
 * @returns true if the fault is set, meant for this path (prefix, case ignored; every path unless set) and not yet used up
 */
export function takeFault(fault: { times: number; path?: string }, path: string): boolean {
	if (fault.times <= 0) return false;
	if (!path.toLowerCase().startsWith((fault.path ?? '/').toLowerCase())) return false;
	fault.times -= 1;
	return true;
}
