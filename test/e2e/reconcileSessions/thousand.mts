import { type MadeRow, makeWeeks } from '../../fixtures/matching/weeks.mts';
import type { Json } from '../../harness/api.mts';
import { rig } from './again.mts';

/** In percent; fewer than with the usual one, because each that is linked takes its time. */
const THRESHOLD = 95;
const FINDABLE = 200;

/** `1234 (0.83): why` */
function suggestionOf(row: Json | undefined): { ticket: number; score: number } | null {
	const [, ticket, score] = /^(\d+) \(([\d.]+)\): /.exec(String(row?.suggestion ?? '')) ?? [];
	return ticket ? { ticket: Number(ticket), score: Number(score) } : null;
}

/** A ticket of the made weeks as a desk workflow gives it. */
function atDesk({ id, ...ticket }: Json): void {
	rig.any.ticket(Number(id), {
		summary: ticket.summary,
		status: ticket.status_name,
		closed: ticket.status_name === 'Closed',
		customer: { name: ticket.user_name, email: ticket.user_email, company: ticket.client_name },
		technician: ticket.agent_name,
		device: ticket.asset_key_field_string,
		openedAt: ticket.dateoccurred,
		touchedAt: ticket.lastactiondate,
	});
}

export function thousand() {
	let made: MadeRow[];
	let report: Json;
	let milliseconds: number;

	beforeAll(async () => {
		await rig.begin();
		rig.any.tickets.clear();
		// Whole days before now, so that every run makes the same weeks.
		const until = Math.floor(Date.now() / 86_400_000) * 86_400_000;
		const weeks = makeWeeks({ sessions: 1000, findable: FINDABLE, tickets: 1000, first: 1, until });
		weeks.tickets.forEach(atDesk);
		made = weeks.rows;
		await rig.keep(...made.map(({ row }) => ({ ...row, key: row.sessionId })));
		await rig.set({ linkAutomatically: true, linkThreshold: THRESHOLD, reconcileDays: 30 });
		rig.any.asked = [];
		const before = Date.now();
		report = await rig.reconcile(550_000);
		milliseconds = Date.now() - before;
	}, 600_000);

	const outcome = async () => {
		const rows = new Map((await rig.rows()).map((row) => [row.sessionId, row]));
		return made.map(({ row, right }) => {
			const now = rows.get(row.sessionId);
			return { right, now, suggestion: suggestionOf(now), isLinked: now?.state === 'linked' };
		});
	};

	it('finds at least 170 of the 200, and is hardly ever wrong where it is sure', async () => {
		const all = await outcome();
		const found = all.filter(({ right, suggestion }) => right && suggestion?.ticket === right);
		const from = (score: number) => {
			const sure = all.filter(({ suggestion }) => (suggestion?.score ?? 0) >= score);
			const wrong = sure.filter(({ right, suggestion }) => suggestion?.ticket !== right);
			return { sure: sure.length, wrong: wrong.length };
		};
		const [usual, high] = [from(0.9), from(THRESHOLD / 100)];
		const mistaken = all.filter(
			({ right, suggestion }) => suggestion && suggestion.ticket !== right,
		);
		console.log(
			`Of ${FINDABLE} findable tickets ${found.length} found; of 1000 sessions ${mistaken.length} with a wrong suggestion; from 0.9 on ${usual.sure} (${usual.wrong} wrong), ` +
				`from ${THRESHOLD / 100} on ${high.sure} (${high.wrong} wrong); ${Math.round(milliseconds / 1000)} s.`,
		);
		expect(found.length).toBeGreaterThanOrEqual(170);
		expect(usual.wrong).toBeLessThanOrEqual(usual.sure / 50);
		expect(report).toMatchObject({ sessions: 1000, tickets: 1000, linked: high.sure });
	});

	it('links none below the threshold and all above it, each with one note', async () => {
		const all = await outcome();
		for (const { suggestion, isLinked } of all) {
			expect(isLinked).toBe((suggestion?.score ?? 0) >= THRESHOLD / 100);
		}
		const linked = all.filter(({ isLinked }) => isLinked);
		expect(rig.any.notes).toHaveLength(linked.length);
	});

	it('asks the desk once for tickets', () => {
		const searches = rig.any.asked.filter(({ operation }) => operation === 'findTickets');
		expect(searches).toHaveLength(1);
	});
}
