import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { prepared } from '../test/harness/prepared.mts';
import type { Contestant, Decoded } from './decodeWorker.mts';
import { reportOf } from './report.mts';
import { median, table } from './statistics.mts';
import { inProcess } from './worker.mts';

const SESSIONS = 1_000;
const ROUNDS = 5;

const names: Record<Contestant, string> = {
	ours: 'This package, bytes to finished Sessions',
	xmlNode: "n8n's XML node, text to JSON",
	txml: 'txml, text to a raw tree, entities left as they are',
	txmlDecoding: 'txml, text to a raw tree, entities decoded',
};
const contestants = Object.keys(names) as Contestant[];

async function measure(file: string): Promise<Record<Contestant, Decoded[]>> {
	const { n8n } = await prepared(true);
	const results: Record<Contestant, Decoded[]> = {
		ours: [],
		xmlNode: [],
		txml: [],
		txmlDecoding: [],
	};
	for (let round = 0; round < ROUNDS; round++) {
		for (const which of contestants) {
			const result = await inProcess<Decoded>('decodeWorker.mts', [which, file, n8n]);
			if (result.sessions !== SESSIONS) throw new Error(`${which}: ${result.sessions} sessions`);
			results[which].push(result);
		}
	}
	return results;
}

/** Speed and peak memory of reading a report of 1,000 sessions, against n8n's XML node and the fastest parser found. */
export async function benchDecode(): Promise<string> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'beyondtrust-bench-'));
	try {
		const file = path.join(folder, 'report.xml');
		await pipeline(Readable.from(reportOf(SESSIONS)), createWriteStream(file));
		const megabytes = (await stat(file)).size / 1_000_000;
		const results = await measure(file);
		const time = (which: Contestant) =>
			median(results[which].map(({ milliseconds }) => milliseconds));
		const memory = (which: Contestant) =>
			median(results[which].map((result) => result.megabytes)) / megabytes;
		/** Of the two in the same round: the machine is the same busy for both. */
		const faster = (than: Contestant) =>
			median(
				results[than].map(
					({ milliseconds }, round) => milliseconds / results.ours[round].milliseconds,
				),
			);
		return [
			`## Reading a report of ${SESSIONS} sessions, ${megabytes.toFixed(0)} MB (${ROUNDS} interleaved rounds, each reading in a process of its own)`,
			'',
			table(
				['', 'median ms', 'MB a second', 'our speed against it', 'peak memory / text'],
				contestants.map((which) => [
					names[which],
					time(which).toFixed(0),
					((megabytes * 1_000) / time(which)).toFixed(1),
					faster(which).toFixed(2),
					memory(which).toFixed(2),
				]),
			),
			'',
			`- Speed against n8n's XML node: **${faster('xmlNode').toFixed(1)} times** (at least 3 wanted)`,
			`- Speed against the fastest parser: **${faster('txml').toFixed(2)} times** (at least 0.6 wanted)`,
			`- Peak memory, the text included: **${memory('ours').toFixed(2)} times the text** (at most 2 wanted)`,
		].join('\n');
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
