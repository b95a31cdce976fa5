import { chanceOf } from '../../fixtures/matching/chance.mts';
import type { Chance } from '../../fixtures/matching/chance.mts';
import { DIALECTS } from '../../fixtures/matching/dialects.mts';
import { FIRMS, NOBODIES } from '../../fixtures/matching/people.mts';
import { type MadeSession, makeSession } from '../../fixtures/matching/sessions.mts';
import {
	accountOf,
	agentName,
	DAY,
	type Draft,
	draft,
	HOUR,
	type Somebody,
	topicOf,
	type Wish,
} from '../../fixtures/matching/tickets.mts';

type Json = Record<string, unknown>;

/** A row of the ledger as the route leaves it, and what only the maker knows of it. */
export interface MadeRow {
	row: Json;
	/** Number at the desk of the ticket that it belongs to; null where there is none. */
	right: number | null;
	/** What the appliance would report. */
	session: Json;
}

export interface MadeWeeks {
	rows: MadeRow[];
	/** As HaloPSA lists them, with the numbers that a desk gives that has `FIRST - 1` tickets. */
	tickets: Json[];
}

interface Sizes {
	sessions: number;
	findable: number;
	tickets: number;
	/** Number of the desk's next ticket. */
	first: number;
	/** Milliseconds; the weeks before it. */
	until: number;
	seed?: number;
}

const WEEKS_OF_SESSIONS = 12 * DAY;

/** More people than the firms of the fixtures have: their given names and surnames, each pair once. */
function manyPeople(chance: Chance): Somebody[] {
	const givens = FIRMS.flatMap(({ people }) => people);
	const surnames = new Set(FIRMS.flatMap((firm) => firm.people.map(([, surname]) => surname)));
	const pairs = givens.flatMap((one) => [...surnames].map((surname) => ({ one, surname })));
	return chance.some(pairs, pairs.length).map(({ one: [given, , short], surname }, index) => {
		const firm = chance.pick(FIRMS);
		const host = `${firm.prefix}${String(index + 100)}`;
		const email = `${accountOf(given)}.${accountOf(surname)}@${firm.domain}`;
		return { firm, given, surname, short, host, email };
	});
}

/** Around the session, as desks open tickets: mostly before, some after, some days ago. */
const opened = (chance: Chance, start: number, end: number) =>
	chance.weighed([
		[55, start - chance.between(0.02, 2) * HOUR],
		[14, start - chance.between(2, 9) * HOUR],
		[15, start - chance.between(0.5, 3) * DAY],
		[16, end + chance.between(0.02, 2.5) * HOUR],
	]);

type Begun = MadeSession & Pick<Wish, 'person' | 'topic'>;

function wishFor(chance: Chance, { person, topic, start, end, host, staff }: Begun): Wish {
	const at = opened(chance, start, end);
	const touched = Math.max(at, end + chance.between(-0.3, 3) * HOUR);
	const agent = chance.is(0.72) ? staff[1] : chance.is(0.5) ? '' : agentName(chance);
	const closed = chance.is(0.4) ? touched : null;
	return { person, topic, opened: at, touched, closed, agent, host };
}

/** Somebody who reads the ledger and the desk's list could tell: by the name, or by the computer. */
function canBeTold({ session, host }: MadeSession, { customer, email, device }: Draft): boolean {
	const { name, hostname } = session.customer as { name: string; hostname?: string };
	const named = !NOBODIES.includes(name) && name !== host;
	return (named && `${customer}${email}` !== '') || (hostname === host && device === host);
}

/** As the route stores a session that says nobody. */
const NOBODY = 'Unknown customer';

function rowOf(session: Json, index: number): Json {
	const { sessionId, startedAt, endedAt, durationSeconds } = session;
	const customer = session.customer as Record<string, string | undefined>;
	const [person] = session.representatives as Array<{ privateName: string }>;
	return {
		key: `made:${String(sessionId)}`,
		sessionId,
		applianceId: 'made',
		state: 'unlinked',
		reason: 'no-link',
		linkKind: 'none',
		name: `${customer.name ?? NOBODY}, ${index}`,
		customer: customer.name ?? NOBODY,
		company: customer.company ?? null,
		hostname: customer.hostname ?? null,
		representative: person.privateName,
		startedAt,
		endedAt,
		durationSeconds,
		attempts: 1,
		raw: '{}',
	};
}

/**
 * Some weeks of a desk: sessions without a link, of which `findable` belong to a ticket, and tickets of which all others
 * belong to people who had no session. Names, hosts, words and times have the noise of `test/fixtures/matching`.
 * The same sizes and seed make the same weeks.
 */
export function makeWeeks({ sessions, findable, tickets, first, until, seed = 41 }: Sizes) {
	const chance = chanceOf(seed);
	const people = manyPeople(chance);
	const from = until - WEEKS_OF_SESSIONS;
	const begin = (person: Somebody, index: number) => {
		const topic = topicOf(chance, person.firm.language);
		const start = from + chance.between(0, 11.5) * DAY;
		const sessionId = `7ec0${(seed * 100_000 + index).toString(16).padStart(28, '0')}`;
		return { person, topic, ...makeSession(chance, sessionId, person, topic, start) };
	};
	const drafts: Array<{ one: Draft; of: number | null }> = [];
	const made = people.slice(0, sessions).map((person, index) => {
		let session = begin(person, index);
		if (index >= findable) return session;
		let one = draft(chance, '0', wishFor(chance, session));
		while (!canBeTold(session, one)) {
			session = begin(person, index);
			one = draft(chance, '0', wishFor(chance, session));
		}
		drafts.push({ one, of: index });
		return session;
	});
	for (let index = 0; index < tickets - findable; index += 1) {
		const person = chance.pick(people.slice(sessions));
		const at = from + chance.between(-10, 11.5) * DAY;
		const touched = at + chance.between(0.1, 60) * HOUR;
		const topic = topicOf(chance, person.firm.language);
		const closed = chance.is(0.6) ? touched : null;
		const agent = agentName(chance);
		const one = draft(chance, '0', { person, topic, opened: at, touched, closed, agent });
		drafts.push({ one, of: null });
	}
	// Desks count up with time.
	drafts.sort((a, b) => a.one.opened - b.one.opened);
	const right = new Map(drafts.map(({ of }, index) => [of, first + index]));
	return {
		rows: made.map(({ session }, index) => ({
			row: rowOf(session, index),
			right: right.get(index) ?? null,
			session,
		})),
		tickets: drafts.map(({ one }, index) => DIALECTS.halo({ ...one, id: `${first + index}` })),
	} satisfies MadeWeeks;
}
