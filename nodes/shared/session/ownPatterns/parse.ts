/** One sign of the text, `source` being the expression for it, from `min` to `max` times. */
export interface Atom {
	kind: 'atom';
	source: string;
	min: number;
	max: number;
}

/** Alternatives, each a sequence, from `min` to `max` times. What only looks around takes nothing of the text. */
export interface Group {
	kind: 'group';
	looksAround: boolean;
	alternatives: Part[][];
	min: number;
	max: number;
}

/** `^`, `$`, `\b`, `\B` */
export interface Border {
	kind: 'border';
}

export type Part = Atom | Group | Border;

/** What no pattern here may hold. `message` completes the sentence "This pattern …". */
export class Unsupported extends Error {}

const GROUP_START = /\((\?(?:<?[=!])|\?<[^>]*>|\?[a-z-]*:)?/uy;
const BORDER = /[\^$]|\\[bB]/uy;
const SIGN =
	/\[(?:\\.|[^\]\\])*\]|\\(?:u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|p\{[^}]*\}|c[a-z]|[^])|[^]/iuy;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/uy;

/** Reads a regular expression that JavaScript accepts with the flag `u` into its alternatives. */
export function alternativesOf(source: string): Part[][] {
	let place = 0;

	const next = (form: RegExp) => {
		form.lastIndex = place;
		const match = form.exec(source);
		if (match) place += match[0].length;
		return match;
	};

	const quantifier = () => {
		const [, sign, least, comma, most] = next(QUANTIFIER) ?? [];
		if (sign) return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
		const min = Number(least ?? 1);
		return { min, max: comma ? Number(most || Infinity) : min };
	};

	const group = (start: string | undefined): Group => {
		const looksAround = /^\?<?[=!]/.test(start ?? '');
		const inside = alternatives();
		place++;
		return { kind: 'group', looksAround, alternatives: inside, ...quantifier() };
	};

	const part = (): Part => {
		const start = next(GROUP_START);
		if (start) return group(start[1]);
		if (next(BORDER)) return { kind: 'border' };
		const [sign] = next(SIGN) ?? [''];
		if (/^\\[1-9k]/.test(sign)) throw new Unsupported('refers to what it has matched before');
		return { kind: 'atom', source: sign, ...quantifier() };
	};

	const alternatives = (): Part[][] => {
		const all: Part[][] = [[]];
		while (place < source.length && source[place] !== ')') {
			if (source[place] === '|') {
				place++;
				all.push([]);
			} else {
				all[all.length - 1].push(part());
			}
		}
		return all;
	};

	return alternatives();
}
