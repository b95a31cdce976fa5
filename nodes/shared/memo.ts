interface Kept<T> {
	value: Promise<T>;
	madeAt: number;
}

export interface MemoOptions {
	/** The one made longest ago goes first. Without it nothing goes. */
	atMost?: number;
	/** Milliseconds a value counts; without it for ever. */
	forMs?: number;
	/** Whether a failure is remembered like a value; otherwise the next who asks tries again. */
	failures?: boolean;
}

/** Remembers by name what takes time to get, so that however many ask at once, it is got once. */
export class Memo {
	private readonly kept = new Map<string, Kept<unknown>>();

	constructor(private readonly options: MemoOptions = {}) {}

	/** What is known under `name`, or what `make` makes now. One name always stands for one type. */
	async get<T>(name: string, make: () => Promise<T>): Promise<T> {
		const { atMost = Infinity, forMs = Infinity, failures = false } = this.options;
		const known = this.kept.get(name) as Kept<T> | undefined;
		if (known && Date.now() - known.madeAt < forMs) return await known.value;
		const made: Kept<T> = { value: make(), madeAt: Date.now() };
		this.kept.delete(name);
		this.kept.set(name, made);
		if (!failures) {
			made.value.catch(() => {
				if (this.kept.get(name) === made) this.kept.delete(name);
			});
		}
		for (const oldest of this.kept.keys()) {
			if (this.kept.size <= atMost) break;
			this.kept.delete(oldest);
		}
		return await made.value;
	}

	/** Milliseconds since what is under `name` was made; undefined where nothing is. */
	age(name: string): number | undefined {
		const known = this.kept.get(name);
		return known && Date.now() - known.madeAt;
	}

	forget(name: string): void {
		this.kept.delete(name);
	}
}
