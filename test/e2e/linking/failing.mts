import { eventually, type Json } from '../../harness/api.mts';
import { rig } from './rig.mts';

export function failing() {
	it('keeps the ticket that was chosen when the desk does not answer, for the sweep to write', async () => {
		const sessionId = await rig.unlinked();
		const page = await rig.review();
		rig.any.fault = 'down';
		const end = await rig.agree(page);
		expect(end.text).toContain('Not written on ticket 1201 yet');
		expect(end.text).toContain('tried again automatically');
		expect(await rig.row(sessionId)).toMatchObject({
			...{ state: 'received', linkKind: 'ticket', linkId: '1201', linkedBy: 'Alex Morgan' },
			lastError: expect.stringMatching(/./),
		});
		expect(rig.any.notes).toEqual([]);
	});

	it('says so on the page when the desk cannot be asked for tickets', async () => {
		await rig.unlinked();
		const page = await rig.open();
		rig.any.fault = 'down';
		const end = await rig.choose(page);
		expect(end.text).toContain('Nothing was changed');
	});

	it('leaves a session on its ticket when the desk does not take the note that it no longer exists', async () => {
		const sessionId = await rig.written(1201);
		const page = await rig.review({ action: 'unlink' });
		rig.any.fault = 'down';
		expect((await rig.agree(page)).text).toContain('Nothing was changed');
		expect(await rig.row(sessionId)).toMatchObject({
			state: 'written',
			linkId: '1201',
			noteHash: 'h',
		});
		rig.any.fault = 'lost';
		await rig.write({ action: 'unlink' });
		expect(await rig.row(sessionId)).toMatchObject({ state: 'written', linkId: '1201' });
		expect((await rig.write({ action: 'unlink' })).text).toContain('Unlinked from ticket');
		expect(rig.any.on(1201)).toHaveLength(1);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'unlinked', lastError: null });
	});

	it('writes again on a ticket from which the session was taken off', async () => {
		const sessionId = await rig.unlinked();
		await rig.write();
		await rig.write({ action: 'unlink' });
		await rig.write({}, '1201', rig.robin);
		expect(
			rig.any.on(1201).map(({ postscript }) => /^This session is no longer/.test(postscript)),
		).toEqual([false, true, false]);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkedBy: 'Robin Keller' });
	});

	it('takes a session off a ticket that no longer exists', async () => {
		const sessionId = await rig.written(7777);
		const page = await rig.write({ action: 'unlink' });
		expect(page.text).toContain('Ticket 7777 no longer exists');
		expect(await rig.row(sessionId)).toMatchObject({ state: 'unlinked', linkId: null });
	});

	it('does nothing where nobody answers in time', async () => {
		const sessionId = await rig.unlinked();
		const short = (parameters: Json) => ({ ...parameters, resumeAmount: 3, resumeUnit: 'seconds' });
		const form = await rig.publishCalling('link-sessions.json', {
			'Show what will be written': short,
		});
		const { form: usual } = rig;
		rig.form = form;
		try {
			const page = await rig.review();
			await eventually(
				'the last page',
				async () => {
					const { text } = await rig.alex.open(page.url);
					return text.includes('Nobody answered') ? true : undefined;
				},
				{ timeout: 120_000, pause: 1000 },
			);
		} finally {
			rig.form = usual;
		}
		expect(rig.any.notes).toEqual([]);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'unlinked', claim: 1 });
	});
}
