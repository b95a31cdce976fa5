import { type Appliance, startAppliance } from '../test/appliance/server.mts';
import { eventually } from '../test/harness/api.mts';
import { LAZY, LAZY_TITLE } from './servers.mts';
import { median, table } from './statistics.mts';
import { type Contestant, eventFields, startTriggers, type Triggers } from './triggers.mts';

const EVENTS = 2_000;
/** The backlog is sent in parts, in turns, so that neither contestant has the quieter half of the machine's time. */
const PARTS = 8;
const WARM_UP = 50;
const PATIENCE = 1_200_000;

/** Seconds until the last 200, and until n8n had executed all of it. */
interface Drained {
	answered: number;
	executed: number;
}

/** The backlog of one or more appliances, each of which sends its next event after the 200 to the one before. */
async function drain(
	{ n8n }: Triggers,
	appliances: Appliance[],
	{ url }: Contestant,
	events: number,
): Promise<Drained> {
	const started = performance.now();
	const seconds = () => (performance.now() - started) / 1_000;
	for (const { control } of appliances) control.setRecipients([{ url }]);
	for (let number = 0; number < events; number++) {
		appliances[number % appliances.length].control.forgeEvent(eventFields(number));
	}
	await Promise.all(appliances.map(async ({ control }) => await control.outboundIdle(PATIENCE)));
	const answered = seconds();
	const none = async () => {
		const open = await n8n.api.listExecutions({ status: ['new', 'running'] });
		return open.length === 0 ? true : undefined;
	};
	await eventually('the end of all executions', none, { timeout: PATIENCE, pause: 100 });
	return { answered, executed: seconds() };
}

/** Every event was answered 200 at its first attempt. */
function check(appliances: Appliance[]): void {
	const odd = appliances
		.flatMap(({ control }) => control.deliveries())
		.find(({ status, attempt }) => status !== 200 || attempt !== 1);
	if (odd) throw new Error(`An event was answered ${odd.status} (${odd.error ?? 'no error'})`);
}

async function race(triggers: Triggers, appliances: Appliance[], events: number) {
	const { contestants } = triggers;
	const part = Math.ceil(events / PARTS);
	const times = contestants.map(() => [] as Drained[]);
	for (const contestant of contestants) await drain(triggers, appliances, contestant, WARM_UP);
	for (let turn = 0; turn < PARTS; turn++) {
		for (const index of turn % 2 === 0 ? [0, 1] : [1, 0]) {
			times[index].push(await drain(triggers, appliances, contestants[index], part));
		}
	}
	check(appliances);
	const rate = (index: number, of: keyof Drained) =>
		part / median(times[index].map((time) => time[of]));
	const rows = contestants.map(({ name }, index) => [
		name,
		rate(index, 'answered').toFixed(1),
		rate(index, 'executed').toFixed(1),
	]);
	return {
		events: part * PARTS,
		table: table(['', 'answered a second', 'executed a second'], rows),
		ratio: (of: keyof Drained) => (rate(0, of) / rate(1, of)).toFixed(3),
	};
}

async function onServer(title: string, env: Record<string, string>, events: number) {
	const triggers = await startTriggers(env);
	const appliances = await Promise.all([1, 2, 3, 4].map(async () => await startAppliance()));
	try {
		const lines = [`### ${title}`];
		for (const [who, senders] of [
			['One appliance', appliances.slice(0, 1)],
			['Four appliances at the same time', appliances],
		] as const) {
			const result = await race(triggers, [...senders], events);
			lines.push(
				'',
				`${who}, ${result.events} events for each, in ${PARTS} parts in turns, medians of the parts:`,
				'',
				result.table,
				'',
				`Ratio of the rates: **${result.ratio('answered')}** answered (at least 0.95 wanted), ${result.ratio('executed')} executed`,
			);
		}
		return lines.join('\n');
	} finally {
		await Promise.all([triggers.n8n.close(), ...appliances.map(async (one) => await one.close())]);
	}
}

/**
 * How fast a backlog of events is drained by our trigger (with its token checked) and by n8n's own Webhook node, as
 * appliances send it: each event on a connection of its own, the next one after the 200. `BENCH_EVENTS` makes it shorter.
 */
export async function benchDrain(): Promise<string> {
	const events = Number(process.env.BENCH_EVENTS ?? EVENTS);
	return [
		'## Draining a backlog of events (the same server, in turns)',
		await onServer("n8n's default settings", {}, events),
		await onServer(LAZY_TITLE, LAZY, events),
	].join('\n\n');
}
