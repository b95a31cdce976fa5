/** Cuts text to a number of characters (UTF-16 units) without leaving half a character behind. */
export function cut(text: string, length: number): string {
	if (text.length <= length) return text;
	const last = text.charCodeAt(length - 1);
	const splitsPair = last >= 0xd800 && last <= 0xdbff;
	return text.slice(0, splitsPair ? length - 1 : length);
}

/**
 * Text as it can be shown: without control characters (tab and line feed stay) and without the format characters that
 * hide or reorder what stands beside them. The two joiners stay, because scripts and emoji need them. Every kind of
 * line end becomes a line feed; half a character, or one that is none (XML refuses both), becomes the replacement character.
 */
export function cleaned(text: string): string {
	return text
		.replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
		.replace(/[^\P{Cc}\t\n]|[^\P{Cf}\u200c\u200d]/gu, '')
		.replace(/[\p{Cs}\p{Noncharacter_Code_Point}]/gu, '\ufffd');
}

/** A NUL makes a database refuse everything that comes with it, so it becomes the replacement character. */
export const storable = (text: string): string =>
	text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
