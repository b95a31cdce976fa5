/** Letters that do not come apart into a letter and an accent. */
const SINGLE: Record<string, string> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ı: 'i',
};

const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text);

/** Text for comparison: lower case, without accents and compatibility forms. Grows at most eighteenfold. */
export function fold(text: string): string {
	const lower = text.toLowerCase();
	if (isAscii(lower)) return lower;
	return lower
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[ßæœøłđðþı]/g, (letter) => SINGLE[letter]);
}

/** The runs of letters and digits of folded text. */
export const tokens = (folded: string): string[] =>
	folded.match(isAscii(folded) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];

/** Whether `part` stands in `text` by itself: no letter or digit right before or after it. Both are folded. */
export function standsIn(part: string, text: string): boolean {
	if (part === '') return false;
	const joins = (place: number) => /[\p{L}\p{N}]/u.test(text.charAt(place));
	for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) {
		if (!joins(at - 1) && !joins(at + part.length)) return true;
	}
	return false;
}

const MOST_REMEMBERED = 5_000;

/** The same function, which computes nothing twice for the texts it was asked for last: names are compared many times over. */
export function remembered<Value>(compute: (text: string) => Value): (text: string) => Value {
	const known = new Map<string, Value>();
	return (text) => {
		const found = known.get(text);
		if (found !== undefined) return found;
		if (known.size >= MOST_REMEMBERED) known.clear();
		const value = compute(text);
		known.set(text, value);
		return value;
	};
}

/** German spells ü as ue where it has no umlauts; both become u. */
export const plain = remembered((part) => part.replace(/([aou])e/g, '$1'));
