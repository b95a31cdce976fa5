import { fold, tokens } from './fold';
import { oneSlip } from './names';

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

/** A company as it is compared: the words of its name without legal forms. Empty where it has none. */
export const companyFrom = (text: string | null): string[] =>
	tokens(fold((text ?? '').slice(0, 120)))
		.filter((word) => !FORMS.has(word))
		.slice(0, 8);

/** The label of an e-mail address's domain that a company chose; `null` for a mail provider and for no address. */
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
export function companyFit(a: string[], b: string[]): number {
	if (a.length === 0 || b.length === 0) return 0;
	const [few, many] = a.length <= b.length ? [a, b] : [b, a];
	const found = few.filter((word) => many.some((other) => sameWord(word, other)));
	if (found.length === few.length) return few.length === many.length ? 1 : 0.85;
	if (found.length > 0) return found.length * 2 >= many.length ? 0.6 : 0.3;
	const initials = many.map((word) => word[0]).join('');
	const joined = few.join('');
	return many.length > 1 && joined.length > 1 && joined === initials ? 0.7 : 0;
}

/** Whether the domain is the company's: `northwind` or `northwind-studio` of Northwind Studio. */
export function ownsDomain(company: string[], label: string): boolean {
	const letters = label.replace(/[^\p{L}\p{N}]/gu, '');
	const joined = company.join('');
	if (letters.length < 3 || joined === '') return false;
	const first = company[0].length > 3 && letters === company[0];
	return letters === joined || first || (letters.length > 4 && joined.startsWith(letters));
}
