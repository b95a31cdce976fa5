import { plain } from './fold';
import type { Person } from './person';
import { SHORTEST_ACCOUNT } from './person';
import { formsFor, sameForm } from './shortForms';

/** How two names fit. `fit`: 1 the same, 0 not at all. `other`: how sure it is that these are two people, 0 to 1. */
export interface Comparison {
	fit: number;
	other: number;
}

/** How well a given name, a surname or two initials fit by themselves. */
const GIVEN_NAME = 0.45;
const INITIALS = 0.3;

const UNKNOWN: Comparison = { fit: 0, other: 0 };

/** Letters of which a slip makes another name more often than not. */
const SHORTEST_SLIP = 4;

/** The parts of `a`, with those taken apart that `b` has as words of their own: penagarcia for Peña García, devries for de Vries. */
const takenApart = (a: Person, b: Person): string[] =>
	b.together.size === 0
		? a.parts
		: a.parts.flatMap((part) => b.together.get(plain(part)) ?? [part]);

/** Whether one slip of the keyboard makes one out of the other: a letter more, less, other, or two changed places. */
export function oneSlip(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < SHORTEST_SLIP)
		return false;
	let start = 0;
	while (start < a.length && a[start] === b[start]) start++;
	let endA = a.length;
	let endB = b.length;
	while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
		endA--;
		endB--;
	}
	const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)];
	if (restA.length <= 1 && restB.length <= 1) return true;
	return restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

const isInitialOf = (letter: string, part: string): boolean =>
	part[0] === letter || formsFor(part).some((form) => form[0] === letter);

/** Philipp and Phillip: the same letters, some of them doubled in one. */
function sameButDoubled(a: string, b: string): boolean {
	if (a[0] !== b[0] || Math.min(a.length, b.length) < SHORTEST_SLIP) return false;
	const single = (part: string) => part.replace(/(.)\1+/g, '$1');
	return single(a) === single(b);
}

function partFit(a: string, b: string): number {
	if (a === b || plain(a) === plain(b)) return 1;
	if (a.length === 1) return isInitialOf(a, b) ? 0.7 : 0;
	if (b.length === 1) return isInitialOf(b, a) ? 0.7 : 0;
	if (sameForm(a, b)) return 0.9;
	const [plainA, plainB] = [plain(a), plain(b)];
	return oneSlip(a, b) || oneSlip(plainA, plainB) || sameButDoubled(plainA, plainB) ? 0.8 : 0;
}

/** The best partner of each part, the surest first; parts without one count 0. */
function pairs(few: string[], many: string[]): number[] {
	const left = new Set(many);
	const ordered = [...few].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
	return ordered.map((part) => {
		let best = 0;
		let partner = '';
		for (const other of left) {
			const fit = partFit(part, other);
			if (fit > best) [best, partner] = [fit, other];
		}
		if (best > 0) left.delete(partner);
		return best;
	});
}

/** `jblake`, `blakej`, `jordanblake`, `jordanb`, for the parts jordan and blake; `wpenagarcia`. */
function isAccountOf(account: string, { parts, together }: Person): boolean {
	if (account.length < SHORTEST_ACCOUNT) return false;
	const [first, rest] = [account[0], plain(account.slice(1))];
	if (together.has(rest) && parts[0][0] === first) return true;
	return parts.some((one) =>
		parts.some(
			(two) =>
				one !== two &&
				(account === one + two ||
					(two.length > 1 && account === one[0] + two) ||
					(one.length > 2 && account === one + two[0])),
		),
	);
}

/** `jp` for jean and pierre. */
const areInitials = (letters: string, parts: string[]): boolean =>
	letters.length === 2 &&
	parts.some((part, place) => part[0] === letters[0] && parts[place + 1]?.[0] === letters[1]);

function compareSingle(single: string, person: Person): Comparison {
	const { parts } = person;
	if (single.length < 2) return UNKNOWN;
	if (isAccountOf(single, person)) return { fit: 0.85, other: 0 };
	if (areInitials(single, parts)) return { fit: INITIALS, other: 0 };
	const best = Math.max(...parts.map((part) => partFit(single, part)));
	if (best >= 0.8) return { fit: GIVEN_NAME * best, other: 0 };
	if (best > 0) return { fit: 0.2, other: 0 };
	return { fit: 0, other: single.length > 2 && parts.length > 1 ? 0.6 : 0.3 };
}

const isLatin = ({ parts }: Person) => parts.some((part) => /\p{Script=Latin}/u.test(part));

/** `jp moreau` for jean, pierre and moreau: the parts with the letters taken apart, where they are initials. */
function spreadInitials(few: string[], many: string[]): string[] {
	if (few.length >= many.length) return few;
	return few.flatMap((part) => {
		if (part.length !== 2 || many.includes(part)) return [part];
		const fits = [...part].every((letter) => many.some((other) => other[0] === letter));
		return fits ? [...part] : [part];
	});
}

/**
 * Compares two names whatever their order, accents, initials, short forms and single slips. A given name alone fits by
 * less than half; a shared surname with another given name is another person; names in two scripts cannot be compared.
 */
export function comparePeople(a: Person, b: Person): Comparison {
	if (isLatin(a) !== isLatin(b)) return UNKNOWN;
	const [ofA, ofB] = [takenApart(a, b), takenApart(b, a)];
	const [short, many, half, other] = ofA.length <= ofB.length ? [ofA, ofB, a, b] : [ofB, ofA, b, a];
	if (short.length === 1) return compareSingle(short[0], { ...other, parts: many });
	const few = spreadInitials(short, many);
	const fits = pairs(few, many);
	const matched = fits.filter((fit) => fit > 0);
	const whole = fits.some((fit) => fit >= 0.8);
	if (matched.length === fits.length) {
		const mean = matched.reduce((sum, fit) => sum + fit, 0) / fits.length;
		if (half.oneWord && many.length > few.length) return { fit: GIVEN_NAME * mean, other: 0 };
		return { fit: whole ? mean : GIVEN_NAME, other: 0 };
	}
	if (fits.length > 2 && fits.filter((fit) => fit >= 0.8).length >= 2)
		return { fit: GIVEN_NAME, other: 0 };
	return { fit: 0, other: matched.length > 0 ? 0.8 : 1 };
}

/** Expressions for each part of a name that has two and more, in folded text; empty where it has fewer. */
export function namedBy({ parts }: Person): RegExp[] {
	const long = parts.filter((part) => part.length > 1);
	if (long.length < 2) return [];
	return long.map((part) => {
		const spellings = plain(part).replace(/[aou]/g, '$&e?');
		return new RegExp(`(?<![\\p{L}\\p{N}])${spellings}(?![\\p{L}\\p{N}])`, 'u');
	});
}
