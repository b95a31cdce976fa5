import type { Company } from './companies';
import { companyFit, companyFrom, domainLabel, ownsDomain } from './companies';
import type { Ticket } from './fields';
import { fold, standsIn } from './fold';
import type { Comparison } from './names';
import { comparePeople, namedBy } from './names';
import type { Person } from './person';
import { personFrom } from './person';
import type { Wanted } from './wanted';
import { BEGINNING, hostFrom } from './wanted';
import { unpadded } from '../link';
import { stemsOf } from './words';

/** What one ticket shares with the session, before it is weighed. */
export interface Facts {
	ticket: Ticket;
	email: { address: string; mentioned: boolean } | null;
	/** The best fit of the ticket's customer; `null` where either side names nobody. */
	name: Comparison | null;
	/** The session's customer stands in the ticket's text. */
	namedInText: boolean;
	/** 0 to 1; `null` where either side has no company. */
	company: number | null;
	/** The domain of an email address is that of the other side's company or address. */
	domain: string | null;
	host: { name: string; inField: boolean } | null;
	/** The ticket names a device, and it is another one. */
	otherDevice: boolean;
	representative: number;
	/** Shared stems: 1 where the summary has them, less where the details do. */
	stems: Map<string, number>;
	/** How many words the ticket's summary has that say something. */
	summaryStems: number;
	/** Where the session has the ticket's number: in its external key, called one, or bare. */
	number: 'key' | 'called' | 'bare' | null;
}

const IN_DETAILS = 0.6;
const ALIKE = 0.6;
const NEITHER: Comparison = { fit: 0, other: 0 };

/** The best fit; where nothing fits, the surest difference that no pair speaks against. */
function bestOf(comparisons: Comparison[]): Comparison {
	const best = comparisons.reduce((one, two) => (two.fit > one.fit ? two : one), NEITHER);
	if (best.fit > 0) return best;
	return { fit: 0, other: Math.min(...comparisons.map(({ other }) => other)) };
}

/** Remembers comparisons of a text that many tickets have, such as a company. */
export function remembering<Value>(compute: (text: string) => Value): (text: string) => Value {
	const known = new Map<string, Value>();
	return (text) => {
		const found = known.get(text);
		if (found !== undefined || known.has(text)) return found as Value;
		const value = compute(text);
		known.set(text, value);
		return value;
	};
}

const best = (people: Person[], text: string): Comparison | null => {
	const other = personFrom(text);
	if (other === null || people.length === 0) return null;
	return bestOf(people.map((one) => comparePeople(one, other)));
};

function domainOf(wanted: Wanted, ticket: Ticket, company: Company): string | null {
	for (const email of ticket.emails) {
		const label = domainLabel(email);
		if (label === null) continue;
		if (wanted.domains.has(label) || ownsDomain(wanted.company, label)) return label;
	}
	return [...wanted.domains].find((label) => ownsDomain(company, label)) ?? null;
}

function hostOf(wanted: Wanted, ticket: Ticket, text: string): Facts['host'] {
	const device = fold(ticket.device ?? '');
	for (const name of wanted.hosts) {
		if (hostFrom(device) === name || standsIn(name, device)) return { name, inField: true };
		if (standsIn(name, text)) return { name, inField: false };
	}
	return null;
}

/** Compound words count by their beginning: Etikett and Etikettendrucker. */
function sharedStem(wanted: Wanted, stem: string): [stem: string, part: number] | null {
	if (wanted.words.has(stem)) return [stem, 1];
	const alike =
		stem.length >= BEGINNING ? wanted.beginnings.get(stem.slice(0, BEGINNING)) : undefined;
	return alike === undefined ? null : [alike, ALIKE];
}

function stemsShared(wanted: Wanted, summary: Map<string, string>, details: Map<string, string>) {
	const shared = new Map<string, number>();
	const add = (stem: string, worth: number) => {
		const found = sharedStem(wanted, stem);
		if (!found) return;
		const [said, part] = found;
		shared.set(said, Math.max(shared.get(said) ?? 0, worth * part));
	};
	for (const stem of details.keys()) add(stem, IN_DETAILS);
	for (const stem of summary.keys()) add(stem, 1);
	return shared;
}

function numberOf({ numbers }: Wanted, { id }: Ticket): Facts['number'] {
	const folded = unpadded(fold(id));
	if (numbers.inKey.has(folded)) return 'key';
	if (numbers.called.has(folded)) return 'called';
	return numbers.bare.has(folded) ? 'bare' : null;
}

/** What a ticket is compared by, whatever the session. */
interface Texts {
	text: string;
	summaryStems: Map<string, string>;
	detailStems: Map<string, string>;
}

/** Tickets that are compared with many sessions are taken apart once. */
const takenApart = new WeakMap<Ticket, Texts>();

function textsOf(ticket: Ticket): Texts {
	const found = takenApart.get(ticket);
	if (found) return found;
	const summary = fold(ticket.summary ?? '');
	const details = fold(ticket.details ?? '');
	const texts = {
		text: `${summary}\n${details}`,
		summaryStems: stemsOf(summary),
		detailStems: stemsOf(details),
	};
	takenApart.set(ticket, texts);
	return texts;
}

/** A function that compares one ticket after the other with the session. */
export function comparer(wanted: Wanted): (ticket: Ticket) => Facts {
	const fits = remembering((text) => best(wanted.people, text));
	const named = wanted.people.map(namedBy).filter((parts) => parts.length > 0);
	const served = remembering((text) => best(wanted.representatives, text)?.fit ?? 0);
	const companyOf = remembering((text) => {
		const company = companyFrom(text);
		const known = wanted.company.words.length > 0 && company.words.length > 0;
		return { company, fit: known ? companyFit(wanted.company, company) : null };
	});
	return (ticket) => {
		const { text, summaryStems, detailStems } = textsOf(ticket);
		const { company, fit } = companyOf(ticket.company ?? '');
		const mentioned = ticket.emails.find((one) => wanted.mentionedEmails.has(one));
		const own = ticket.emails.find((one) => wanted.emails.has(one));
		const names = [ticket.customer ?? '', ...ticket.emails].map(fits);
		const known = names.filter((one) => one !== null);
		const host = hostOf(wanted, ticket, text);
		return {
			ticket,
			email:
				own !== undefined
					? { address: own, mentioned: false }
					: mentioned !== undefined
						? { address: mentioned, mentioned: true }
						: null,
			name: known.length > 0 ? bestOf(known) : null,
			namedInText: named.some((parts) => parts.every((part) => part.test(text))),
			company: fit,
			domain: domainOf(wanted, ticket, company),
			host,
			otherDevice: host === null && ticket.device !== null && wanted.hosts.length > 0,
			representative: served(ticket.representative ?? ''),
			stems: stemsShared(wanted, summaryStems, detailStems),
			summaryStems: summaryStems.size,
			number: numberOf(wanted, ticket),
		};
	};
}
