import { InputError } from '../session/errors';
import { escapedHtml } from '../session/escape';
import type { Invite, InviteKey } from './model';

/** What, before or behind it, would make something else of a link or a code. */
const LINK_GLUE = { before: /[\p{L}\p{N}_]$/u, behind: /^[\p{L}\p{N}_/%&=+~#-]/u };
const CODE_GLUE = { before: /[\p{L}\p{N}]$/u, behind: /^[\p{L}\p{N}]/u };

/** Whether a word stands by itself; a link that runs into the next word leads nowhere. */
function standsAlone(text: string, word: string, { before, behind }: typeof LINK_GLUE): boolean {
	for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
		const end = at + word.length;
		const glued =
			before.test(text.slice(Math.max(0, at - 2), at)) || behind.test(text.slice(end, end + 2));
		if (!glued) return true;
	}
	return false;
}

const HIDDEN = [
	/<!--[\s\S]*?(?:-->|$)/g,
	/<(head|script|style|template|textarea|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi,
];

/** Where the links of an HTML body lead, and the words that it shows. */
function shown(html: string): { addresses: string[]; words: string } {
	const visible = HIDDEN.reduce((rest, hidden) => rest.replace(hidden, ' '), html);
	const links = visible.matchAll(/<a\s(?:[^>]*?\s)?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi);
	return {
		addresses: [...links].map(([, double, single]) => double ?? single),
		words: visible
			.replace(/<\/?(?:b|i|u|em|strong|span|font|a)\b[^>]*>/gi, '')
			.replace(/<[^>]*>|&nbsp;|&#160;/gi, ' '),
	};
}

const holds = (text: string, { url, code }: Pick<InviteKey, 'url' | 'code'>) =>
	standsAlone(text, url, LINK_GLUE) || standsAlone(text, code, CODE_GLUE);

/**
 * Makes sure that both bodies of an invite have a way in: the link or the code, where the reader sees it. Comments,
 * style sheets and the head of the HTML do not count. Throws InputError naming the field.
 */
export function assertWayIn({ text, html }: Invite, { url, code }: InviteKey): void {
	if (!holds(text, { url, code })) throw noWayIn('Text');
	const written = { url: escapedHtml(url), code: escapedHtml(code) };
	const { addresses, words } = shown(html);
	const linked = addresses.some((address) => standsAlone(address, written.url, LINK_GLUE));
	if (!linked && !holds(words, written)) throw noWayIn('HTML');
}

const noWayIn = (field: string) =>
	new InputError(
		'It contains neither the link nor the code, so nobody could start a session with it.',
		'Put $REMOTEINVITE, $LINKTOREMOTE or $REMOTESESSIONCODE into it, separated from other words. No session key was made.',
		field,
	);
