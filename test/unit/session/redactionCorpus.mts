import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { redact, redactChat } from '../../../nodes/shared/session/redact';

/** One line of a chat. `question` is what the other side had said just before. */
export interface CorpusLine {
	line: string;
	secrets: string[];
	language: string;
	why: string;
	question?: string;
}

/** A few lines of a chat, in their order. */
export interface CorpusChat {
	chat: Array<{ from: 'customer' | 'representative'; text: string }>;
	secrets: string[];
	language: string;
	why: string;
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

const read = (name: string) => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));

export const corpus = (part: Part): CorpusLine[] => read(part);

/** `chats` was looked at while the forms of conversations were written; `chatsUnseen` was not. */
export type ChatPart = 'chats' | 'chatsUnseen';

export const chats = (part: ChatPart): CorpusChat[] => read(part);

export function redacted({ line, question }: CorpusLine): string {
	if (question === undefined) return redact(line);
	const said = [
		{ who: 'representative', text: question },
		{ who: 'customer', text: line },
	];
	return redactChat(said)[1];
}

export const redactedChat = ({ chat }: CorpusChat): string[] =>
	redactChat(chat.map(({ from, text }) => ({ who: from, text })));

/** The same for chats; one without a secret is untouched if all its lines are. */
export function measureChats(all: CorpusChat[]) {
	const withSecret = all.filter(({ secrets }) => secrets.length > 0);
	const leaked = withSecret.filter((one) => {
		const after = redactedChat(one).join('\n');
		return one.secrets.some((secret) => after.includes(secret));
	});
	const innocent = all.filter(({ secrets }) => secrets.length === 0);
	const touched = innocent.filter(
		(one) => redactedChat(one).join('\n') !== one.chat.map(({ text }) => text).join('\n'),
	);
	return {
		secrets: withSecret.length,
		removed: withSecret.length - leaked.length,
		innocent: innocent.length,
		untouched: innocent.length - touched.length,
		leaked,
		touched,
	};
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
