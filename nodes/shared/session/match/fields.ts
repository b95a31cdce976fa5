import { InputError } from '../errors';
import { isoFromMilliseconds, isoFromText } from '../time';
import { cut } from '../text';
import { INNER, INNER_EMAIL, NAMES, WRAPPERS } from './fieldNames';

type Json = Record<string, unknown>;

/** A ticket of any desk, as far as it could be read. Times in milliseconds since 1970. */
export interface Ticket {
	id: string;
	summary: string | null;
	details: string | null;
	customer: string | null;
	emails: string[];
	company: string | null;
	representative: string | null;
	device: string | null;
	status: string | null;
	closed: boolean;
	openedAt: number | null;
	updatedAt: number | null;
	closedAt: number | null;
}

const MOST_FIELDS = 1_000;
export const LONGEST = { short: 300, details: 1_500 };

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const bare = (name: string) =>
	name
		.slice(0, 60)
		.replace(/[_\-\s]/g, '')
		.toLowerCase();

const BARE = Object.fromEntries(
	Object.entries(NAMES).map(([field, names]) => [field, names.map(bare)]),
) as Record<keyof typeof NAMES, string[]>;

const PERSON = ['firstname', 'lastname'];
const KNOWN = new Set([
	...Object.values(BARE).flat(),
	...[...INNER, ...INNER_EMAIL, ...WRAPPERS, ...PERSON].map(bare),
]);

/** A ticket of Halo has hundreds of fields, all with the same names: each name is looked at once. */
const spelled = new Map<string, string | null>();
const MOST_REMEMBERED = 5_000;

function knownName(name: string): string | null {
	const found = spelled.get(name);
	if (found !== undefined) return found;
	const plain = bare(name);
	const known = KNOWN.has(plain) ? plain : null;
	if (spelled.size >= MOST_REMEMBERED) spelled.clear();
	if (name.length <= 60) spelled.set(name, known);
	return known;
}

/** The fields by their bare names. The first of two that are alike counts; a wrapper's own come after the outer ones. */
function fieldsOf(candidate: Json): Map<string, unknown> {
	const found = new Map<string, unknown>();
	const add = (object: Json) => {
		for (const name of Object.keys(object).slice(0, MOST_FIELDS)) {
			const known = knownName(name);
			if (known === null || found.has(known)) continue;
			const value = object[name];
			if (value !== null && value !== undefined && value !== '') found.set(known, value);
		}
	};
	add(candidate);
	for (const wrapper of WRAPPERS) {
		const inside = found.get(wrapper);
		if (isObject(inside)) add(inside);
	}
	return found;
}

function plainText(value: unknown, longest: number): string | null {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	if (typeof value !== 'string') return null;
	return cut(value, longest).trim() || null;
}

function textOf(value: unknown, longest: number): string | null {
	if (!isObject(value)) return plainText(value, longest);
	const inner = fieldsOf(value);
	for (const name of INNER) {
		const text = plainText(inner.get(bare(name)), longest);
		if (text !== null) return text;
	}
	const [first, last] = PERSON.map((name) => plainText(inner.get(name), longest));
	return [first, last].filter((part) => part !== null).join(' ') || null;
}

/** Halo's HTML details and others' mark-up to words; what looks like a tag is gone, whatever it is. */
const withoutTags = (text: string | null): string | null =>
	text?.includes('<') ? text.replace(/<[^<>]{0,300}>/g, ' ').trim() || null : text;

