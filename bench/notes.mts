import type { NoteFormat } from '../nodes/shared/session/model';
import { median, quantile, table } from './statistics.mts';
import { inProcess } from './worker.mts';

/** What notesWorker.mts found about one format; times in milliseconds. */
export interface Rendered {
	format: NoteFormat;
	first: number;
	times: number[];
	characters: number;
}

/** Chat lines, some of them with what has to be redacted or escaped. */
const LINES = 2_000;

/** Time to render the note of a long session in each format. */
export async function benchNotes(): Promise<string> {
	const results = await inProcess<Rendered[]>('notesWorker.mts', [LINES]);
	const rows = results.map(({ format, first, times, characters }) => [
		format,
		median(times).toFixed(1),
		quantile(times, 0.95).toFixed(1),
		first.toFixed(0),
		(characters / 1_000).toFixed(0),
	]);
	return [
		`## Rendering the note of a chat of ${LINES.toLocaleString('en')} lines (${results[0].times.length} interleaved rounds)`,
		'',
		table(['format', 'median ms', '95 % below ms', 'first time ms', '1,000 characters'], rows),
	].join('\n');
}
