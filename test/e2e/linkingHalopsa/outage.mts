import { rig } from './rig.mts';

const notesOf = (sessionId: string) =>
	rig.on(1201).filter(({ note_html: html }) => html?.includes(`BeyondTrust session ${sessionId}`));

export function outage(): void {
	it('that is away when somebody links gets one note, once it is back', async () => {
		const sessionId = await rig.unlinked();
		const page = await rig.review();
		rig.desk.control.setFaults({ offline: 'unavailable' });
		const end = await rig.agree(page);
		expect(end.text).toContain('Not written on ticket 1201 yet');
		expect(await rig.row(sessionId)).toMatchObject({
			...{ state: 'received', linkId: '1201', linkedBy: 'Alex Morgan' },
			lastError: expect.stringContaining('HTTP 503'),
		});
		rig.desk.control.clearFaults();
		await rig.sweep();
		await rig.sweep();
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', lastError: null });
		expect(notesOf(sessionId)).toHaveLength(1);
		expect(notesOf(sessionId)[0].note_html).toContain('Linked by Alex Morgan on');
	});

	it.each(['unavailable', 'answerLost'] as const)(
		'that fails (%s) while a session is linked to the same ticket again gets one more note, not two',
		async (fault) => {
			const sessionId = await rig.unlinked();
			await rig.write();
			await rig.write({ action: 'unlink' });
			expect(notesOf(sessionId)).toHaveLength(2);
			const page = await rig.review();
			rig.desk.control.setFaults(
				fault === 'unavailable'
					? { offline: fault }
					: { storeButFail: { times: 1, how: 'destroy', path: '/api/Actions' } },
			);
			await rig.agree(page);
			expect(await rig.row(sessionId)).toMatchObject({ state: 'received', linkId: '1201' });
			rig.desk.control.clearFaults();
			await rig.sweep();
			await rig.sweep();
			expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', lastError: null });
			const [first, correction, again, ...more] = notesOf(sessionId);
			expect(more).toEqual([]);
			expect(first.note_html).toContain('Linked by');
			expect(correction.note_html).toContain('is not on this ticket any more');
			expect(again.note_html).toContain('Linked by Alex Morgan on');
		},
	);
}
