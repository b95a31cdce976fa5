import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { prepared, root } from '../test/harness/prepared.mts';
import { reportOf } from './report.mts';
import { median, table } from './statistics.mts';

const run = promisify(execFile);
const BYTES = 20_000_000;
const PAIRS = 7;

interface Decoded {
	milliseconds: number;
	sessions: number;
	/** Above what the process needed with the text in memory and nothing decoded. */
	peakMegabytes: number;
}

/** Each decoding in a process of its own, so that neither inherits the other's memory. */
async function decode(
	which: 'ours' | 'xmlNode',
	file: string,
	n8n: string,
	node: string,
): Promise<Decoded> {
	const worker = path.join(root, 'bench/decodeWorker.mts');
	const { stdout } = await run(node, [worker, which, file, n8n, root], { maxBuffer: 1_000_000 });
	return JSON.parse(stdout) as Decoded;
}

/** Speed and peak memory of reading a 20 MB session report, against n8n's XML node on the same text. */
export async function benchDecode(): Promise<string> {
	const { n8n, node } = await prepared(true);
	const folder = await mkdtemp(path.join(os.tmpdir(), 'beyondtrust-bench-'));
	try {
		const file = path.join(folder, 'report.xml');
		await writeFile(file, reportOf(BYTES));
		const ours: Decoded[] = [];
		const theirs: Decoded[] = [];
		for (let pair = 0; pair < PAIRS; pair++) {
			ours.push(await decode('ours', file, n8n, node));
			theirs.push(await decode('xmlNode', file, n8n, node));
		}
		if (ours.some(({ sessions }) => sessions !== theirs[0].sessions))
			throw new Error('The two do not agree on the sessions');
		const time = (list: Decoded[]) => median(list.map(({ milliseconds }) => milliseconds));
		const row = (name: string, list: Decoded[]) => [
			name,
			time(list).toFixed(0),
			(BYTES / 1_000 / time(list)).toFixed(1),
			median(list.map(({ peakMegabytes }) => peakMegabytes)).toFixed(0),
		];
		return [
			`## Reading a 20 MB session report (${ours[0].sessions} sessions, ${PAIRS} interleaved pairs)`,
			'',
			table(
				['', 'median ms', 'MB a second', 'peak memory above start, MB'],
				[
					row('This package, text to Session objects', ours),
					row("n8n's XML node, text to JSON", theirs),
				],
			),
			'',
			`Speed against n8n's XML node: **${(time(theirs) / time(ours)).toFixed(1)} times** (at least 3 wanted)`,
		].join('\n');
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
