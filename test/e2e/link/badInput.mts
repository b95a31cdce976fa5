import { rig, route, YES } from './rig.mts';

export function badInput() {
	it('asks again for a ticket that does not exist, and takes the next one', async () => {
		const sessionId = await rig.unlinked();
		const again = await rig.review({}, 'Alex Morgan', '9999');
		expect(again.text).toContain('There is no such ticket');
		expect(again.text).toContain('9999');
		const page = await rig.agree(await again.submit('1201'));
		expect(page.text).toContain('Linked to ticket 1201');
		expect(rig.notes(1201)).toHaveLength(1);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkId: '1201' });
	});

	it('ends without a change where the second ticket does not exist either', async () => {
		const sessionId = await rig.unlinked();
		const again = await rig.review({}, 'Alex Morgan', 'about 12');
		const page = await again.submit('8888');
		expect(page.text).toContain('HaloPSA has no ticket');
		expect(page.text).toContain('8888');
		expect(route.writes()).toEqual([]);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'unlinked', attempts: 1 });
	});

	it('says that a ticket is closed and of another customer, and writes all the same when told to', async () => {
		const sessionId = await rig.unlinked();
		const page = await rig.review({}, 'Alex Morgan', '1206');
		expect(page.text).toContain('Ticket 1206 is closed');
		expect(page.text).toMatch(/Ticket 1206 is of .*Casey Brandt.*Jordan Blake.* was the customer/);
		expect(page.selected).toBeNull();
		await rig.agree(page);
		expect(rig.notes(1206)).toHaveLength(1);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkId: '1206' });
	});

	it('changes nothing when told not to', async () => {
		const sessionId = await rig.unlinked();
		const page = await rig.agree(await rig.review(), 'No, change nothing');
		expect(page.text).toContain('Nothing was changed');
		expect(route.writes()).toEqual([]);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'unlinked', attempts: 1 });
	});

	it('says who linked a session in the meantime', async () => {
		const sessionId = await rig.unlinked();
		const review = await rig.review();
		await rig.write({}, 'Robin Keller', '1202');
		const page = await rig.agree(review);
		expect(page.text).toContain('Nothing was changed');
		expect(page.text).toMatch(
			/Nothing was written: .*Robin Keller.* was faster and linked it to ticket .*1202/,
		);
		expect(rig.notes(1201)).toEqual([]);
		expect(rig.notes(1202)).toHaveLength(1);
		expect(await rig.row(sessionId)).toMatchObject({ linkId: '1202', linkedBy: 'Robin Keller' });
	});

	it('writes what was stored where the appliance no longer has the report', async () => {
		const sessionId = 'ab'.repeat(16);
		await rig.store({
			sessionId,
			customer: 'Mina Castell',
			company: 'Harbour & Sons',
			firstLine: 'The pages are <b>blank</b>.',
			representative: 'Robin Keller',
		});
		const page = await rig.write({}, 'Alex Morgan', '1202');
		expect(page.text).toContain('no longer has its report');
		const [action, ...more] = route.actions(1202);
		expect(more).toEqual([]);
		expect(action.who).toBe('Robin Keller');
		expect(action.note_html).toContain(`BeyondTrust session ${sessionId}`);
		expect(action.note_html).toContain('Mina Castell');
		expect(action.note_html).toContain('Harbour &amp; Sons');
		expect(action.note_html).toContain('The pages are &lt;b&gt;blank&lt;/b&gt;.');
		expect(action.note_html).toContain('no longer has the report');
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkedBy: 'Alex Morgan' });
	});

	it.each([
		['link', 'No session without a ticket'],
		['move', 'No session on a ticket'],
		['unlink', 'No session on a ticket'],
	] as const)('is friendly about an empty store (%s)', async (action, title) => {
		const page = await rig.open({ action });
		expect(page.text).toContain(title);
		expect(page.text).toContain('nothing to do here at the moment');
	});

	it('says so where nothing fits what was asked for', async () => {
		await rig.unlinked();
		const page = await rig.open({ customer: 'Nobody of that name' });
		expect(page.text).toContain('None fits what you entered');
	});

	it('shows the newest of 5,000 sessions, and finds an old one by its customer, technician or day', async () => {
		const rows = Array.from({ length: 5000 }, (_, index) => ({
			sessionId: index.toString(16).padStart(32, '0'),
			customer: index === 4990 ? 'Ellis Ferreira' : `Customer ${index}`,
			representative: index === 4991 ? 'Robin Keller' : 'Alex Morgan',
			startedAt: new Date(Date.now() - (index + 1) * 600_000).toISOString(),
			raw: 'x'.repeat(800),
		}));
		await rig.store(...rows);
		const started = Date.now();
		const page = await rig.open();
		console.info(`The page of 5,000 unlinked sessions was there in ${Date.now() - started} ms`);
		expect(page.boxes).toHaveLength(100);
		expect(page.boxes[0]).toContain('Customer 0');
		expect(page.text).toContain('There are more');
		expect((await rig.open({ customer: 'ferreira' })).boxes).toHaveLength(1);
		expect((await rig.open({ technician: 'keller' })).boxes).toHaveLength(1);
		// n8n's own time zone is another one than UTC, so that the day before and the day after may count.
		const day = (add: number) =>
			new Date(Date.parse(rows[4990].startedAt) + add * 86_400_000).toISOString().slice(0, 10);
		const around = { from: day(-1), to: day(1), customer: 'Ellis' };
		expect((await rig.open(around)).boxes).toHaveLength(1);
		expect((await rig.open({ ...around, from: day(2), to: '' })).boxes).toEqual([]);
		expect((await rig.open({ ...around, from: '', to: day(-2) })).boxes).toEqual([]);
	});

	it('shows and links a session of which the ledger knows neither names nor times', async () => {
		const nothing = { customer: null, representative: null, firstLine: null, company: null };
		const never = { startedAt: null, endedAt: null, durationSeconds: null };
		const sessionId = await rig.unlinked({ ...nothing, ...never });
		const page = await rig.open();
		expect(page.boxes).toHaveLength(1);
		expect(page.boxes[0]).toMatch(/no time · .?no customer.? · .?no technician.? · no duration/);
		await rig.write();
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkId: '1201' });
	});

	it('writes nothing twice for a form that is sent twice', async () => {
		const sessionId = await rig.unlinked();
		const page = await rig.review();
		const fields = ['', YES];
		await Promise.all([rig.send(page, fields), rig.send(page, fields)]);
		await rig.signed(sessionId);
		await rig.send(page, fields);
		expect(rig.notes(1201)).toHaveLength(1);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', attempts: 2 });
	});

	it('asks for a name and for sessions', async () => {
		await rig.unlinked();
		const nobody = await (await rig.open()).submit('Somebody else', '["#1 "]');
		expect(nobody.text).toContain('Nothing was changed');
		const nothing = await (await rig.open()).submit('Alex Morgan', '[]');
		expect(nothing.text).toContain('No session was chosen');
		expect(route.writes()).toEqual([]);
	});
}
