import { LEDGER } from '../rows.mts';
import { YES, agreed, rig } from './rig.mts';

export function badInput() {
	it('asks again for a ticket that does not exist, as often as it takes, and takes the next one', async () => {
		const sessionId = await rig.unlinked();
		const again = await rig.review({}, '9999');
		expect(again.text).toContain('no such ticket');
		const third = await rig.ticket(again, 'about 12');
		expect(third.text).toContain('must be the number of a ticket');
		const end = await rig.agree(await rig.ticket(third, '#0001201'));
		expect(end.text).toContain('Linked to ticket 1201');
		expect(rig.any.on(1201)).toHaveLength(1);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkId: '1201' });
	});

	it('says that a ticket is closed and of another customer, and writes all the same when told to', async () => {
		const sessionId = await rig.unlinked();
		const page = await rig.review({}, '1206');
		expect(page.text).toContain('Ticket 1206 is closed');
		expect(page.text).toMatch(
			/Ticket 1206 belongs to .*Casey Brandt.*Jordan Blake.* was the customer/,
		);
		expect(page.selected).toBeNull();
		await rig.agree(page);
		expect(rig.any.on(1206)).toHaveLength(1);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkId: '1206' });
	});

	it('changes nothing when told not to', async () => {
		const sessionId = await rig.unlinked();
		const page = await rig.agree(await rig.review(), rig.alex, 'No, change nothing');
		expect(page.text).toContain('You chose to change nothing');
		expect(rig.any.notes).toEqual([]);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'unlinked', claim: 1 });
	});

	it('says who linked a session in the meantime', async () => {
		const sessionId = await rig.unlinked();
		const review = await rig.review();
		await rig.write({}, '1202', rig.robin);
		const page = await rig.agree(review);
		expect(page.text).toContain('Nothing was changed');
		expect(page.text).toMatch(/Robin Keller.* got there first and linked it to ticket .*1202/);
		expect(rig.any.on(1201)).toEqual([]);
		expect(rig.any.on(1202)).toHaveLength(1);
		expect(await rig.row(sessionId)).toMatchObject({ linkId: '1202', linkedBy: 'Robin Keller' });
	});

	it('writes what was stored where the appliance no longer has the report', async () => {
		const sessionId = 'ab'.repeat(16);
		const firstLine = 'The pages are <b>blank</b>.';
		await rig.keep({
			sessionId,
			customer: 'Mina Castell',
			representative: 'Robin Keller',
			firstLine,
		});
		const page = await rig.write({}, '1202');
		expect(page.text).toContain('Linked to ticket 1202');
		const [note] = rig.any.on(1202);
		expect(note.session).toMatchObject({ sessionId, customer: { name: 'Mina Castell' } });
		expect(note.by).toMatchObject({ names: ['Robin Keller'] });
		expect(note.postscript).toMatch(/Linked by Alex Morgan.*no longer has the report/);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkedBy: 'Alex Morgan' });
	});

	it.each([
		['link', 'No session without a ticket'],
		['move', 'No session on a ticket'],
		['unlink', 'No session on a ticket'],
	] as const)('is friendly about an empty store (%s)', async (action, title) => {
		const page = await rig.open({ action });
		expect(page.text).toContain(title);
		expect(page.text).toContain('nothing to do here right now');
	});

	it('shows the newest of many sessions, and finds an old one by its customer, technician or day', async () => {
		const rows = Array.from({ length: 1000 }, (_, index) => ({
			sessionId: index.toString(16).padStart(32, '0'),
			customer: index === 990 ? 'Ellis Ferreira' : index === 3 ? null : `Customer ${index}`,
			representative: index === 991 ? 'Robin Keller' : index === 4 ? null : 'Alex Morgan',
			startedAt: index === 5 ? null : new Date(Date.now() - (index + 1) * 3_600_000).toISOString(),
			endedAt: new Date(Date.now() - (index + 1) * 3_600_000 + 600_000).toISOString(),
		}));
		for (let at = 0; at < 1000; at += 500) await rig.keep(...rows.slice(at, at + 500));
		const page = await rig.open();
		expect(page.boxes).toHaveLength(100);
		expect(page.boxes[0]).toContain('Customer 0');
		expect(page.boxes.join('\n')).toMatch(/no customer[\s\S]*no technician/);
		expect(page.text).toContain('There are more');
		expect((await rig.open({ customer: 'ferreira' })).boxes).toHaveLength(1);
		expect((await rig.open({ technician: 'keller' })).boxes).toHaveLength(1);
		const day = (add: number) =>
			new Date(Date.parse(String(rows[990].startedAt)) + add * 86_400_000)
				.toISOString()
				.slice(0, 10);
		const around = { from: day(-1), to: day(1), customer: 'Ellis' };
		expect((await rig.open(around)).boxes).toHaveLength(1);
		expect((await rig.open({ ...around, from: day(2), to: '' })).text).toContain(
			'No session matches what you entered',
		);
		expect((await rig.open({ ...around, from: '', to: day(-2) })).text).toContain(
			'No session matches what you entered',
		);
	});

	it('writes nothing twice for a form that is sent twice', async () => {
		const sessionId = await rig.unlinked();
		const page = await rig.review();
		const fields = Object.fromEntries(agreed(page).map((value, at) => [`field-${at}`, value]));
		const send = async () => await rig.alex.send(page, fields, 10_000).catch(() => undefined);
		await Promise.all([send(), send()]);
		await rig.settled(sessionId);
		await send();
		expect(rig.any.on(1201)).toHaveLength(1);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkId: '1201' });
	});

	it('shows what people typed as they typed it, and lets none of it do anything', async () => {
		const name = `<img src=x onerror="document.title='ran'"> O'Neil & "Sons" $& {{ 1 + 1 }} \u202Egnp`;
		await rig.unlinked({ customer: name, firstLine: '<script>1</script>' });
		rig.any.ticket(1300, { summary: `<b>Bold</b> $& ${name}`, customer: { name } });
		const list = await rig.open();
		const choice = await rig.choose(list);
		const review = await rig.ticket(choice, '1300');
		const end = await rig.agree(review, rig.alex, YES);
		for (const page of [list, choice, review, end]) {
			expect(page.text).toMatch(/img src=x onerror=/);
			expect(page.html).not.toMatch(/<img src=x|<script>1|<b>Bold|\u202e/);
		}
		expect(review.text).toContain('O\'Neil & "Sons" $& {{ 1 + 1 }}');
		const [row] = await rig.rows(LEDGER);
		expect(row).toMatchObject({ state: 'linked', linkId: '1300' });
	});
}