/** ISO 8601, `2026-11-22 10:00:00`, or Unix time in seconds or milliseconds. Halo's year 1 is no time. */
function timeOf(value: unknown): number | null {
	const text = plainText(isObject(value) ? textOf(value, 60) : value, 60);
	if (text === null) return null;
	if (/^\d{9,13}$/.test(text)) return Number(text) * (text.length > 11 ? 1 : 1_000);
	const minutes = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d$/.test(text) ? `${text}:00` : text;
	const iso = isoFromText(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T12:00:00` : minutes);
	return iso === null ? null : Date.parse(iso);
}

const CLOSED =
	/^(?:closed|resolved|solved|done|completed?|cancell?ed|geschlossen|gel[oö]st|erledigt|ferm[eé]|r[eé]solu|clos|cerrad[oa]|resuelt[oa]|gesloten|opgelost|afgesloten)/i;

const EMAIL = /^[^\s@<>]{1,64}@[^\s@<>]{1,190}\.[^\s@<>]{2,60}$/;

/** Email addresses in a text, folded; at most `most`. */
export function emailsIn(text: string, most = 10): string[] {
	const found = new Set<string>();
	if (!text.includes('@')) return [];
	for (const word of text.split(/[\s<>()[\]{},;:"'|]+/)) {
		const address = word.replace(/^[.!?]+|[.!?]+$/g, '');
		if (address.includes('@') && EMAIL.test(address)) found.add(address.toLowerCase());
		if (found.size >= most) break;
	}
	return [...found];
}

function emailsOf(fields: Map<string, unknown>): string[] {
	const texts = BARE.email.map((name) => textOf(fields.get(name), LONGEST.short));
	for (const name of BARE.customer) {
		const value = fields.get(name);
		if (!isObject(value)) texts.push(plainText(value, LONGEST.short));
		else {
			const inner = fieldsOf(value);
			texts.push(...INNER_EMAIL.map((one) => plainText(inner.get(bare(one)), LONGEST.short)));
		}
	}
	return [...new Set(texts.flatMap((text) => (text === null ? [] : emailsIn(text))))];
}

const isYes = (value: unknown) => value === true || value === 1 || value === 'true';

export const CANDIDATES_ADVICE =
	"Pass in the tickets as the desk lists them, for example {{ $('Get the tickets').all().map((item) => item.json) }}.";

const badCandidate = (message: string) => new InputError(message, CANDIDATES_ADVICE, 'Candidates');

/** A candidate of any desk to a Ticket; fields nobody knows are left aside. Throws InputError ('Candidates'). */
export function ticketFrom(candidate: unknown, index: number): Ticket {
	if (!isObject(candidate)) throw badCandidate(`Candidate ${index + 1} is not an object.`);
	const fields = fieldsOf(candidate);
	const read = (field: keyof typeof NAMES, longest = LONGEST.short) => {
		for (const name of BARE[field]) {
			const text = textOf(fields.get(name), longest);
			if (text !== null) return text;
		}
		return null;
	};
	const readTime = (field: 'openedAt' | 'updatedAt' | 'closedAt') => {
		for (const name of BARE[field]) {
			const time = timeOf(fields.get(name));
			if (time !== null) return time;
		}
		return null;
	};
	const id = read('id', 100);
	if (id === null) throw badCandidate(`Candidate ${index + 1} has no 'id'.`);
	const status = read('status', 60);
	const closedAt = readTime('closedAt');
	return {
		id,
		summary: withoutTags(read('summary')),
		details: withoutTags(read('details', LONGEST.details)),
		customer: read('customer', 80),
		emails: emailsOf(fields),
		company: read('company', 120),
		representative: read('representative', 80),
		device: read('device', 120),
		status,
		closed:
			closedAt !== null ||
			CLOSED.test(status ?? '') ||
			BARE.closed.some((name) => isYes(fields.get(name))),
		openedAt: readTime('openedAt'),
		updatedAt: readTime('updatedAt'),
		closedAt,
	};
}

/** Candidates as the parameter holds them, or its text as JSON. Throws InputError ('Candidates'). */
export function ticketsFrom(candidates: unknown): Ticket[] {
	if (!Array.isArray(candidates))
		throw badCandidate('The candidates are not a list (a JSON array).');
	return (candidates as unknown[]).map(ticketFrom);
}

export const iso = (time: number | null): string | null =>
	time === null ? null : isoFromMilliseconds(time);
