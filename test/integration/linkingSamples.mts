import { itemOf } from '../../nodes/shared/ledger/ask';
import { checkIn, decide } from '../../nodes/shared/linking/one';
import type { Wanted } from '../../nodes/shared/linking/state';
import { ended, ID, settings } from '../unit/ledger/ended.mts';
import { chosen, NOW, opened, row, technicians, ticket } from '../unit/linking/form.mts';

const person = { by: 'Alex Morgan', agentId: '21', email: 'alex@example.com' };
const wanted: Wanted = {
	...person,
	...{ action: 'link', sessionId: ID, ticketId: '1201', other: null },
};
const before = row(1, { key: ID, sessionId: ID });
const given = { ...wanted, settings, tables: {} };
const tables = { beyondtrust_sessions: 'a' };
const answer = { contract: 1, tickets: [ticket(1201)] };

function decided() {
	const checkedIn = {
		...checkIn(wanted, before, settings, NOW),
		...{ goes: 'known' as const, before, settings },
	};
	const read = ended();
	const facts = { checkedIn, before, read, technicians, settings };
	const decision = decide(wanted, { ...facts, system: 'halo', marker: 'the marker' }, NOW);
	return { checkedIn, decision: itemOf(decision, checkedIn, read, technicians) };
}

/** Parameters of one run of each operation of the linking. */
export const linkingSamples: Record<string, () => object> = {
	// A page that nobody answered.
	'linking/answer': () => ({
		submitted: {},
		state: opened('link').state,
		technicians,
		settings,
		tables,
	}),
	'linking/checkIn': () => ({ wanted: given, row: before }),
	'linking/checkOut': () => ({
		wanted: given,
		decision: decided().decision,
		answer: { contract: 1, outcome: 'written', ticketId: '1201', noteId: '4' },
	}),
	'linking/decide': () => ({ wanted: given, checkedIn: decided().checkedIn, session: ended() }),
	'linking/page': () => ({
		...{ state: chosen('unlink', []).state, theirs: [], reports: [], technicians, settings },
	}),
	'linking/reconcile': () => ({
		...{ rows: [before], rowsOfChats: [], answer, technicians, tables },
		settings: { ...settings, linkAutomatically: true, linkThreshold: 1 },
	}),
	'linking/report': () => ({ settings }),
	'linking/toAsk': () => ({ rows: [before], rowsOfChats: [], settings }),
};
