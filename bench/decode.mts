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
const MEMORY_ROUNDS = 3;
/**
 * V8 lets new objects, mostly garbage, take up to twice 32 MB, when it likes to. Half of that, in runs of their own and for
 * all contestants, shows what they need rather than what V8 likes; both are told.
 */
const YOUNG_GENERATION = '--max-semi-space-size=16';

const names: Record<Contestant, string> = {
	ours: 'This package, bytes to finished Sessions',
	xmlNode: "n8n's XML node, text to JSON",
	txml: 'txml, text to a raw tree, entities left as they are',
	txmlDecoding: 'txml, text to a raw tree, entities decoded',
};
const contestants = Object.keys(names) as Contestant[];

type Results = Record<Contestant, Decoded[]>;

async function rounds(count: number, file: string, nodeOptions: string[]): Promise<Results> {
	const { n8n } = await prepared(true);
	const results: Results = { ours: [], xmlNode: [], txml: [], txmlDecoding: [] };
	for (let round = 0; round < count; round++) {
		for (const which of contestants) {
			const args = [which, file, n8n];
			const result = await inProcess<Decoded>('decodeWorker.mts', args, nodeOptions);
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
		const results = await rounds(ROUNDS, file, []);
		const weighed = await rounds(MEMORY_ROUNDS, file, [YOUNG_GENERATION]);
		const time = (which: Contestant) =>
			median(results[which].map(({ milliseconds }) => milliseconds));
		const memory = (of: Results, which: Contestant) =>
			median(of[which].map((result) => result.megabytes)) / megabytes;
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
				[
					...['', 'median ms', 'MB a second', 'our speed against it'],
					...['peak memory / text', 'with the young space at 16 MB'],
				],
				contestants.map((which) => [
					names[which],
					time(which).toFixed(0),
					((megabytes * 1_000) / time(which)).toFixed(1),
					faster(which).toFixed(2),
					memory(results, which).toFixed(2),
					memory(weighed, which).toFixed(2),
				]),
			),
			'',
			`- Speed against n8n's XML node: **${faster('xmlNode').toFixed(1)} times** (at least 3 wanted)`,
			`- Speed against the fastest parser: **${faster('txml').toFixed(2)} times** (at least 0.6 wanted)`,
			`- Peak memory, the text included: **${memory(results, 'ours').toFixed(2)} times the text** (at most 2 wanted), ${memory(weighed, 'ours').toFixed(2)} with the young space at 16 MB`,
		].join('\n');
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
