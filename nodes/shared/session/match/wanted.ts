import type { Session } from '../model';
import type { Company } from './companies';
import { companyFrom, domainLabel } from './companies';
import { withoutDates } from './dates';
import { emailsIn } from './fields';
import { unpadded } from '../link';
import { fold } from './fold';
import type { Person } from './person';
import { personFrom } from './person';
import { stemsOf } from './words';

/** What is known of a session that a ticket could share: read once, compared with each candidate. */
export interface Wanted {
	people: Person[];
	/** The customer's own, and such as were mentioned in the chat or the notes. */
	emails: Set<string>;
	mentionedEmails: Set<string>;
	company: Company;
	/** It is not the session that says so, but how its computer is named. */
	companyByComputer: boolean;
	domains: Set<string>;
	hosts: string[];
	representatives: Person[];
	/** Stem to the word that had it. */
	words: Map<string, string>;
	/** The first `BEGINNING` letters of long stems to the stem. */
	beginnings: Map<string, string>;
	/** What could be a ticket's number, folded: in the external key, or in the chat with the mark or word before it, or bare. */
	numbers: { inKey: Set<string>; called: Set<string>; bare: Set<string> };
	/** Milliseconds since 1970. */
	from: number | null;
	to: number | null;
}

export const BEGINNING = 6;

const LONGEST_LINE = 500;
const LONGEST_CHAT = 30_000;

/** Names that many computers have. */
const COMMON_HOST =
	/^(?:localhost|desktop|laptop|computer|pc|workstation|unknown|server|host|macbook(?: ?pro| ?air)?|imac)$/;

export const hostFrom = (text: string | null): string => {
	const host = fold((text ?? '').slice(0, 120).trim()).replace(
		/\.(?:local|lan|home|fritz\.box|[a-z0-9-]+\.[a-z.]{2,20})$/,
		'',
	);
	return host.length < 3 || COMMON_HOST.test(host) ? '' : host;
};

/** What was said and noted, at most `LONGEST_CHAT` characters of it. */
function saidIn({ customer, transcript, notes }: Session): string {
	const lines = [
		customer.issue,
		customer.details,
		...transcript.filter(({ from }) => from.type !== 'system').map(({ text }) => text),
		...notes.map(({ text }) => text),
	];
	const said: string[] = [];
	let left = LONGEST_CHAT;
	for (const line of lines) {
		if (left <= 0) break;
		if (line === null || line === '') continue;
		const part = line.slice(0, Math.min(left, LONGEST_LINE));
		said.push(part);
		left -= part.length + 1;
	}
	return said.join('\n');
}

/** `#4711`, `ticket 4711`, `INC0012345`, `ABC-12` are called so; any other number of four to ten digits is bare. */
function numbersSaid(folded: string): Pick<Wanted['numbers'], 'called' | 'bare'> {
	const called = new Set<string>();
	const bare = new Set<string>();
	const marked =
		/(?:#|\b(?:ticket|case|incident|request|ref|reference|vorgang|anfrage|dossier|caso|melding)(?: ?(?:number|no|nr|id|numero|nummer))?[.:]?) ?#?([a-z]{0,8}-?\d{2,10})\b/g;
	for (const [, number] of folded.matchAll(marked)) called.add(unpadded(number));
	for (const [number] of folded.matchAll(/\b[a-z]{2,8}-?\d{2,10}\b/g)) called.add(number);
	for (const [number] of folded.matchAll(/\b\d{4,10}\b/g)) bare.add(unpadded(number));
	return { called, bare };
}

/**
 * Numbers in an external key that names a ticket in words: a subject's tag, "SR 1201", an address with an ID. An id of a
 * link that leads somewhere counts too, since a session may stay unlinked in spite of it. The year of a date names none.
 */
function numbersInKey({ externalKey, link }: Session): Set<string> {
	const found = new Set<string>();
	if (link.kind === 'chat') return found;
	const folded = withoutDates(fold((externalKey ?? '').slice(0, LONGEST_LINE)));
	if (link.id !== null) found.add(unpadded(fold(link.id)));
	for (const number of numbersSaid(folded).called) found.add(number);
	for (const [number] of folded.matchAll(/(?<![\d.,])\d{3,20}(?!\d|[.,]\d)/g))
		found.add(unpadded(number));
	return found;
}

const time = (text: string | null): number | null => (text === null ? null : Date.parse(text));

function period({ startedAt, endedAt, durationSeconds, transcript }: Session) {
	const start = time(startedAt);
	const end = time(endedAt);
	const said = transcript.flatMap(({ at }) => (at === null ? [] : [Date.parse(at)]));
	const seconds = (durationSeconds ?? 0) * 1_000;
	const from = start ?? said[0] ?? (end === null ? null : end - seconds);
	const to = end ?? (from === null ? null : Math.max(from + seconds, said.at(-1) ?? from));
	return { from, to: from !== null && to !== null ? Math.max(from, to) : to };
}

const present = <Value>(list: Array<Value | null>): Value[] =>
	list.filter((one): one is Value => one !== null);

/**
 * The session, made ready for comparison. `companyOf` tells whose a computer is by its name; it is asked where the session names
 * no company.
 */
export function wantedOf(
	session: Session,
	companyOf: (host: string | null) => string | null,
): Wanted {
	const { customer, representatives, primaryRepresentative } = session;
	const said = saidIn(session);
	const hosts = [hostFrom(customer.hostname)].filter((host) => host !== '');
	const own = [customer.name, customer.username, ...Object.values(session.attributes)];
	const emails = new Set(own.flatMap((text) => emailsIn((text ?? '').slice(0, 300))));
	const names = [customer.name, customer.username, ...emails].filter(
		(name) => name !== null && !hosts.includes(hostFrom(name)),
	);
	const named = companyFrom(customer.company);
	const companyByComputer = named.words.length === 0;
	const company = companyByComputer ? companyFrom(companyOf(customer.hostname)) : named;
	const staff = primaryRepresentative
		? [primaryRepresentative, ...representatives]
		: representatives;
	const folded = fold(said);
	const words = stemsOf(folded);
	return {
		people: distinct(present(names.map(personFrom))).filter(
			({ parts }) => parts.join('') !== named.words.join(''),
		),
		emails,
		mentionedEmails: new Set(emailsIn(said)),
		company,
		companyByComputer,
		domains: new Set(present([...emails].map(domainLabel))),
		hosts,
		representatives: distinct(
			present(
				staff
					.slice(0, 10)
					.flatMap((one) => [one.publicName, one.privateName, one.username].map(personFrom)),
			),
		),
		words,
		beginnings: new Map(
			[...words.keys()]
				.filter((stem) => stem.length >= BEGINNING && !/\d/.test(stem))
				.map((stem) => [stem.slice(0, BEGINNING), stem]),
		),
		numbers: { inKey: numbersInKey(session), ...numbersSaid(folded) },
		...period(session),
	};
}

function distinct(people: Person[]): Person[] {
	const known = new Map(people.map((person) => [person.parts.join(' '), person]));
	return [...known.values()].slice(0, 12);
}
