/**
 * A text as a reader takes it in, for rules that look for words in it: what shows as nothing is gone, full-width and
 * mathematical letters, small capitals and the look-alikes of other alphabets are the plain ones.
 */
export interface Seen {
	text: string;
	/** Where each sign of `text` (UTF-16 unit) stands in the original; `null` where the two are the same. */
	places: number[] | null;
}

/** Nothing here needs a change; most texts are made of these signs alone. */
const PLAIN = /^[\t\n -~\u00a1-\u00ac\u00ae-\u02af’‘“”„«»…€•→]*$/;

/** What looks like a letter or sign and is none: rows of look-alikes, and below each what they look like. */
const LOOKALIKES: Array<[signs: string, plain: string]> = [
	['авеіјкмһоөрсѕтухԁԛԝӏгАВЕІЈКМНОРСЅТУХԚԜӀ', 'abeijkmhoopcstyxdqwlrABEIJKMHOPCSTYXQWl'],
	['αβεικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'abeikvoptuxwABEZHIKMNOPTYX'],
	['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡɩօսհո', 'abcdefghijklmnoprstuvwyzagiouhn'],
	['ᎪᏴᏟᎠᎬᏀᎻᏆᎫᏦᏞᎷΝᏢᏒᏚᎢᏙᎳᏃ', 'ABCDEGHIJKLMNPRSTVWZ'],
	['‐‑‒–—―−⁃', '--------'],
	['⁄∕⧸╱', '////'],
	['：﹕։꞉∶', ':::::'],
];

const PLAIN_OF = new Map(
	LOOKALIKES.flatMap(([signs, plain]) =>
		[...signs].map((sign, index): [string, string] => [sign, [...plain][index]]),
	),
);

/** Signs of the private use area are those a redaction marks places with. */
const OURS = /[\ue000-\ue00f]/;

const HIDDEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** A sign with the first of its accents, which may be one letter together, and the accents that follow. */
const LETTER = /(\P{M}\p{M}?|\p{M})\p{M}*/gu;

const MOST_KNOWN = 5_000;
const known = new Map<string, string>();

function plainly(letter: string): string {
	const earlier = known.get(letter);
	if (earlier !== undefined) return earlier;
	const whole = HIDDEN.test(letter)
		? letter.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
		: letter;
	const composed = OURS.test(whole) ? '\ufffd' : whole.normalize('NFKC').replace(/\p{M}/gu, '');
	const plain = [...composed].map((sign) => PLAIN_OF.get(sign) ?? sign).join('');
	if (known.size >= MOST_KNOWN) known.clear();
	known.set(letter, plain);
	return plain;
}

/** Reads a text as people see it. Takes time in proportion to its length. Line feeds stay what they are. */
export function seen(text: string): Seen {
	if (PLAIN.test(text)) return { text, places: null };
	const places: number[] = [];
	const result = text.replace(LETTER, (_, letter: string, at: number) => {
		const plain = letter.length === 1 && letter < '\x7f' ? letter : plainly(letter);
		for (let index = 0; index < plain.length; index++) places.push(at);
		return plain;
	});
	return { text: result, places };
}

/** Where in the original what is seen from `from` up to `to` begins and ends, with what is hidden in it. */
export function placeOf(
	{ text, places }: Seen,
	original: string,
	from: number,
	to: number,
): [number, number] {
	if (places === null) return [from, to];
	return [places[from] ?? original.length, to < text.length ? places[to] : original.length];
}
