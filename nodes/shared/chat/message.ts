import { createHash } from 'crypto';

import type { Message } from './chat';
import { fieldsOf } from '../desk/json';
import { wordsOf } from '../desk/noteBody';
import { cleaned, cut } from '../session/text';
import { lineOf, textOf } from '../session/value';

/** More is never looked at: no service takes as much. */
const LONGEST_TEXT = 30_000;
const MARK = 'abcdefghijklmnopqrstuvwxyz234567';

/** What a caller of a delivery workflow hands over, as a message; `null` where there is no text. */
export function messageOf(came: unknown): Message | null {
	const { invite, sessionKey } = fieldsOf(came);
	const { subject, text, html } = fieldsOf(invite);
	const words = cleaned(cut(textOf(text), LONGEST_TEXT)).trim() || wordsOf(textOf(html));
	const link = textOf(fieldsOf(sessionKey).url);
	return words === ''
		? null
		: { subject: lineOf(subject, 200), text: words, link: cut(link, 1000) };
}

/**
 * The line by which a message is found again after its answer got lost. It is that of one run, so that sending the same message again on
 * another day is another message.
 */
export function markerOf({ run, startedAt }: { run: string; startedAt: number }): string {
	const bytes = createHash('sha256').update(`${startedAt}/${run}`, 'utf8').digest();
	return `Ref. ${[...bytes.subarray(0, 8)].map((byte) => MARK[byte & 31]).join('')}`;
}

/** How a service writes lines. What is handed to it is plain text. */
export interface Format {
	/** The one place where text is escaped for the service. */
	line(text: string): string;
	/** The first line, which stands out. */
	heading(text: string): string;
	join(lines: string[]): string;
	/** How much of the limit a formatted text takes. */
	sizeOf(text: string): number;
	/** Most that one message may take. */
	most: number;
}

const CUT = '… The message was cut here: it is longer than the chat takes.';

/** A message in the format of a service: cut at a line where it is too long, which it says, but never without its link and its marker. */
export function formatted(format: Format, { subject, text, link }: Message, marker: string) {
	const heading = subject === '' ? [] : [format.heading(subject), ''];
	const lines = text.split('\n');
	const whole = (kept: string[], more: string[]) =>
		format.join([...heading, ...[...kept, ...more, '', marker].map((one) => format.line(one))]);
	const fits = (said: string) => format.sizeOf(said) <= format.most;
	const all = whole(lines, []);
	if (fits(all)) return all;
	const more = link === '' ? [CUT] : [CUT, link];
	const fitsWith = (kept: string[]) => fits(whole(kept, more));
	const count = mostThat((number) => fitsWith(lines.slice(0, number)), lines.length);
	const kept = lines.slice(0, count);
	if (count > 0) return whole(kept, more);
	const [first] = lines;
	const length = mostThat((number) => fitsWith([cut(first, number)]), first.length);
	return whole([cut(first, length)], more);
}

/** The greatest number up to `most` for which something holds that holds for all smaller ones. */
function mostThat(holds: (number: number) => boolean, most: number): number {
	let [low, high] = [0, most];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (holds(middle)) low = middle;
		else high = middle - 1;
	}
	return low;
}
