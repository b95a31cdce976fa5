import type { DeskHouse } from '../house.mts';

/** A desk that fails while somebody links. */
export function outage(house: DeskHouse): void {
	const notesOf = (sessionId: string) => house.notesOf(1201, sessionId);

	it('that is away when somebody links gets one note, once it is back', async () => {
		const sessionId = await house.unlinked();
		const page = await house.review();
		house.at.control.setFaults({ offline: 'unavailable' });
		const end = await house.agree(page);
		expect(end.text).toContain('Not written on ticket 1201 yet');
		expect(await house.row(sessionId)).toMatchObject({
			...{ state: 'received', linkId: '1201', linkedBy: 'Alex Morgan' },
			lastError: expect.stringContaining('HTTP 503'),
		});
		house.at.control.clearFaults();
		await house.sweep();
		await house.sweep();
		expect(await house.row(sessionId)).toMatchObject({ state: 'linked', lastError: null });
		expect(notesOf(sessionId)).toHaveLength(1);
		expect(notesOf(sessionId)[0].body).toContain('Linked by Alex Morgan on');
	});

	it.each(['unavailable', 'answerLost'] as const)(
		'that fails (%s) while a session is linked to the same ticket again gets one more note, not two',
		async (fault) => {
			const sessionId = await house.unlinked();
			await house.write();
			await house.write({ action: 'unlink' });
			expect(notesOf(sessionId)).toHaveLength(2);
			const page = await house.review();
			house.at.control.setFaults(
				fault === 'unavailable'
					? { offline: fault }
					: { storeButFail: { times: 1, how: 'destroy', path: '/api/Actions' } },
			);
			await house.agree(page);
			expect(await house.row(sessionId)).toMatchObject({ state: 'received', linkId: '1201' });
			house.at.control.clearFaults();
			await house.sweep();
			await house.sweep();
			expect(await house.row(sessionId)).toMatchObject({ state: 'linked', lastError: null });
			const [first, correction, again, ...more] = notesOf(sessionId);
			expect(more).toEqual([]);
			expect(first.body).toContain('Linked by');
			expect(correction.body).toContain('is no longer on this ticket');
			expect(again.body).toContain('Linked by Alex Morgan on');
		},
	);
}
