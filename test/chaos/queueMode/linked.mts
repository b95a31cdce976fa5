import { LinkHouse } from '../../e2e/linking/rig.mts';
import { notesOf, openTickets, rig } from '../rig.mts';

export function linked(): void {
	it('puts three sessions on the ticket that a technician chooses, each once', async () => {
		const house = new LinkHouse();
		// The form moves into the house that stands already.
		Object.assign(house, rig);
		await house.furnish();
		const [ticketId] = openTickets(1);
		const ids: string[] = [];
		for (const line of ['one', 'two', 'three']) ids.push(await house.unlinked({}, {}, [line]));
		const end = await house.write({}, String(ticketId));
		expect(end.text).toContain(`Linked to ticket ${ticketId}`);
		for (const id of ids) {
			expect(notesOf(id, ticketId)).toBe(1);
			expect(await house.row(id)).toMatchObject({
				...{ state: 'linked', linkId: String(ticketId), linkedBy: 'Alex Morgan' },
			});
		}
	});
}
