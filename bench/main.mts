/** `npm run bench`: prints the tables that docs/benchmarks.md holds. `npm run bench -- NAME…` runs some of them. */
import './fromBuild.mts';
import { machine } from './machine.mts';

type Bench = () => Promise<string>;

/** Loaded when they run, so that one that fails to load does not take the others with it. */
const benches: Record<string, () => Promise<Bench>> = {
	webhook: async () => (await import('./webhook.mts')).benchWebhook,
	decode: async () => (await import('./decode.mts')).benchDecode,
	getAll: async () => (await import('./getAll.mts')).benchGetAll,
	notes: async () => (await import('./notes.mts')).benchNotes,
	keys: async () => (await import('./keys.mts')).benchKeys,
	route: async () => (await import('./route.mts')).benchRoute,
	drain: async () => (await import('./drain.mts')).benchDrain,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0)
	throw new Error(
		`No benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`,
	);

for (const [name, load] of Object.entries(benches)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	const before = machine();
	const started = performance.now();
	const text = await (await load())();
	const seconds = ((performance.now() - started) / 1_000).toFixed(0);
	console.log(`${text}\n\n_${before}; \`${name}\` took ${seconds} s._\n`);
}
