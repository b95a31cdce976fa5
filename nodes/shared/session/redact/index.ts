/** Takes secrets out of what people said: passwords, card numbers, tokens, and patterns of the user. */

import { seen } from '../seen';
import type { Seen } from '../seen';
import { withoutCards } from './cards';
import { withMarks, withEarlierMarks } from './marks';
import { withoutOwn } from './own';
import { withoutPasswords } from './passwords';
import { listener } from './talk';
import { withoutTokens } from './tokens';

export { patternsFrom } from './own';

/** A message of a chat. `by` tells people apart and is not shown; `null` for what nobody said. */
export interface Said {
	by: string | null;
	text: string;
}

interface Message extends Said {
	form: Seen;
	/** What is seen of it, with what has been found so far marked. */
	judged: string;
}

/** Messages that one person wrote one after the other are one text. What nobody said does not part them. */
function turnsOf(messages: Message[]): Message[][] {
	const turns: Message[][] = [];
	let current: Message[] = [];
	for (const message of messages) {
		if (message.by === null) {
			turns.push([message]);
			continue;
		}
		if (current.length === 0 || current[0].by !== message.by) turns.push((current = []));
		current.push(message);
	}
	return turns;
}

function judgeTogether(turn: Message[], judge: (text: string) => string): void {
	const judged = judge(turn.map((message) => message.judged).join('\n'));
	let at = 0;
	for (const message of turn) {
		const end = at + message.judged.length;
		message.judged = judged.slice(at, end);
		at = end + 1;
	}
}

/**
 * Takes out what nobody should read in a ticket: passwords as people say them in chats and answer questions with, card
 * numbers with a valid check digit, tokens, private keys – and whatever `extra` (see {@link patternsFrom}) matches.
 * Each becomes `[redacted: kind]`, an extra one `[redacted]`; a key over several messages becomes one in each.
 *
 * Messages in the order in which they were written; the texts come back in the same order. Takes time linear in the text.
 */
export function redactChat(chat: Said[], extra: RegExp[] = []): string[] {
	const messages = chat.map(({ by, text }): Message => {
		const form = seen(text);
		return { by, text, form, judged: withEarlierMarks(form.text) };
	});
	const turns = turnsOf(messages);
	for (const turn of turns) {
		judgeTogether(turn, (text) => withoutCards(withoutPasswords(withoutTokens(text))));
	}
	const heard = listener();
	for (const turn of turns) {
		const { by } = turn[0];
		if (by !== null) {
			judgeTogether(turn, (text) => text.replace(/[^\n]+/g, (line) => heard(line, by)));
		}
		judgeTogether(turn, (text) => withoutOwn(text, extra));
	}
	return messages.map(({ text, form, judged }) => withMarks(text, form, judged));
}

/** {@link redactChat} of one text by itself. */
export const redact = (text: string, extra: RegExp[] = []): string =>
	redactChat([{ by: '', text }], extra)[0];
