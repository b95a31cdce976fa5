import { notesOf, rig } from './rig.mts';

/** What is to be seen of sessions when all is over. */
export interface Proof {
	/** Rows of the ledger by state. */
	states: Record<string, number>;
	/** Rows of the ledger, and how many different sessions they name. */
	rows: number;
	sessions: number;
	/** Sessions with a number of notes other than one on their tickets. */
	wrong: Array<{ sessionId: string; ticketId: number; notes: number }>;
	/** Actions on all tickets. */
	actions: number;
}

const countBy = (values: string[]) =>
	values.reduce<Record<string, number>>(
		(counts, value) => ({ ...counts, [value]: (counts[value] ?? 0) + 1 }),
		{},
	);

const begun = Date.now();
const seconds = () => Math.round((Date.now() - begun) / 1000);

/** Reads the ledger and the tickets, and prints what they hold. */
export async function prove(
	when: string,
	ended: Array<{ sessionId: string; ticketId: number }>,
): Promise<Proof> {
	const rows = await rig.ledger();
	const counted = ended.map(({ sessionId, ticketId }) => ({
		sessionId,
		ticketId,
		notes: notesOf(sessionId, ticketId),
	}));
	const proof = {
		states: countBy(rows.map(({ state }) => String(state))),
		rows: rows.length,
		sessions: new Set(rows.map(({ sessionId }) => sessionId)).size,
		wrong: counted.filter(({ notes }) => notes !== 1),
		actions: rig.allActions().length,
	};
	const none = counted.filter(({ notes }) => notes === 0).length;
	const more = counted.filter(({ notes }) => notes > 1).length;
	console.info(
		`${when}, after ${seconds()} s: ${ended.length} sessions, ${proof.rows} ledger rows ` +
			`${JSON.stringify(proof.states)}, ${proof.actions} notes; ` +
			`${none} sessions without a note, ${more} with more than one`,
	);
	return proof;
}

/** What must be seen when every session is on its ticket, once. */
export const complete = (count: number): Proof => ({
	states: { written: count },
	rows: count,
	sessions: count,
	wrong: [],
	actions: count,
});
