import {
	ask,
	desk,
	MARKER,
	note,
	put,
	says,
	start,
	then,
	useServiceNow,
} from './serviceNowPlay.mts';

useServiceNow();

const internal = (number: string) => desk.control.notes(number).filter((one) => one.isPrivate);
const open = (number: string) => desk.control.notes(number).filter((one) => !one.isPrivate);
const patches = (calls: string[]) => calls.filter((one) => one.startsWith('PATCH'));

describe('A note', () => {
	it.each(['hidden', 'visible', 'forbidden'] as const)(
		'is written once, private, where the journal is %s',
		async (journal) => {
			desk.control.setSettings({ journal });
			const first = await ask(put());
			expect(first.answer).toMatchObject({
				...{ outcome: 'written', ticketId: 'INC0001201', noteId: 'abcdefgh', writtenAs: null },
			});
			expect(internal('INC0001201')).toMatchObject([{ author: 'Desk API' }]);
			expect(internal('INC0001201')[0].body).toBe(`${note.body}\n\nTechnician: Alex Morgan`);
			expect(open('INC0001201')).toEqual([]);
			const second = await ask(put());
			expect(second.answer).toMatchObject({ outcome: 'there', noteId: 'abcdefgh' });
			expect(patches(second.calls)).toEqual([]);
		},
	);

	it('never has a public field beside the private one', async () => {
		await ask(put());
		const [{ body }] = desk.control.journal().filter(({ method }) => method === 'PATCH');
		expect(Object.keys(body as object)).toEqual(['work_notes']);
	});

	it('for the customer is a comment', async () => {
		const { answer } = await ask(says('We will call you.', {}, 'customer'));
		expect(answer).toMatchObject({ outcome: 'written', noteId: 'abcdefgh' });
		expect(open('INC0001201')).toHaveLength(1);
		expect(internal('INC0001201')).toEqual([]);
		expect((await ask(says('x', {}, 'customer'))).answer).toMatchObject({ outcome: 'there' });
	});

	it('has the same id each time, also by a marker without a signature', async () => {
		const marker = 'BeyondTrust check of the desk 0123456789ab';
		const check = put({ note: { audience: 'internal', sections: [], marker, postscript: '' } });
		const { answer } = await ask(check);
		expect(answer).toMatchObject({
			outcome: 'written',
			noteId: expect.stringMatching(/^[0-9a-f]{16}$/),
		});
		expect((await ask(check)).answer).toMatchObject({ outcome: 'there', noteId: answer.noteId });
	});

	it('is found among hundreds, and the addendum is not it', async () => {
		await ask(put());
		for (let count = 0; count < 300; count += 1) {
			desk.control.says('INC0001201', `More ${count}`, { element: 'work_notes' });
		}
		expect((await ask(put())).answer).toMatchObject({ outcome: 'there', noteId: 'abcdefgh' });
		const marker = `${MARKER} addendum 01234567`;
		const later = put({ note: { audience: 'internal', sections: [], marker, postscript: 'x' } });
		expect((await ask(later)).answer).toMatchObject({
			...{ outcome: 'written', noteId: 'abcdefgh-01234567' },
		});
		expect((await ask(later)).answer).toMatchObject({ outcome: 'there' });
		expect((await ask(put())).answer).toMatchObject({ outcome: 'there', noteId: 'abcdefgh' });
	});

	it('is found in the journal where the text that is shown is cut', async () => {
		desk.control.setSettings({ journal: 'visible', longestShown: 5000 });
		await ask(put());
		for (let count = 0; count < 450; count += 1) {
			desk.control.says('INC0001201', `More ${count}`, { element: 'work_notes' });
		}
		const { answer, calls } = await ask(put());
		expect(answer).toMatchObject({ outcome: 'there', noteId: 'abcdefgh' });
		expect(calls.filter((one) => one.includes('/sys_journal_field'))).toHaveLength(3);
	});

	it('costs one look at a journal that is hidden, however long it is', async () => {
		for (let count = 0; count < 450; count += 1) desk.control.says('INC0001201', `${count}`);
		const { calls } = await ask(put());
		expect(calls.map((one) => one.split(/[/?]/)[4])).toEqual([
			...['incident', 'incident', 'sys_journal_field', 'incident'],
		]);
	});

	it.each([
		[{ result: { sys_id: 'b'.repeat(32), number: 'INC0001202' } }],
		[{}],
		[null],
		[{ result: [] }],
	])('is not told as written where the answer is %j', (body) => {
		const record = { sys_id: 'a'.repeat(32), number: 'INC0001201', work_notes: '' };
		const ready = then(start(put()), { note });
		const found = then(ready, { statusCode: 200, body: { result: [record] } });
		const looked = then(found, { statusCode: 200, body: { result: record } });
		const writing = then(looked, { statusCode: 200, body: { result: [] } });
		expect(writing.request).toMatchObject({ method: 'PATCH' });
		expect(then(writing, { statusCode: 200, body, headers: {} }).answer).toMatchObject({
			outcome: 'refused',
			said: expect.stringContaining('Look at the record'),
		});
	});

	it('is not kept away by somebody who types a marker', async () => {
		desk.control.says('INC0001201', MARKER.replace('abcdefgh', 'aaaaaaaa'));
		expect((await ask(put())).answer).toMatchObject({ outcome: 'written' });
	});

	it('is not written where nobody may look whether it is there', async () => {
		desk.control.setSettings({ workNotes: 'unreadable' });
		const { answer, calls } = await ask(put());
		expect(answer).toMatchObject({ outcome: 'refused', status: 403 });
		expect(answer.said).toContain("the role 'itil'");
		expect(patches(calls)).toEqual([]);
	});

	it.each([
		['ignored', null, 'wrote nothing'],
		['refused', 403, "It needs the role 'itil'"],
		['leaks', null, 'showed the note to the customer'],
	] as const)('that is %s is told as refused', async (workNotes, status, said) => {
		desk.control.setSettings({ workNotes });
		const { answer } = await ask(put());
		expect(answer).toMatchObject({ outcome: 'refused', status, ticketId: 'INC0001201' });
		expect(answer.said).toContain(said);
		expect(answer.said).not.toContain('ACL Exception');
	});

	it('counts as written where the answer does not show it yet', async () => {
		desk.control.setSettings({ showsWritten: false });
		expect((await ask(put())).answer).toMatchObject({ outcome: 'written', noteId: 'abcdefgh' });
	});

	it('on a record that takes no more changes is refused with what to look at', async () => {
		desk.control.setSettings({ closedIsFinal: true });
		const { answer } = await ask(put({ target: { kind: 'ticket', id: 'INC0001206' } }));
		expect(answer).toMatchObject({ outcome: 'refused', status: 403 });
		expect(answer.said).toContain('closed records may be locked for everybody');
	});

	it('longer than the instance takes one is cut, and its marker stays', async () => {
		const long = says('word '.repeat(3000));
		expect((await ask(long)).answer).toMatchObject({ outcome: 'written' });
		const [{ body }] = internal('INC0001201');
		expect(body.length).toBeLessThanOrEqual(3900);
		expect(body).toMatch(/…\n\nInvite 1 · abcdefgh$/);
		expect((await ask(long)).answer).toMatchObject({ outcome: 'there' });
		desk.control.setSettings({ longestEntry: null });
		const other = { target: { kind: 'ticket', id: '1202' } };
		const { answer } = await ask(says('word '.repeat(3000), other), { on: { longestNote: 30000 } });
		expect(answer).toMatchObject({ outcome: 'written' });
		expect(internal('INC0001202')[0].body.length).toBeGreaterThan(14_000);
	});

	it.each([
		'[code]<img src=x onerror=alert(1)>[/code]',
		'[CODE]<b>x</b>[/Code]',
		'[\u200dcode]<b>x</b>[/\u200dcode]',
		'[c\u200do\u200cde]x',
		'@[Alex Morgan]',
	])('holds no mark-up of the desk: %j', async (text) => {
		const rendered = { body: `${MARKER}\n\n  Jordan: ${text}`, marker: MARKER };
		await ask(put(), { rendered });
		await ask(says(text, { target: { kind: 'ticket', id: '1202' } }));
		for (const number of ['INC0001201', 'INC0001202']) {
			const [{ body }] = internal(number);
			expect(body.replace(/[\u200b-\u200d]/g, '')).not.toMatch(/\[\/?code|@\[/i);
			expect(body).toMatch(/\[ |@ \[/);
		}
	});
});
