/** What befalls a step: `crash` nothing of it happened, `lost` it happened, and the answer never came. */
export type Luck = 'good' | 'crash' | 'lost';

/** Where a run may stand while others go on, and the clock with them. */
export interface Stand {
	/** What is about to happen, for people. */
	at: string;
	/** Not between the two halves of one request to a store or the desk: docs/reliability.md says what that is about. */
	minutes: boolean;
	/** It pauses for a second of its own will, in which whoever is at work gets on. */
	pauses?: boolean;
}

interface Waiting extends Stand {
	go: (luck: Luck) => void;
}

/** The answer of a store or a desk that was lost on its way. */
export class LostAnswer extends Error {
	constructor() {
		super('The connection was lost.');
	}
}

/**
 * One execution on the outside of n8n with what it calls. It stops before each thing that the outside can see, until the scheduler lets it
 * go on; a crashed one is never let go on.
 */
export class Actor {
	waiting: Waiting | null = null;
	over = false;
	/** Steps that it has made. */
	steps = 0;
	#stands: () => void = () => undefined;

	/** @param free whether it needs no scheduler: every step happens at once, and well */
	constructor(
		readonly name: string,
		readonly free = false,
	) {}

	/** One thing that the outside can see, in an instant, when the scheduler says so. */
	step<T>(stand: Stand, happens: () => T): Promise<T> {
		if (this.free) return Promise.resolve(happens());
		return new Promise<T>((resolve, reject) => {
			const go = (luck: Luck) => {
				if (luck === 'crash') return this.end();
				const answer = happens();
				if (luck === 'lost') reject(new LostAnswer());
				else resolve(answer);
			};
			this.waiting = { ...stand, go };
			this.#stands();
		});
	}

	/** Begins, and comes to stand at its first step or its end. */
	async start(run: () => Promise<unknown>): Promise<void> {
		await this.#moving(() => void run().finally(() => this.end()));
	}

	/** Makes the step that it stands at, and comes to stand at the next one or its end. */
	async go(luck: Luck): Promise<void> {
		const { go } = this.waiting as Waiting;
		this.waiting = null;
		this.steps += 1;
		await this.#moving(() => go(luck));
	}

	/** Until the run stands again. */
	#moving(begin: () => void): Promise<void> {
		return new Promise((resolve) => {
			this.#stands = resolve;
			begin();
		});
	}

	end(): void {
		this.waiting = null;
		this.over = true;
		this.#stands();
	}
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
