/** Chances that can be had again: the same seed gives the same ones. */
export interface Chances {
	seed: number;
	/** A whole number from `least` to `most`. */
	between(least: number, most: number): number;
	/** True once in `times`, on average. */
	onceIn(times: number): boolean;
	pick<T>(list: readonly T[]): T;
	shuffled<T>(list: readonly T[]): T[];
}

/** Chances from CHAOS_SEED, or from the clock; printed, so that a failing run can be repeated. */
export function chances(seed = Number(process.env.CHAOS_SEED ?? Date.now() % 2 ** 31)): Chances {
	console.info(`CHAOS_SEED=${seed}`);
	let state = seed >>> 0;
	// The generator of Tommy Ettinger known as mulberry32.
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
	const shuffled = <T,>(list: readonly T[]) => {
		const all = [...list];
		for (let last = all.length - 1; last > 0; last--) {
			const other = between(0, last);
			[all[last], all[other]] = [all[other], all[last]];
		}
		return all;
	};
	return {
		seed,
		between,
		shuffled,
		onceIn: (times) => next() * times < 1,
		pick: (list) => list[between(0, list.length - 1)],
	};
}
