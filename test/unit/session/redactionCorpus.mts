import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { redactChat } from '../../../nodes/shared/session/redact';

/** Lines of a chat, each begun by who says it (`R: `, `C: `), and what is secret in them. */
export interface CorpusChat {
	chat: string[];
	secrets: string[];
	language: string;
	why: string;
}

/** A single line, from before whole chats were judged. `question` is what the other side had said just before. */
interface CorpusLine extends Omit<CorpusChat, 'chat'> {
	line: string;
	question?: string;
}

export interface Measured {
	secrets: number;
	removed: number;
	innocent: number;
	untouched: number;
	/** Words that are no secrets, and how many of them are gone, in chats of both kinds. */
	words: number;
	wordsLost: number;
	leaked: CorpusChat[];
	touched: CorpusChat[];
}

const FOLDER = join(__dirname, '../../fixtures/redaction');

/**
 * `tuning`, `chats`, `chatsHard` and, since whole chats are judged, `fresh` were looked at while the rules were written;
 * `heldOut` and `chatsAside` were not. `chatsLater` was written when the rules were done.
 */
export const PARTS = [
	'tuning',
	'heldOut',
	'fresh',
	'chats',
	'chatsHard',
	'chatsAside',
	'chatsLater',
] as const;
export type Part = (typeof PARTS)[number];

const asChat = ({ line, question, ...rest }: CorpusLine): CorpusChat => ({
	...rest,
	chat: question === undefined ? [`C: ${line}`] : [`R: ${question}`, `C: ${line}`],
});

export const corpus = (part: Part): CorpusChat[] =>
	JSON.parse(readFileSync(join(FOLDER, `${part}.json`), 'utf8')).map(
		(entry: CorpusLine | CorpusChat) => ('line' in entry ? asChat(entry) : entry),
	);

export const redacted = ({ chat }: CorpusChat): string[] =>
	redactChat(chat.map((line) => ({ by: line[0], text: line.slice(3) }))).map(
		(text, index) => chat[index].slice(0, 3) + text,
	);

const visible = (text: string) => text.replace(/\p{Cf}/gu, '');

/** A secret of several words is gone when none of its longer words is left. */
function isGone(secret: string, after: string): boolean {
	const longer = secret.split(' ').filter((word) => word.length > 3);
	return !(longer.length > 0 ? longer : [secret]).some((part) =>
		visible(after).includes(visible(part)),
	);
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Words outside the secrets, and those of them that are no longer there. */
function wordsLost({ chat, secrets }: CorpusChat, after: string[]): [all: number, lost: number] {
	const innocent = (text: string) =>
		wordsOf(secrets.reduce((rest, secret) => rest.split(secret).join(' '), text));
	const left = new Map<string, number>();
	const shown = after.join('\n').replace(/\[redacted(?:: [a-z ]+)?\]/g, ' ');
	for (const word of innocent(shown)) left.set(word, (left.get(word) ?? 0) + 1);
	const before = innocent(chat.join('\n'));
	let lost = 0;
	for (const word of before) {
		const count = left.get(word) ?? 0;
		if (count === 0) lost++;
		else left.set(word, count - 1);
	}
	return [before.length, lost];
}

/** How many of the secrets are gone, how many of the chats without one are as they were, and how many other words went. */
export function measure(chats: CorpusChat[]): Measured {
	const result: Measured = {
		secrets: 0,
		removed: 0,
		innocent: 0,
		untouched: 0,
		words: 0,
		wordsLost: 0,
		leaked: [],
		touched: [],
	};
	for (const chat of chats) {
		const after = redacted(chat);
		const removed = chat.secrets.filter((secret) => isGone(secret, after.join('\n'))).length;
		const [words, lost] = wordsLost(chat, after);
		result.words += words;
		result.wordsLost += lost;
		result.secrets += chat.secrets.length;
		result.removed += removed;
		if (removed < chat.secrets.length) result.leaked.push(chat);
		if (lost > 0) result.touched.push(chat);
		if (chat.secrets.length > 0) continue;
		result.innocent++;
		if (after.join('\n') === chat.chat.join('\n')) result.untouched++;
	}
	return result;
}
