import { setTimeout as sleep } from 'node:timers/promises';

import { eventually } from '../test/harness/api.mts';
import { postgresFolder } from '../test/harness/postgres.mts';
import { FORMER } from './former.mts';
import { BenchHouse } from './routeRig.mts';
import { LAZY, LAZY_TITLE } from './servers.mts';
import { median, quantile, table } from './statistics.mts';

const ROUNDS = 40;
const WARM_UP = 3;
const LAST_LINE = 'Line 11';

interface Routed {
	/** From sending the event until the action was on the desk, in milliseconds. */
	milliseconds: number;
	/** Milliseconds of n8n's processor time until it had nothing more to do. */
	processor: number;
	/** Calls to the appliance until then. */
	reports: number;
	tokens: number;
	others: number;
	/** Calls to the desk until then. */
	desk: number;
}

/** A session as sessions are: twelve lines of chat and two files. @returns its id */
function play({ appliance: { control } }: BenchHouse, externalKey: string): string {
	const sessionId = control.startSession({
		externalKey,
		customerName: 'Jamie Rivera',
		notify: false,
	});
	for (let line = 0; line < 12; line++) {
		const who = line % 2 === 0 ? 'customer' : 'representative';
		control.chat(sessionId, who, `Line ${line}: the printer says "paper jam" & prints <nothing>.`);
	}
	control.upload(sessionId, 'driver.msi', 48_213);
	control.download(sessionId, 'spooler.log', 9_120);
	control.end(sessionId, { notify: false });
	return sessionId;
}

async function nothingRuns({ n8n }: BenchHouse): Promise<void> {
	const none = async () => {
		const open = await n8n.api.listExecutions({ status: ['new', 'running', 'waiting'] });
		return open.length === 0 ? true : undefined;
	};
	// The isolate that n8n keeps ready is made after the execution.
	await sleep(300);
	await eventually('the end of all executions', none, { timeout: 120_000, pause: 200 });
}

/** What went wrong in n8n, for whoever mends the benchmark. */
async function failures({ n8n }: BenchHouse): Promise<string> {
	const failed = await n8n.api.listExecutions({ status: ['error', 'crashed'] });
	const errors = await Promise.all(
		failed.map(async ({ id }) => (await n8n.api.getExecution(id)).data.resultData.error),
	);
	return JSON.stringify(errors.map((error) => [error?.message, error?.description]));
}

/** One session from the event to its note, and n8n at rest after it. Who makes a workflow by hand signs no links. */
async function route(house: BenchHouse, url: string, isSigned: boolean): Promise<Routed> {
	const { appliance, desk } = house;
	const { id: ticketId } = desk.control.addTicket();
	const externalKey = isSigned ? house.signed('ticket', ticketId) : `ticket:halo:${ticketId}`;
	const sessionId = play(house, externalKey);
	const calls = () => ({ ...appliance.control.counters().byName });
	const before = calls();
	const asked = desk.control.journal().at(-1)?.number ?? 0;
	const spent = house.processorTime();
	const event = {
		event: 'support_conference_end',
		version: '1',
		timestamp: String(Math.floor(Date.now() / 1_000)),
		appliance_id: 'a0b1c2d3e4f5061728394a5b6c7d8e9f',
		lsid: sessionId,
		external_key: externalKey,
	};
	const started = performance.now();
	const { status } = await fetch(url, { method: 'POST', body: new URLSearchParams(event) });
	if (status !== 200) throw new Error(`The event was answered ${status}`);
	const look = async () => desk.control.actions(ticketId)[0];
	const { note_html: html } = await eventually('the note', look, {
		timeout: 60_000,
		pause: 2,
	}).catch(async (error: Error) => {
		throw new Error(`${error.message}: ${await failures(house)}`);
	});
	const milliseconds = performance.now() - started;
	await nothingRuns(house);
	const processor = house.processorTime() - spent;
	if (!html?.includes(sessionId) || !html.includes(LAST_LINE) || html.includes('<nothing>')) {
		throw new Error(`This is not the note of the session: ${html}`);
	}
	const made = Object.entries(calls()).map(
		([name, count]) => [name, count - (before[name] ?? 0)] as const,
	);
	const of = (wanted: (name: string) => boolean) =>
		made.filter(([name]) => wanted(name)).reduce((sum, [, count]) => sum + count, 0);
	return {
		...{ milliseconds, processor, desk: desk.control.journal(asked).length },
		reports: of((name) => name === 'SupportSession'),
		tokens: of((name) => name === 'token'),
		others: of((name) => name !== 'SupportSession' && name !== 'token'),
	};
}

