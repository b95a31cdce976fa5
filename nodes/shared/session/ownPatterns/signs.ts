/** Which signs (code points) an expression for one sign matches. */
export type Signs = ReadonlySet<number>;

export const NO_SIGNS: Signs = new Set();

/** Every sign of the scripts around Latin, one of about 250 of the others, and those the pattern names. */
function alphabetFor(source: string): number[] {
	const all = new Set([...source].map((sign) => sign.codePointAt(0) ?? 0));
	for (let code = 0; code < 0x530; code++) all.add(code);
	for (let code = 0x530; code < 0x20000; code += 251) all.add(code);
	return [...all].filter((code) => code < 0xd800 || code > 0xdfff);
}

/** Tells the signs of the parts of a pattern, among an alphabet that stands for all there are; case ignored. */
export function signsWithin(pattern: string): (sign: string) => Signs {
	const alphabet = alphabetFor(pattern);
	const known = new Map<string, Signs>();
	return (sign) => {
		const earlier = known.get(sign);
		if (earlier) return earlier;
		const form = new RegExp(`^(?:${sign})$`, 'iu');
		const found = alphabet.filter((code) => form.test(String.fromCodePoint(code)));
		// One that the alphabet does not know is taken for any.
		const signs = new Set(found.length > 0 ? found : alphabet);
		known.set(sign, signs);
		return signs;
	};
}

export function overlap(one: Signs, other: Signs): boolean {
	for (const sign of one) if (other.has(sign)) return true;
	return false;
}
