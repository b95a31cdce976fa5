import { ApplianceError } from './errors';
import type { Window } from './windows';
import { Windows } from './windows';

/** A period of time. Seconds since 1970, both ends included; `to` null means until now. */
export interface Period {
	from: number;
	to: number | null;
	/** Stops between two windows. */
	signal?: AbortSignal;
}

/** How to read what a period holds. */
export interface Reading<T> {
	/** Everything in a window, in the order in which it is to come out. */
	read(window: Window): Promise<T[]>;
	/** Everything in a window that is too large to be read at once, read one by one; null where it is more than `atMost`. */
	readEach?(window: Window, atMost: number): Promise<T[] | null>;
	/** What tells one from another. */
	keyOf(one: T): string;
}

/** So many are read one by one rather than in narrower windows, each of which may again be too large. */
const FEW = 25;

/** So many windows in a row may be too slow; then the appliance is, and not the window. */
const SLOW_IN_A_ROW = 3;

const isTooLarge = (error: unknown) => error instanceof ApplianceError && error.kind === 'tooLarge';

/** A gateway in front of the appliance gives up with 504 where the appliance is still at work. */
const isTooSlow = (error: unknown) =>
	error instanceof ApplianceError && (error.kind === 'timeout' || error.status === 504);

const stopIfAborted = (signal?: AbortSignal) => {
	if (signal?.aborted) throw new ApplianceError('aborted', 'The execution was stopped.');
};

/** The wire's form of a window: `name` is `start_time` or `end_time`, and a duration of 0 means until now. */
export const windowParams = (name: string, { from, to }: Window): Record<string, string> => ({
	[name]: String(from),
	duration: String(to === null ? 0 : Math.max(1, to - from)),
});

/** Reports have no pages: gives what a period holds window by window, each once. Throws ApplianceError. */
export async function* throughPeriod<T>(
	{ from, to, signal }: Period,
	reading: Reading<T>,
): AsyncGenerator<T, void, void> {
	const windows = new Windows(
		Math.floor(from),
		to === null ? null : Math.ceil(to),
		Math.floor(Date.now() / 1_000),
	);
	let before = new Set<string>();
	let slow = 0;
	for (let window = windows.next(); window; window = windows.next()) {
		stopIfAborted(signal);
		const started = Date.now();
		const { found, error } = await reading.read(window).then(
			(list) => ({ found: list, error: undefined }),
			(failure: unknown) => ({ found: undefined, error: failure }),
		);
		const tooLarge = isTooLarge(error);
		const atMost = windows.narrowest ? Infinity : FEW;
		const results = found ?? (tooLarge ? await reading.readEach?.(window, atMost) : null);
		if (!results) {
			slow = isTooSlow(error) ? slow + 1 : 0;
			const narrower = tooLarge || (slow > 0 && slow < SLOW_IN_A_ROW);
			if (!narrower || !windows.refused()) throw error;
			continue;
		}
		slow = 0;
		windows.answered({ results: results.length, milliseconds: Date.now() - started, tooLarge });
		// Two windows share one second, so only the neighbours can hold the same.
		const keys = new Set<string>();
		for (const one of results) {
			const key = reading.keyOf(one);
			if (!before.has(key) && !keys.has(key)) yield one;
			keys.add(key);
		}
		before = keys;
	}
}
