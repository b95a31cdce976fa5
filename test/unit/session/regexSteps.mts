/**
 * A backtracking matcher of regular expressions that counts what it does: how often it looks at a sign of the text. It
 * works as the language's own does (ECMA-262, 22.2.2), without the shortcuts of an engine, so what is linear here is
 * linear there. Knows what the rules of redaction use.
 */

interface State {
	text: string;
	steps: number;
	captures: Array<[number, number] | undefined>;
}

type Next = (at: number) => number | null;
/** Matches at a place and passes on to `next`; returns where the whole match ends, or `null`. */
type Matcher = (state: State, at: number, next: Next) => number | null;

interface Part {
	match: Matcher;
	/** Takes one sign, and tests it here. */
	takes?: (state: State, at: number) => number | null;
}

const SIGN = /\[(?:\\.|[^\]\\])*\]|\\(?:u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|p\{[^}]*\}|[^])|[^]/iuy;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\?)?/uy;
const GROUP = /\((?:\?(?:(<?[=!])|<(\w+)>|:))?/uy;

const lengthAt = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
const lengthBefore = (text: string, at: number) =>
	at > 1 && /[\udc00-\udfff]/.test(text[at - 1]) && /[\ud800-\udbff]/.test(text[at - 2]) ? 2 : 1;

function repeated(part: Part, min: number, max: number, lazy: boolean, groups: number[]): Matcher {
	const { takes } = part;
	if (takes) {
		return (state, start, next) => {
			const ends = [start];
			const more = () => {
				if (ends.length > max) return false;
				const end = takes(state, ends[ends.length - 1]);
				if (end === null) return false;
				ends.push(end);
				return true;
			};
			while (ends.length <= min) if (!more()) return null;
			if (lazy) {
				do {
					const end = next(ends[ends.length - 1]);
					if (end !== null) return end;
				} while (more());
				return null;
			}
			while (more());
			for (let count = ends.length - 1; count >= min; count--) {
				const end = next(ends[count]);
				if (end !== null) return end;
			}
			return null;
		};
	}
	const loop = (state: State, at: number, next: Next, count: number): number | null => {
		const again = () => {
			if (count >= max) return null;
			const kept = [...state.captures];
			for (const group of groups) state.captures[group] = undefined;
			const end = part.match(state, at, (to) =>
				to === at && count >= min ? null : loop(state, to, next, count + 1),
			);
			if (end === null) state.captures = kept;
			return end;
		};
		if (count < min) return again();
		return lazy ? (next(at) ?? again()) : (again() ?? next(at));
	};
	return (state, at, next) => loop(state, at, next, 0);
}

/** Reads an expression. `back`: parts inside a lookbehind are matched from right to left. */
function compiled({ source, flags }: RegExp): Matcher {
	let place = 0;
	let captures = 0;
	const test = new Map<string, (sign: string) => boolean>();
	const tester = (sign: string) => {
		const form = new RegExp(`^${sign}$`, flags.replace(/[gmyd]/g, ''));
		const known = new Map<string, boolean>();
		const found = (one: string) => {
			const result = known.get(one) ?? form.test(one);
			known.set(one, result);
			return result;
		};
		test.set(sign, found);
		return found;
	};
	const read = (form: RegExp) => {
		form.lastIndex = place;
		const match = form.exec(source);
		if (match) place += match[0].length;
		return match;
	};

	const sign = (back: boolean, one: string): Part => {
		const is = test.get(one) ?? tester(one);
		const unicode = flags.includes('u');
		const takes = ({ text }: State, at: number) => {
			if (back ? at <= 0 : at >= text.length) return null;
			const length = unicode ? (back ? lengthBefore(text, at) : lengthAt(text, at)) : 1;
			const [from, to] = back ? [at - length, at] : [at, at + length];
			return is(text.slice(from, to)) ? (back ? from : to) : null;
		};
		const counted = (state: State, at: number) => {
			state.steps++;
			return takes(state, at);
		};
		return {
			takes: counted,
			match: (state, at, next) => {
				const end = counted(state, at);
				return end === null ? null : next(end);
			},
		};
	};

	const border = (one: string): Part => {
		const isWord = (text: string, at: number) => /\w/.test(text[at] ?? ' ');
		const holds = (text: string, at: number) => {
			if (one === '^') return at === 0 || (flags.includes('m') && text[at - 1] === '\n');
			if (one === '$') return at === text.length || (flags.includes('m') && text[at] === '\n');
			return (isWord(text, at - 1) !== isWord(text, at)) === (one === '\\b');
		};
		return {
			match: (state, at, next) => {
				state.steps++;
				return holds(state.text, at) ? next(at) : null;
			},
		};
	};

	const reference = (back: boolean, group: number): Part => ({
		match: (state, at, next) => {
			const [from, to] = state.captures[group] ?? [0, 0];
			const length = to - from;
			state.steps += length + 1;
			const start = back ? at - length : at;
			const same = (text: string) => (flags.includes('i') ? text.toLowerCase() : text);
			return same(state.text.slice(from, to)) === same(state.text.slice(start, start + length))
				? next(back ? start : at + length)
				: null;
		},
	});

	const group = (back: boolean, around: string | undefined, number: number | null): Part => {
		const inside = alternatives(around === undefined ? back : around.startsWith('<'));
		place++;
		if (around !== undefined) {
			const wanted = around.endsWith('=');
			return {
				match: (state, at, next) => {
					const kept = [...state.captures];
					const found = inside(state, at, (end) => end) !== null;
					if (!(found && wanted)) state.captures = kept;
					return found === wanted ? next(at) : null;
				},
			};
		}
		if (number === null) return { match: inside };
		return {
			match: (state, at, next) =>
				inside(state, at, (end) => {
					const kept = state.captures[number];
					state.captures[number] = at < end ? [at, end] : [end, at];
					const result = next(end);
					if (result === null) state.captures[number] = kept;
					return result;
				}),
		};
	};

	const part = (back: boolean): Part => {
		const start = read(GROUP);
		if (start) {
			const captures_ = start[0] === '(' || start[2] !== undefined ? ++captures : null;
			return group(back, start[1], captures_);
		}
		const [one] = read(SIGN) ?? [''];
		if (/^(?:[\^$]|\\[bB])$/.test(one)) return border(one);
		return /^\\[1-9]$/.test(one) ? reference(back, Number(one[1])) : sign(back, one);
	};

	const quantified = (back: boolean): Matcher => {
		const first = captures + 1;
		const one = part(back);
		const groups = Array.from({ length: captures + 1 - first }, (_, index) => first + index);
		const [whole, mark, least, comma, most, lazy] = read(QUANTIFIER) ?? [''];
		if (whole === '') return one.match;
		const min = mark ? (mark === '+' ? 1 : 0) : Number(least);
		const bounded = comma ? Number(most || Infinity) : min;
		return repeated(one, min, mark ? (mark === '?' ? 1 : Infinity) : bounded, !!lazy, groups);
	};

	const alternatives = (back: boolean): Matcher => {
		const all: Matcher[][] = [[]];
		while (place < source.length && source[place] !== ')') {
			if (source[place] === '|') {
				place++;
				all.push([]);
			} else all[all.length - 1].push(quantified(back));
		}
		const sequences = all.map((parts): Matcher => {
			const ordered = back ? [...parts].reverse() : parts;
			return (state, at, next) => {
				const from = (index: number, place_: number): number | null =>
					index === ordered.length
						? next(place_)
						: ordered[index](state, place_, (end) => from(index + 1, end));
				return from(0, at);
			};
		});
		return (state, at, next) => {
			for (const sequence of sequences) {
				const end = sequence(state, at, next);
				if (end !== null) return end;
			}
			return null;
		};
	};

	return alternatives(false);
}

const known = new Map<string, Matcher>();

/** All the matches of an expression in a text – only the first where it is not global – and the steps it took. */
export function search(form: RegExp, text: string): { matches: string[]; steps: number } {
	const key = `${form.source}/${form.flags}`;
	const matcher = known.get(key) ?? compiled(form);
	known.set(key, matcher);
	const state: State = { text, steps: 0, captures: [] };
	const matches: string[] = [];
	for (let at = 0; at <= text.length; ) {
		state.captures = [];
		const end = matcher(state, at, (to) => to);
		if (end !== null) matches.push(text.slice(at, end));
		if (end !== null && !/[gy]/.test(form.flags)) break;
		at = end !== null && end > at ? end : at + lengthAt(text, at);
	}
	return { matches, steps: state.steps };
}
