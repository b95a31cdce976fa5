import type { Issue } from '../model.mts';
import { tooFast } from '../refusals.mts';
import type { Store } from '../store.mts';

/** Counts a write to an issue. @throws Refusal 429 where there were too many in 2 or in 30 seconds */
export function countWrite(store: Store, { id }: Issue): void {
	const now = store.now();
	const before = (store.writes.get(id) ?? []).filter((at) => now - at < 30_000);
	const [short, long] = store.behaviour.writesPerIssue;
	const lately = before.filter((at) => now - at < 2_000);
	if (lately.length >= short) throw tooFast(2, short, now);
	if (before.length >= long) {
		throw tooFast(Math.max(1, Math.ceil((before[0]! + 30_000 - now) / 1000)), long, now);
	}
	store.writes.set(id, [...before, now]);
}
