import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { redact, redactAnswer } from '../../../nodes/shared/session/redact';

/** One line of a chat. `question` is what the other side had said just before. */
export interface CorpusLine {
	line: string;
	secrets: string[];
	language: string;
	why: string;
	question?: string;
}

export interface Measured {
	secrets: number;
	removed: number;
	innocent: number;
	untouched: number;
	leaked: CorpusLine[];
	touched: CorpusLine[];
}

const FOLDER = join(__dirname, '../../fixtures/redaction');

/** `tuning` was looked at while the patterns were written; the others were not. */
export type Part = 'tuning' | 'heldOut' | 'fresh';

export const corpus = (part: Part): CorpusLine[] =>
	JSON.parse(readFileSync(join(FOLDER, `${part}.json`), 'utf8'));

export function redacted({ line, question }: CorpusLine): string {
	const once = redact(line);
	return question === undefined ? once : redactAnswer(question, once);
}

/** How many of the secrets are gone, and how many of the lines without one are as they were. */
export function measure(lines: CorpusLine[]): Measured {
	const result: Measured = {
		secrets: 0,
		removed: 0,
		innocent: 0,
		untouched: 0,
		leaked: [],
		touched: [],
	};
	for (const line of lines) {
		const after = redacted(line);
		const left = line.secrets.filter((secret) => after.includes(secret)).length;
		result.secrets += line.secrets.length;
		result.removed += line.secrets.length - left;
		if (left > 0) result.leaked.push(line);
		if (line.secrets.length > 0) continue;
		result.innocent++;
		if (after === line.line) result.untouched++;
		else result.touched.push(line);
	}
	return result;
}
