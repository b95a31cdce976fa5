/**
 * `getAllWorker.mts time|memory URL CLIENT_ID CLIENT_SECRET FROM TO…`: Session: Get Many with a summary of each session that
 * ended between FROM and each TO (seconds since 1970), one after the other, through the shipped node in n8n's own
 * execution context. Prints a list of {@link Timed} or of {@link Weighed}. Needs --expose-gc.
 */
import { XmlReader } from '../nodes/shared/appliance/xml';
import { credentialStore, runNode } from '../test/integration/n8n.mts';
import type { Timed, Weighed } from './getAll.mts';
import { report } from './worker.mts';

/** Sessions with which the code gets warm, as it is in a server that runs for weeks. */
const WARM_UP = 2_000;

const [what, host, clientId, clientSecret, from, ...ends] = process.argv.slice(2);
const store = credentialStore({ host, clientId, clientSecret });
const getAll = async (parameters: object) =>
	await runNode({
		parameters: {
			resource: 'session',
			operation: 'getAll',
			period: 'endedSince',
			from: Number(from),
			options: { details: 'summary' },
			...parameters,
		},
		store,
	});

/** Megabytes of this process that are in use, once everything else has been thrown away. */
function inUse(): number {
	globalThis.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / 1_000_000;
}

const countOf = (items: Awaited<ReturnType<typeof getAll>>) =>
	new Set(items.map(({ json }) => json.sessionId)).size;

async function time(to: number): Promise<Timed> {
	const cpu = process.cpuUsage();
	const started = performance.now();
	const items = await getAll({ returnAll: true, to });
	const milliseconds = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	return { sessions: countOf(items), milliseconds, processor: (user + system) / 1_000 };
}

/** Looks when a window has been read to its end: then all of its sessions and the last of its text are there. */
async function weigh(to: number): Promise<Weighed> {
	let peak = inUse();
	const { close } = XmlReader.prototype;
	XmlReader.prototype.close = function (this: XmlReader) {
		const root = close.call(this);
		peak = Math.max(peak, inUse());
		return root;
	};
	const items = await getAll({ returnAll: true, to });
	XmlReader.prototype.close = close;
	const before = inUse();
	// What the items themselves need, without anything that they may keep alive.
	const copies = items.map(({ json }) => JSON.parse(JSON.stringify(json)) as object);
	const returned = inUse() - before;
	return {
		sessions: Math.min(countOf(items), copies.length),
		peakMegabytes: peak,
		returnedMegabytes: returned,
	};
}

await getAll({ returnAll: false, limit: WARM_UP, to: Number(ends.at(-1)) });
const results: Array<Timed | Weighed> = [];
for (const to of ends) results.push(await (what === 'memory' ? weigh : time)(Number(to)));
report(results);
