/** A part of a period. Seconds since 1970, both ends included; `to` null means until now by the appliance's clock. */
export interface Window {
	from: number;
	to: number | null;
}

/** What a window held and how long it took. */
export interface Answered {
	results: number;
	milliseconds: number;
	/** Whether it had to be read one by one, because it was too large at once. */
	tooLarge?: boolean;
}

const DAY = 86_400;
const FIRST = DAY;

/** A quiet decade takes some forty windows of this width, and a busy quarter is never asked for in many wider ones. */
const WIDEST = 92 * DAY;

/** Wanted in one window. The time stands in for the size of the answer too, which nobody knows before. */
const RESULTS = 200;
const MILLISECONDS = 1_500;

/** Fewer results than these are no reason for a slow answer: a narrower window would only be slow more often. */
const FEW = 25;

const WIDEN = 2;
const WIDEN_EMPTY = 8;
const SHRINK = 8;

const between = (low: number, value: number, high: number) => Math.min(Math.max(value, low), high);

/**
 * Splits a period into windows one after the other, wider where little is found and narrower where much is.
 *
 * Every second of the period is in a window, the boundary between two in both. No window is wider than 92 days, and
 * none narrower than a second. `to` null leaves the period open: its last window reaches until now. `now` is in seconds.
 */
export class Windows {
	private from: number;

	private width: number;

	/** A width that was too much, remembered and slowly forgotten. */
	private ceiling = WIDEST;

	private finished = false;

	private readonly end: number;

	private readonly open: boolean;

	constructor(from: number, to: number | null, now: number, first = FIRST) {
		this.from = from;
		this.width = between(1, first, WIDEST);
		this.open = to === null || to >= now;
		this.end = this.open ? Math.max(now, from) : (to as number);
	}

	/** The window to ask for, the same until it is answered or refused; undefined when the period is through. */
	next(): Window | undefined {
		if (this.finished) return undefined;
		const until = this.from + this.width;
		if (until < this.end) return { from: this.from, to: until };
		return { from: this.from, to: this.open ? null : this.end };
	}

	/** The window was answered: goes on to the next one. */
	answered({ results, milliseconds, tooLarge = false }: Answered): void {
		const span = this.span();
		if (this.from + span >= this.end) {
			this.finished = true;
			return;
		}
		const byTime =
			results > FEW ? Math.max(MILLISECONDS / Math.max(milliseconds, 1), 1 / SHRINK) : Infinity;
		const byCount = results === 0 ? WIDEN_EMPTY : between(1 / SHRINK, RESULTS / results, WIDEN);
		this.from += span;
		if (tooLarge) this.ceiling = Math.max(1, Math.floor(span / 2));
		this.width = between(1, Math.round(span * Math.min(byCount, byTime)), this.ceiling);
		this.ceiling = Math.min(WIDEST, Math.ceil(this.ceiling * 1.25));
	}

	/** Whether the window is a single second, and cannot be narrowed. */
	get narrowest(): boolean {
		return this.span() <= 1;
	}

	/** The window was too large or too slow: narrows it. False where it cannot be. */
	refused(): boolean {
		if (this.narrowest) return false;
		const span = this.span();
		this.ceiling = Math.max(1, Math.floor(span / 2));
		this.width = Math.max(1, Math.floor(span / SHRINK));
		return true;
	}

	/** Seconds from the window's begin to its end. */
	private span(): number {
		return Math.min(this.width, this.end - this.from);
	}
}
