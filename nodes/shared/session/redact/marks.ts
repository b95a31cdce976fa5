import { placeOf } from '../seen';
import type { Seen } from '../seen';

/**
 * While a text is judged, what goes is overwritten by as many signs of the private use area, one for each kind: nothing
 * moves, no rule takes a mark for a word, and in the end the original is cut where the marks are.
 */
const SIGNS = {
	password: '\ue000',
	code: '\ue001',
	token: '\ue002',
	'card number': '\ue003',
	'private key': '\ue004',
	'recovery key': '\ue005',
	/** What an own pattern matched. */
	own: '\ue006',
	/** A mark that the text came with. */
	earlier: '\ue007',
} as const;

export type Kind = keyof typeof SIGNS;

/** For patterns: the inside of a class of all of them. */
export const MARK = '\\ue000-\\ue007';

const KIND_OF = new Map(
	Object.entries(SIGNS).map(([kind, sign]) => [sign as string, kind as Kind]),
);

export const marked = (kind: Kind, length: number): string => SIGNS[kind].repeat(length);

const said = (kind: Kind) => (kind === 'own' ? '[redacted]' : `[redacted: ${kind}]`);

const EARLIER = new RegExp(
	`\\[redacted(?:: (?:${Object.keys(SIGNS).slice(0, 6).join('|')}))?\\]`,
	'g',
);

const ANY = new RegExp(`[${MARK}]`);

/** Whether something in it has been found already. */
export const isMarked = (text: string): boolean => ANY.test(text);

/** Covers the marks of an earlier redaction, so that a second one leaves them whole. */
export const withEarlierMarks = (text: string): string =>
	text.replace(EARLIER, (mark) => marked('earlier', mark.length));

/** Runs of one mark each. */
const RUNS = new RegExp(
	Object.values(SIGNS)
		.map((sign) => `${sign}+`)
		.join('|'),
	'g',
);

/** The original with the marks in words; `judged` is what was seen of it, marked. */
export function withMarks(original: string, form: Seen, judged: string): string {
	let result = '';
	let done = 0;
	for (const { 0: run, index } of judged.matchAll(RUNS)) {
		const kind = KIND_OF.get(run[0]) ?? 'own';
		const [from, to] = placeOf(form, original, index, index + run.length);
		if (kind === 'earlier') continue;
		result += original.slice(done, from) + said(kind);
		done = to;
	}
	return result + original.slice(done);
}

export type Judge = (value: string, before: string, after: string) => boolean;

/** How much of the text before and behind a value a judge sees. */
const AROUND = 80;

/**
 * Marks the value that `form` finds: its second group, right behind the first. What the form finds beyond the two stays.
 */
export function hide(text: string, form: RegExp, kind: Kind, isSecret: Judge = () => true): string {
	return text.replace(form, (...found: unknown[]) => {
		const [all, before, value] = found as [string, string, string];
		const at = found.find((part) => typeof part === 'number') as number;
		const from = at + before.length;
		const end = from + value.length;
		const around = text.slice(Math.max(0, from - AROUND), from);
		return isSecret(value, around, text.slice(end, end + AROUND))
			? before + marked(kind, value.length) + all.slice(before.length + value.length)
			: all;
	});
}
