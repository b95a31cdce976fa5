import { Visitor } from '../../harness/visitor.mts';
import { YES, agreed, rig } from './rig.mts';

const LINES = [
	'Outlook asks for my password again and again.',
	'Me again, Outlook is back at it after the restart.',
	'Now Outlook has locked my account.',
];

const MARKER = (sessionId: string) => new RegExp(`^BeyondTrust session ${sessionId} · [a-z2-7]{8}`);

export function journey() {
	it('links three sessions to one ticket, moves one to another, takes one off', async () => {
		const ids: string[] = [];
		for (const line of LINES) ids.push(await rig.unlinked({ firstLine: line }, {}, [line]));
		const list = await rig.open();
		expect(list.boxes).toHaveLength(3);
		expect(list.text).toMatch(/You are .Alex Morgan/);
		const choice = await rig.choose(list);
		expect(choice.boxes[0]).toMatch(/^1201 · .*fits 3 of 3: .*Same customer/);
		const review = await rig.alex.submit(choice, JSON.stringify(choice.boxes.slice(0, 1)), '');
		expect(review.text).not.toContain('Please check');
		expect(review.selected).toBe(YES);
		const end = await rig.agree(review);
		expect(end.text).toContain('Done');
		expect(end.html).toContain('https://desk.example.com/ticket/1201');
		for (const id of ids) {
			const [note, ...more] = rig.any.on(1201).filter(({ marker }) => MARKER(id).test(marker));
			expect(more).toEqual([]);
			expect(note.postscript).toMatch(/^Linked by Alex Morgan on 20\d\d-.* UTC\.$/);
			expect(note.by).toMatchObject({ agentId: '21' });
			expect(await rig.row(id)).toMatchObject({
				...{ state: 'linked', reason: null, linkKind: 'ticket', linkSystem: 'halo' },
				...{ linkId: '1201', linkedBy: 'Alex Morgan', lastError: null, noteId: String(note.id) },
			});
		}
		await moved(ids[1], ids);
		await takenOff(ids[2], ids);
		expect(await rig.row(ids[0])).toMatchObject({ state: 'linked', linkId: '1201' });
	});

	it('lets one of two people link a session in the same moment, and tells the other', async () => {
		const sessionId = await rig.unlinked();
		const [alex, robin] = [rig.alex, rig.robin];
		const pages = [await rig.review({}, '1201', alex), await rig.review({}, '1202', robin)];
		const ends = await Promise.all([rig.agree(pages[0], alex), rig.agree(pages[1], robin)]);
		const winner = ends.findIndex(({ text }) => text.includes('Done'));
		const names = ['Alex Morgan', 'Robin Keller'];
		expect(ends[1 - winner].text).toContain('Nothing was written');
		expect(rig.any.notes).toHaveLength(1);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkedBy: names[winner] });
	});

	it('shows the login page to strangers, and no session to whoever is no technician', async () => {
		await rig.unlinked({ customer: 'Mina Castell' });
		const stranger = new Visitor(null);
		const door = await stranger.open(rig.form.url);
		expect(new URL(door.url).pathname).toMatch(/^\/(signin|oauth\/consent)/);
		expect(door.html).not.toContain('Sessions and their tickets');
		const forced = await stranger.send({ ...door, url: rig.form.url }, { 'field-0': 'x' });
		expect(forced.status).toBe(401);
		const refused = await rig.open({}, rig.sam);
		expect(refused.text).toMatch(/sam@example.com.* is not a technician/);
		expect(refused.html).not.toContain('Castell');
	});

	it('asks who it is where Basic Auth stands for the login', async () => {
		const sessionId = await rig.unlinked();
		const { form: usual } = rig;
		rig.form = await rig.publishWithBasicAuth('desk', 'a-password');
		const basic = `Basic ${Buffer.from('desk:a-password').toString('base64')}`;
		const visitor = new Visitor(null, { authorization: basic });
		try {
			const refused = await new Visitor(null).ask(rig.form.url);
			expect(refused.status).toBe(401);
			const list = await rig.open({}, visitor);
			expect(list.choices).toEqual(['Alex Morgan', 'Robin Keller']);
			const choice = await visitor.submit(list, 'Robin Keller', JSON.stringify(list.boxes));
			await rig.agree(await rig.ticket(choice, '1202', visitor), visitor);
		} finally {
			rig.form = usual;
		}
		expect(await rig.row(sessionId)).toMatchObject({ linkId: '1202', linkedBy: 'Robin Keller' });
	});

	it('takes a page from nobody but whoever began', async () => {
		const sessionId = await rig.unlinked();
		const review = await rig.review();
		const end = await rig.robin.submit(review, ...agreed(review));
		expect(end.text).toContain('were sent by different people');
		const again = await rig.review();
		const stranger = await new Visitor(null).send({ ...again, token: null }, { 'field-1': YES });
		expect(stranger.status).toBe(401);
		expect(rig.any.notes).toEqual([]);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'unlinked', claim: 1 });
	});
}

async function moved(sessionId: string, ids: string[]) {
	const list = await rig.open({ action: 'move' }, rig.robin);
	const id = String((await rig.row(sessionId)).id);
	const box = list.boxes.filter((one) => one.startsWith(`#${id} `));
	const choice = await rig.robin.submit(list, JSON.stringify(box));
	expect(choice.text).toContain('Which ticket should they go on?');
	const end = await rig.agree(await rig.ticket(choice, '1203', rig.robin), rig.robin);
	expect(end.text).toMatch(/Moved from ticket .?1201.? to ticket 1203/);
	const [note, ...more] = rig.any.on(1203);
	expect(more).toEqual([]);
	expect(note.marker).toMatch(MARKER(sessionId));
	expect(note.postscript).toMatch(/^Moved here from ticket 1201 by Robin Keller on 20\d\d-/);
	expect(rig.any.on(1201)).toHaveLength(ids.length + 1);
	const correction = rig.any.on(1201).at(-1);
	expect(correction).toMatchObject({ by: { agentId: '22' }, note: { audience: 'internal' } });
	expect(correction?.marker).toMatch(MARKER(sessionId));
	expect(correction?.postscript).toMatch(
		/no longer on this ticket: it was linked by mistake, and was moved to ticket 1203 by Robin Keller/,
	);
	expect(await rig.row(sessionId)).toMatchObject({ linkId: '1203', linkedBy: 'Robin Keller' });
}

async function takenOff(sessionId: string, ids: string[]) {
	const list = await rig.open({ action: 'unlink' });
	const id = String((await rig.row(sessionId)).id);
	const box = list.boxes.filter((one) => one.startsWith(`#${id} `));
	const review = await rig.alex.submit(list, JSON.stringify(box));
	expect(review.text).toContain('This will be written');
	const end = await rig.agree(review);
	expect(end.text).toMatch(/Unlinked from ticket .?1201/);
	expect(rig.any.on(1201)).toHaveLength(ids.length + 2);
	expect(rig.any.on(1201).at(-1)?.postscript).toMatch(/and was unlinked by Alex Morgan on 20\d\d-/);
	expect(await rig.row(sessionId)).toMatchObject({
		...{ state: 'unlinked', reason: 'no-link', linkKind: 'none', linkSystem: null, linkId: null },
		...{ noteHash: null, linkedBy: 'Alex Morgan' },
	});
}
