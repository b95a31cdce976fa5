import { cleaned, cut } from '../text';
import type { Facts } from './facts';
import { comparePeople } from './names';
import type { Person } from './person';
import { personFrom } from './person';
import type { Evidence } from './times';
import { timesOf } from './times';
import type { Wanted } from './wanted';

/** Points of each kind of evidence at its surest. See docs/matching.md. */
export const POINTS = {
	numberInKey: 52,
	number: 42,
	bareNumber: 22,
	email: 41,
	mentionedEmail: 36,
	name: 38,
	namedInText: 26,
	otherName: -20,
	device: 34,
	hostInText: 30,
	otherDevice: -5,
	company: 12,
	otherCompany: -12,
	representative: 9,
	words: 34,
	noWords: -5,
};

/** Points of a score of 0.5, and points by which the odds double. */
const HALF = 45;
const DOUBLING = 7;

/** What a second sign of the same person or computer adds, of its own points. */
const ADDED = 0.15;

/** How much the name of a computer says of whose it is, beside the company itself. */
const BY_COMPUTER = 0.7;

/** A part of a name is worth so much more where only one customer of at least `ENOUGH` candidates has it. */
const ONLY_ONE = 1.6;
const ENOUGH = 10;
const SEVERAL = 3;

/** A session with fewer words than this can well be about a ticket without saying so. */
const TALKATIVE = 8;

/** How many candidates share what the session has. */
export interface Shares {
	candidates: number;
	company: number;
	host: number;
	stems: Map<string, number>;
	/** How many customers there are whose name fits in part. */
	partialNames: number;
}

export function sharesOf(facts: Facts[]): Shares {
	const stems = new Map<string, number>();
	for (const one of facts) {
		for (const stem of one.stems.keys()) stems.set(stem, (stems.get(stem) ?? 0) + 1);
	}
	const company = facts.filter((one) => fitsCompany(one)).length;
	const host = facts.filter((one) => one.host !== null).length;
	return { candidates: facts.length, company, host, stems, partialNames: partlyNamed(facts) };
}

/** Different people among the customers whose name fits in part, in whatever order they come; counted up to `SEVERAL`. */
function partlyNamed(facts: Facts[]): number {
	const people = new Map<string, Person>();
	for (const { name, ticket } of facts) {
		if (!name || name.fit === 0 || name.fit > 0.5) continue;
		const person = personFrom(ticket.customer) ?? personFrom(ticket.emails[0] ?? null);
		if (person) people.set([...person.parts].sort().join(' '), person);
	}
	const different: Person[] = [];
	for (const spelled of [...people.keys()].sort()) {
		const person = people.get(spelled);
		if (!person || different.some((one) => comparePeople(one, person).fit > 0)) continue;
		different.push(person);
		if (different.length === SEVERAL) break;
	}
	return different.length;
}

const fitsCompany = ({ company, domain }: Facts) => (company ?? 0) >= 0.6 || domain !== null;

const shown = (text: string | null, length = 60) =>
	cut(cleaned(text ?? '').replace(/\s+/g, ' '), length).trim();

/** What many candidates share tells them apart less: 1 for one or two of them, then less, never below `least`. */
const rarity = (sharing: number, least: number) =>
	sharing <= 2 ? 1 : Math.max(least, 1 / (1 + Math.log2(sharing / 2) / 2));

function byName({ name, ticket }: Facts, shares: Shares): Evidence | null {
	if (name === null || name.fit === 0) return null;
	const who = shown(ticket.customer ?? ticket.emails[0]);
	if (name.fit > 0.5) {
		const how = name.fit >= 0.95 ? 'Same customer' : 'Customer’s name matches';
		return { points: name.fit * POINTS.name, reason: `${how}: ${who}.` };
	}
	const only = shares.partialNames === 1 && shares.candidates >= ENOUGH;
	return {
		points: name.fit * POINTS.name * (only ? ONLY_ONE : 1),
		reason: `Part of the customer’s name matches${only ? ', and nobody else’s' : ''}: ${who}.`,
	};
}

function byEmail({ email }: Facts): Evidence | null {
	if (email === null) return null;
	const address = shown(email.address);
	return email.mentioned
		? { points: POINTS.mentionedEmail, reason: `Address from the chat: ${address}.` }
		: { points: POINTS.email, reason: `Same email address: ${address}.` };
}

function byHost({ host }: Facts, shares: Shares): Evidence | null {
	if (host === null) return null;
	const where = host.inField ? 'Same computer' : 'The ticket names the computer';
	return {
		points: (host.inField ? POINTS.device : POINTS.hostInText) * rarity(shares.host, 0.4),
		reason: `${where}: ${shown(host.name)}.`,
	};
}

