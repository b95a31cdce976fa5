import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { suggestTickets } from '../../../nodes/shared/session/match';
import type { Suggestion } from '../../../nodes/shared/session/match';
import { sessionFromJson } from '../../../nodes/shared/session/note';
import type { Session } from '../../../nodes/shared/session/model';
import { makeDesks } from '../../fixtures/matching/desks.mts';

export type Part = 'tuning' | 'heldOut' | 'handwritten';

/** A session, the tickets it may belong to, and the right one. See test/fixtures/matching/README.md. */
export interface MatchingCase {
	name: string;
	part: Part;
	session: Session;
	candidates: unknown[];
	right: string | null;
}

type Ticket = Record<string, unknown>;

const FOLDER = join(__dirname, '../../fixtures/matching');
const read = <Content,>(name: string): Content =>
	JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Content;

const idOf = (ticket: Ticket) => String(ticket.id ?? ticket.number ?? ticket.key);

interface Generated {
	case: string;
	part: Part;
	desk: string;
	right: string | null;
	session: unknown;
	candidates: string[];
}

interface Handwritten {
	case: string;
	right: string | null;
	fill: [desk: string, count: number];
	session: {
		name: string;
		company?: string;
		host?: string;
		from: string;
		minutes: number;
		rep: [string, string, string];
		attributes?: object;
		chat: string[];
		notes?: string[];
	};
	candidates: Ticket[];
}

function sessionOf(
	{ name, company, host, from, minutes, rep, attributes, chat, notes = [] }: Handwritten['session'],
	number: number,
): Session {
	const start = Date.parse(`${from}:00Z`);
	const [publicName, privateName, username] = rep;
	return sessionFromJson({
		sessionId: `5e56${String(number).padStart(28, '0')}`,
		startedAt: new Date(start).toISOString(),
		endedAt: new Date(start + minutes * 60_000).toISOString(),
		durationSeconds: minutes * 60,
		customer: { name, company, hostname: host },
		representatives: [{ publicName, privateName, username, primary: true }],
		transcript: chat.map((line, index) => ({
			at: new Date(start + index * 30_000).toISOString(),
			from: { type: line.startsWith('c: ') ? 'customer' : 'representative' },
			text: line.slice(3),
		})),
		notes: notes.map((text) => ({ text })),
		attributes,
	});
}

function caseOf(
	{ case: name, part, session, candidates, right }: Generated,
	all: Ticket[],
): MatchingCase {
	const tickets = new Map(all.map((ticket) => [idOf(ticket), ticket]));
	return {
		name,
		part,
		session: sessionFromJson(session),
		candidates: candidates.map((id) => tickets.get(id)),
		right,
	};
}

/** Cases of another seed than the committed ones, spelled as in a file. */
export function freshCases(seed: number): MatchingCase[] {
	const desks = JSON.parse(JSON.stringify(makeDesks(seed))) as Array<{
		cases: Generated[];
		tickets: Ticket[];
	}>;
	return desks.flatMap(({ cases, tickets }) => cases.map((one) => caseOf(one, tickets)));
}

export function matchingCases(): MatchingCase[] {
	const desks = read<Record<string, Ticket[]>>('tickets');
	const generated = read<Generated[]>('generated').map((one) => caseOf(one, desks[one.desk]));
	const handwritten = read<Handwritten[]>('handwritten').map((one, index): MatchingCase => {
		const [desk, count] = one.fill;
		return {
			name: one.case,
			part: 'handwritten',
			session: sessionOf(one.session, index),
			candidates: [...one.candidates, ...desks[desk].slice(index, index + count)],
			right: one.right,
		};
	});
	return [...generated, ...handwritten];
}

export interface Measured {
	withTicket: number;
	first: number;
	firstThree: number;
	withoutTicket: number;
	silent: number;
	missed: Array<{ one: MatchingCase; suggestions: Suggestion[] }>;
}

/** How often the right ticket comes first and among the first three, and how often nothing comes where none is right. */
export function measure(cases: MatchingCase[]): Measured {
	const result: Measured = {
		withTicket: 0,
		first: 0,
		firstThree: 0,
		withoutTicket: 0,
		silent: 0,
		missed: [],
	};
	for (const one of cases) {
		const suggestions = suggestTickets(one.session, one.candidates);
		const place = suggestions.findIndex(({ id }) => id === one.right);
		if (one.right === null) {
			result.withoutTicket++;
			if (suggestions.length === 0) result.silent++;
		} else {
			result.withTicket++;
			if (place === 0) result.first++;
			if (place >= 0 && place < 3) result.firstThree++;
		}
		const good = one.right === null ? suggestions.length === 0 : place === 0;
		if (!good) result.missed.push({ one, suggestions });
	}
	return result;
}
