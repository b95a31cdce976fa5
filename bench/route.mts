import { setTimeout as sleep } from 'node:timers/promises';

import { eventually } from '../test/harness/api.mts';
import { type RouteRig, startRouteRig } from './routeRig.mts';
import { LAZY, LAZY_TITLE } from './servers.mts';
import { median, quantile, table } from './statistics.mts';

const PAIRS = 40;
const LATE_PAIRS = 12;
const WARM_UP = 3;
/** Milliseconds that the report takes in the second run; the default of the simulated appliance. */
const REPORT_LAG = 2_000;

interface Routed {
	/** From sending the event until the action was on the desk, in milliseconds. */
	milliseconds: number;
	/** Calls to the appliance until n8n had nothing more to do. */
	reports: number;
	tokens: number;
	others: number;
	/** What the note says, without what differs from session to session. */
	note: string;
}

/** The note without the session's id and the addresses and times that belong to it alone. */
const comparable = (html: string, sessionId: string, ticketId: number) =>
	html
		.replaceAll(sessionId, 'SESSION')
		.replaceAll(`halo ${ticketId}`, 'TICKET')
		.replace(/h%3D[0-9a-f]+/g, 'HASH')
		// Two abbreviations of one time zone are the same.
		.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [A-Z]+([+-]\d+)?|\d\d:\d\d:\d\d/g, 'TIME');

/** A session as sessions are: twelve lines of chat and two files. @returns its id */
function play({ appliance: { control } }: RouteRig, ticketId: number): string {
	const sessionId = control.startSession({
		externalKey: `ticket:halo:${ticketId}`,
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

async function nothingRuns({ n8n }: RouteRig): Promise<void> {
	const none = async () => {
		const open = await n8n.api.listExecutions({ status: ['new', 'running', 'waiting'] });
		return open.length === 0 ? true : undefined;
	};
	await eventually('the end of all executions', none, { timeout: 120_000, pause: 50 });
	// The isolate that n8n keeps ready is made after the execution.
	await sleep(300);
}

/** One session from the event to its note, and n8n at rest after it. */
async function route(rig: RouteRig, url: string): Promise<Routed> {
	const { appliance, desk } = rig;
	const { id: ticketId } = desk.control.addTicket();
	const sessionId = play(rig, ticketId);
	const calls = () => ({ ...appliance.control.counters().byName });
	const before = calls();
	const event = {
		event: 'support_conference_end',
		version: '1',
		timestamp: String(Math.floor(Date.now() / 1_000)),
		appliance_id: 'a0b1c2d3e4f5061728394a5b6c7d8e9f',
		lsid: sessionId,
		external_key: `ticket:halo:${ticketId}`,
	};
	const started = performance.now();
	const { status } = await fetch(url, { method: 'POST', body: new URLSearchParams(event) });
	if (status !== 200) throw new Error(`The event was answered ${status}`);
	const look = async () => desk.control.actions(ticketId)[0];
	const { note_html: html } = await eventually('the note', look, { timeout: 60_000, pause: 2 });
	const milliseconds = performance.now() - started;
	await nothingRuns(rig);
	const made = Object.entries(calls()).map(
		([name, count]) => [name, count - (before[name] ?? 0)] as const,
	);
	const of = (wanted: (name: string) => boolean) =>
		made.filter(([name]) => wanted(name)).reduce((sum, [, count]) => sum + count, 0);
	return {
		milliseconds,
		reports: of((name) => name === 'SupportSession'),
		tokens: of((name) => name === 'token'),
		others: of((name) => name !== 'SupportSession' && name !== 'token'),
		note: comparable(String(html), sessionId, ticketId),
	};
}

async function race(rig: RouteRig, pairs: number) {
	const urls = [rig.ours.url, rig.theirs.url];
	const routed: Routed[][] = [[], []];
	for (let pair = 0; pair < pairs; pair++) {
		for (const index of pair % 2 === 0 ? [0, 1] : [1, 0]) {
			routed[index].push(await route(rig, urls[index]));
		}
		const [ours, theirs] = routed.map((list) => list[pair].note);
		if (ours !== theirs) {
			throw new Error(`The two write different notes:\n${ours}\n\nand\n\n${theirs}`);
		}
	}
	return routed;
}

const each = (numbers: number[]): string => {
	const least = Math.min(...numbers);
	const most = Math.max(...numbers);
	return least === most ? String(least) : `${least} to ${most}`;
};

function report(title: string, [ours, theirs]: Routed[][]): string {
	const row = (name: string, list: Routed[]) => {
		const times = list.map(({ milliseconds }) => milliseconds);
		return [
			name,
			...[median(times), quantile(times, 0.95)].map((time) => time.toFixed(0)),
			...(['reports', 'tokens', 'others'] as const).map((what) =>
				each(list.map((one) => one[what])),
			),
		];
	};
	const time = (list: Routed[]) => median(list.map(({ milliseconds }) => milliseconds));
	return [
		`${title}, ${ours.length} pairs:`,
		'',
		table(
			['', 'median ms', '95 % below ms', 'report calls', 'token calls', 'other calls'],
			[row('Our route', ours), row('Made by hand', theirs)],
		),
		'',
		`Ratio of the medians: **${(time(ours) / time(theirs)).toFixed(2)}** (at most 0.8 wanted)`,
	].join('\n');
}

async function onServer(title: string, env: Record<string, string>): Promise<string> {
	const rig = await startRouteRig(env);
	const pairs = Number(process.env.BENCH_PAIRS ?? PAIRS);
	try {
		await race(rig, WARM_UP);
		const ready = await race(rig, pairs);
		rig.appliance.control.setOptions({ reportLag: REPORT_LAG });
		const late = await race(rig, Math.min(pairs, LATE_PAIRS));
		return [
			`### ${title}`,
			report('The report is complete when the event comes', ready),
			report(`The report is complete ${REPORT_LAG / 1_000} s after the event`, late),
		].join('\n\n');
	} finally {
		await rig.close();
	}
}

/**
 * From the event to the note on its ticket, and calls to the appliance on the way: our route with its ledger against the
 * workflow that somebody makes by hand, on one server, in turns. Fails where the two do not write the same note.
 * `BENCH_PAIRS` makes it shorter.
 */
export async function benchRoute(): Promise<string> {
	return [
		'## From the event to the note on the ticket (the same server, in turns)',
		await onServer("n8n's default settings", {}),
		await onServer(LAZY_TITLE, LAZY),
	].join('\n\n');
}
