/** Letters of other scripts that look like Latin ones; by the letter they look like. */
const LOOK_ALIKES: Record<string, string> = {
	a: 'аɑα',
	c: 'сϲ',
	d: 'ԁ',
	e: 'еҽ',
	h: 'һ',
	i: 'іıι',
	j: 'ј',
	k: 'κк',
	n: 'п',
	o: 'оοσ',
	p: 'рρ',
	r: 'г',
	s: 'ѕ',
	t: 'т',
	u: 'υ',
	w: 'ԝшω',
	x: 'х',
	y: 'уү',
	A: 'АΑ',
	B: 'ВΒ',
	C: 'СϹ',
	E: 'ЕΕ',
	H: 'НΗ',
	I: 'ІΙ',
	J: 'Ј',
	K: 'КΚ',
	M: 'МΜ',
	N: 'Ν',
	O: 'ОΟ',
	P: 'РΡ',
	S: 'Ѕ',
	T: 'ТΤ',
	W: 'Ԝ',
	X: 'ХΧ',
	Y: 'УΥ',
};

const LATIN = new Map(
	Object.entries(LOOK_ALIKES).flatMap(([latin, others]) =>
		[...others].map((other) => [other, latin] as const),
	),
);

const OTHERS = [...LATIN.keys()].join('');
const UNFOLDED = new RegExp(
	`[${OTHERS}\\uff01-\\uff5e\\p{Cf}\\p{Default_Ignorable_Code_Point}]`,
	'u',
);
const HIDDEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const ANY_OTHER = new RegExp(`[${OTHERS}]`, 'gu');

/** Whether a text has anything that {@link folded} changes. */
export const canBeFolded = (text: string): boolean => UNFOLDED.test(text);

/** A text as it looks: without what shows as nothing, full-width and look-alike letters as the plain ones. */
export const folded = (text: string): string =>
	text
		.replace(HIDDEN, '')
		.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
		.replace(ANY_OTHER, (letter) => LATIN.get(letter) ?? letter);

/** What shows as nothing, between two letters. */
const NOTHING = '[\\p{Cf}\\p{Default_Ignorable_Code_Point}]*';

/** A pattern for a word however it is disguised. */
export const disguised = (word: string): string =>
	[...word]
		.map((letter) => {
			const wide = (sign: string) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
			const cases = [letter.toLowerCase(), letter.toUpperCase()];
			const all = cases.flatMap((one) => [one, wide(one), LOOK_ALIKES[one] ?? '']);
			return `[${[...new Set(all.join(''))].join('')}]`;
		})
		.join(NOTHING);