/** Who it is. Name, address and computer say the same thing: the surest counts, the others add to it. */
function identity(facts: Facts, shares: Shares): Evidence[] {
	const { name, namedInText, ticket } = facts;
	const who = [byEmail(facts), byName(facts, shares), byHost(facts, shares)].filter(
		(one) => one !== null,
	);
	if (namedInText && !(name && name.fit > 0.5)) {
		who.push({ points: POINTS.namedInText, reason: 'The ticket names the customer in its text.' });
	}
	who.sort((a, b) => b.points - a.points);
	const list = who.map(({ points, reason }, place) => ({
		points: place === 0 ? points : points * ADDED,
		reason,
	}));
	if (name && name.other > 0 && !facts.email && !namedInText) {
		const reason = `Another customer: ${shown(ticket.customer ?? ticket.emails[0])}.`;
		list.push({ points: name.other * POINTS.otherName, reason });
	}
	if (facts.otherDevice) {
		list.push({ points: POINTS.otherDevice, reason: `Another device: ${shown(ticket.device)}.` });
	}
	return list;
}

function employer(facts: Facts, { companyByComputer }: Wanted, shares: Shares): Evidence | null {
	const { company, domain, ticket } = facts;
	if (companyByComputer) {
		const whose = shown(ticket.company ?? domain);
		if (!fitsCompany(facts)) {
			const reason = `The computer is not named like those of ${whose}.`;
			return company === 0 ? { points: POINTS.otherCompany * BY_COMPUTER, reason } : null;
		}
		const points = POINTS.company * rarity(shares.company, 0.5) * BY_COMPUTER;
		return { points, reason: `The computer is named like those of ${whose}.` };
	}
	if (!fitsCompany(facts)) {
		const reason = `Another company: ${shown(ticket.company)}.`;
		return company === 0 ? { points: POINTS.otherCompany, reason } : null;
	}
	const byField = (company ?? 0) >= 0.6;
	const fit = Math.max(company ?? 0, domain === null ? 0 : 0.85);
	return {
		points: POINTS.company * fit * rarity(shares.company, 0.5),
		reason: byField
			? `Same company: ${shown(ticket.company)}.`
			: `The email domain is the company’s: ${shown(domain)}.`,
	};
}

/** A word that most candidates have says little, a word with digits in it much. */
function weightOf(stem: string, { stems, candidates }: Shares): number {
	const seen = stems.get(stem) ?? 1;
	const rare = Math.log((candidates + 4) / (seen + 1)) / Math.log((candidates + 4) / 2);
	return Math.max(0.1, rare) * (/\d/.test(stem) ? 2.2 : 1);
}

function wording(facts: Facts, wanted: Wanted, shares: Shares): Evidence | null {
	if (facts.stems.size === 0) {
		const silent = wanted.words.size < TALKATIVE || facts.summaryStems < 2;
		return silent
			? null
			: { points: POINTS.noWords, reason: 'The chat has no words from the ticket’s summary.' };
	}
	const weighed = [...facts.stems].map(
		([stem, where]) => [stem, where * weightOf(stem, shares)] as const,
	);
	const sum = weighed.reduce((total, [, weight]) => total + weight, 0);
	const most = [...weighed].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 5);
	const words = most.map(([stem]) => shown(wanted.words.get(stem) ?? stem, 30)).join(', ');
	return {
		points: POINTS.words * (1 - Math.exp(-sum / 2)),
		reason: `Words of the session in the ticket: ${words}.`,
	};
}

function numbered({ number, ticket }: Facts): Evidence | null {
	if (number === null) return null;
	if (number === 'key') {
		const reason = `The external key names ${shown(ticket.id, 30)}.`;
		return { points: POINTS.numberInKey, reason };
	}
	const points = number === 'called' ? POINTS.number : POINTS.bareNumber;
	return { points, reason: `The session mentions ${shown(ticket.id, 30)}.` };
}

/** All evidence for and against one ticket, the weightiest first. */
export function evidenceOf(facts: Facts, wanted: Wanted, shares: Shares): Evidence[] {
	const { ticket } = facts;
	const list = [
		numbered(facts),
		...identity(facts, shares),
		employer(facts, wanted, shares),
		...timesOf(ticket, wanted),
		wording(facts, wanted, shares),
	].filter((one) => one !== null);
	if (facts.representative >= 0.6) {
		const points = POINTS.representative * facts.representative;
		list.push({ points, reason: `Same representative: ${shown(ticket.representative)}.` });
	}
	return list.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
}

/** Points to a score between 0 and 1: `HALF` are 0.5, and every `DOUBLING` points more double the odds. */
export const scoreOf = (points: number): number => 1 / (1 + 2 ** ((HALF - points) / DOUBLING));
