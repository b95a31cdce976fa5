import { fold, plain, tokens } from './fold';
import { oneSlip } from './names';

/** A company as it is compared. */
export interface Company {
	/** The words of its name without legal forms; empty where it has none. */
	words: string[];
	/** The first letters of these words, and of all its words. */
	initials: string[];
}

const FORMS = new Set(
	(
		'ltd limited llc llp inc incorporated corp corporation co company plc gmbh ag kg kgaa ohg gbr mbh ug se sa sas sarl ' +
		'srl sl slu sau bv nv vof cv oy ab as aps spa mbb partg the und and et y en group gruppe groupe grupo groep holding'
	).split(' '),
);

/** Mail providers: such a domain says nothing about a company. */
const PROVIDERS = new Set(
	(
		'gmail googlemail outlook hotmail live msn yahoo icloud me mac aol gmx web t-online freenet orange free laposte wanadoo ' +
		'proton protonmail mail ziggo kpnmail planet terra telefonica bluewin'
	).split(' '),
);

const SECOND_LEVEL = new Set(['co', 'com', 'org', 'net', 'ac', 'gov']);

const MOST_WORDS = 8;

const initialsOf = (words: string[]) => words.map((word) => word[0]).join('');

/** B.V., S.A.R.L. */
const withoutDots = (text: string) =>
	text.replace(/\b(?:\p{L}\.){2,6}/gu, (letters) => letters.replace(/\./g, ''));

/** The company of that name; without words where the text has none. */
export function companyFrom(text: string | null): Company {
	const all = tokens(fold(withoutDots((text ?? '').slice(0, 120))));
	const words = all.filter((word) => !FORMS.has(word)).slice(0, MOST_WORDS);
	const initials = [words, all].filter(({ length }) => length > 1).map(initialsOf);
	return { words, initials };
}

/** The label of an email address's domain that a company chose; `null` for an email provider and for no address. */
export function domainLabel(email: string): string | null {
	const labels = fold(email.slice(email.lastIndexOf('@') + 1)).split('.');
	if (labels.length < 2) return null;
	const place = labels.length > 2 && SECOND_LEVEL.has(labels[labels.length - 2]) ? 3 : 2;
	const label = labels[labels.length - place];
	return label === '' || PROVIDERS.has(label) ? null : label;
}

const sameWord = (a: string, b: string): boolean =>
	a === b || oneSlip(a, b) || (a.length > 4 && b.includes(a)) || (b.length > 4 && a.includes(b));

/** How two company names fit: 1 the same words, 0.6 and more likely the same, 0 nothing in common. */
export function companyFit(a: Company, b: Company): number {
	if (a.words.length === 0 || b.words.length === 0) return 0;
	const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
	const [few, many] = [short.words, long.words];
	const found = few.filter((word) => many.some((other) => sameWord(word, other)));
	if (found.length === few.length) return few.length === many.length ? 1 : 0.85;
	if (found.length > 0) return found.length * 2 >= many.length ? 0.6 : 0.3;
	const joined = few.join('');
	return joined.length > 1 && long.initials.includes(joined) ? 0.7 : 0;
}

/**
 * Whether the domain is the company's: `northwind`, `northwind-studio` or `studio-northwind` of Northwind Studio, `bergbouw` of
 * Van der Berg Bouw. Umlauts spelled out are no difference.
 */
export function ownsDomain({ words }: Company, label: string): boolean {
	const letters = plain(label.replace(/[^\p{L}\p{N}]/gu, ''));
	if (letters.length < 3 || words.length === 0) return false;
	const own = words.map(plain);
	const ends = own.map((_, place) => own.slice(place).join(''));
	if (letters === ends[0] || (own[0].length > 3 && letters === own[0])) return true;
	if (letters.length > 4 && ends[0].startsWith(letters)) return true;
	if (own.length > 2 && letters.length > 5 && ends.slice(1, -1).includes(letters)) return true;
	const parts = label.split('-').map(plain);
	const known = (part: string) => part.length > 2 && own.some((word) => sameWord(part, word));
	return parts.length > 1 && parts.every(known);
}