const NAMES = ['The route', `The route of ${FORMER}`, 'Made by hand'];

/** All in turns, each the first one as often. */
async function race(house: BenchHouse, rounds: number): Promise<Routed[][]> {
	const urls = [house.route.url, house.former, house.byHand];
	const routed: Routed[][] = urls.map(() => []);
	for (let round = 0; round < rounds; round++) {
		for (let turn = 0; turn < urls.length; turn++) {
			const index = (round + turn) % urls.length;
			const one = await route(house, urls[index], index < 2).catch((error: Error) => {
				throw new Error(`${NAMES[index]}: ${error.message}`);
			});
			routed[index].push(one);
		}
	}
	return routed;
}

const each = (numbers: number[]): string => {
	const least = Math.min(...numbers);
	const most = Math.max(...numbers);
	return least === most ? String(least) : `${least} to ${most}`;
};

function report(routed: Routed[][], wanted: number): string {
	const timeOf = (list: Routed[]) => median(list.map(({ milliseconds }) => milliseconds));
	const costOf = (list: Routed[]) => median(list.map(({ processor }) => processor));
	const rows = routed.map((list, index) => [
		NAMES[index],
		timeOf(list).toFixed(0),
		quantile(
			list.map(({ milliseconds }) => milliseconds),
			0.95,
		).toFixed(0),
		(costOf(list) / 1000).toFixed(2),
		...(['reports', 'tokens', 'others', 'desk'] as const).map((what) =>
			each(list.map((one) => one[what])),
		),
	]);
	const [ours, former, byHand] = routed;
	const ratio = (of: (list: Routed[]) => number, other: Routed[]) =>
		(of(ours) / of(other)).toFixed(2);
	return [
		`${ours.length} sessions each:`,
		'',
		table(
			[
				...['', 'median ms', '95 % below ms', 'processor s', 'report calls', 'token calls'],
				...['other calls', 'calls to the desk'],
			],
			rows,
		),
		'',
		`Against the route of ${FORMER}: **${ratio(timeOf, former)}** of its time (at most ${wanted} wanted), **${ratio(costOf, former)}** of its processor time (at most 1 wanted); against the one made by hand ${ratio(timeOf, byHand)}`,
	].join('\n');
}

interface Server {
	title: string;
	env?: Record<string, string>;
	store?: 'postgres';
	/** Of the former time, at most. */
	wanted: number;
}

async function onServer({ title, env = {}, store, wanted }: Server): Promise<string> {
	const house = new BenchHouse();
	const rounds = Number(process.env.BENCH_PAIRS ?? ROUNDS);
	try {
		await house.start({ n8n: { env }, store });
		await race(house, WARM_UP);
		return [`### ${title}`, report(await race(house, rounds), wanted)].join('\n\n');
	} finally {
		await house.close();
	}
}

/**
 * From the event to the note on its ticket, processor time of n8n, and calls on the way: the route with its desk workflow,
 * the route as it was at a former commit, and the workflow that somebody makes by hand, on one server, in turns.
 * `BENCH_PAIRS` makes it shorter. The former one and the one made by hand have n8n's data tables or none in each part.
 */
export async function benchRoute(): Promise<string> {
	const servers: Server[] = [
		{ title: "n8n's default settings", wanted: 1.15 },
		{ title: LAZY_TITLE, env: LAZY, wanted: 1 },
	];
	const inPostgres: Server[] = [
		{ title: "n8n's default settings, our ledger in PostgreSQL", store: 'postgres', wanted: 1.15 },
		{ title: `${LAZY_TITLE}, our ledger in PostgreSQL`, env: LAZY, store: 'postgres', wanted: 1 },
	];
	const parts = ['## From the event to the note on the ticket (the same server, in turns)'];
	for (const one of [...servers, ...(postgresFolder() ? inPostgres : [])]) {
		parts.push(await onServer(one));
	}
	return parts.join('\n\n');
}
