import type { IDataObject } from 'n8n-workflow';

import { ended } from '../../unit/ledger/ended.mts';
import { DESK, type Place, TICKET } from './world.mts';

/**
 * Contract of a desk workflow, version 1: it looks for the marker of the note, and writes where there is none. Two steps, as over the wire.
 * No desk knows our ledger, so a run must not stand still for longer than the ledger believes in it once it has found the session its own.
 */
export async function desk(input: IDataObject, { world, actor }: Place): Promise<IDataObject> {
	if (input.contract !== 1) throw new Error('The desk was not called by the contract.');
	if (input.operation === 'getTicket') {
		const { name, company } = ended().customer;
		const ticket = { id: Number(TICKET), customer: { name, company } };
		const at = { at: `${DESK}: look at the ticket`, minutes: true };
		return await actor.step(at, () => ({ contract: 1, ticket }));
	}
	const { target, note } = input as unknown as { target: { id: string }; note: { marker: string } };
	const there = await actor.step({ at: `${DESK}: look for the marker`, minutes: false }, () =>
		world.notes.some(({ ticket, marker }) => ticket === target.id && marker === note.marker),
	);
	const answer = { contract: 1, ticketId: target.id, noteId: '1' };
	if (there && world.deskLooks) return { ...answer, outcome: 'there' };
	await actor.step({ at: `${DESK}: write the note`, minutes: false }, () => {
		world.notes.push({ ticket: target.id, marker: note.marker });
	});
	return { ...answer, outcome: 'written' };
}
