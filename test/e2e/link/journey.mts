import type { Browser } from 'playwright-core';

import { launchBrowser } from '../../harness/browser.mts';
import { Pages } from './pages.mts';
import { rig, route } from './rig.mts';

const LINES = [
	'Outlook asks for my password again and again.',
	'Me again, it is back after the restart.',
	'Now it has locked my account.',
];

/** Three of one customer and one of another, on no ticket, as the route leaves them. */
async function sessions(): Promise<string[]> {
	const started = (minutes: number) => Math.floor(Date.now() / 1000) - minutes * 60;
	const customer = { customerName: 'Jordan Blake', customerCompany: 'Northwind Studio' };
	const ids = LINES.map((line, index) =>
		route.play({ ...customer, startedAt: started(140 - index * 45) }, [line]),
	);
	const other = route.play(
		{ customerName: 'Mina Castell', representativeId: 14, startedAt: started(20) },
		['The pages are still blank.'],
	);
	for (const id of [...ids, other]) await route.inState(id, 'unlinked');
	return ids;
}

async function linkThree(at: Pages) {
	const { page } = at;
	await at.picture('link-open');
	await at.show('link');
	const lines = await at.sessions();
	expect(lines).toHaveLength(4);
	expect(lines[0]).toMatch(/Mina Castell.*Robin Keller.*20 min.*The pages are still blank/);
	expect(await page.locator('#field-0').inputValue()).toContain('Alex Morgan');
	await at.tick('Jordan Blake');
	await at.picture('link-sessions');
	await at.press();
	await at.title('Which ticket is it?');
	for (const line of LINES) expect(await at.text()).toContain(line);
	await at.tick('Outlook keeps asking for the password');
	await at.picture('link-ticket');
	await at.press();
	await at.title('This will be written');
	expect(await at.text()).toContain('Ticket 1201');
	expect(await at.text()).not.toContain('Please look twice');
	await at.picture('link-review');
	await at.press();
	await at.title('Done');
	await at.picture('link-done');
	const link = page.getByRole('link', { name: 'Open ticket 1201' });
	expect(await link.getAttribute('href')).toBe(`${route.desk.url}/ticket/1201`);
}

async function expectLinked(ids: string[]) {
	const notes = rig.notes(1201);
	expect(notes).toHaveLength(3);
	for (const id of ids) {
		const [note, ...more] = notes.filter((one) => one.includes(`BeyondTrust session ${id}`));
		expect(more).toEqual([]);
		expect(note).toMatch(/Linked by .?Alex Morgan.? on 20\d\d-/);
		expect(await rig.row(id)).toMatchObject({
			state: 'linked',
			reason: null,
			linkKind: 'ticket',
			linkSystem: 'halo',
			linkId: '1201',
			linkedBy: 'Alex Morgan',
			lastError: null,
			noteHash: expect.stringMatching(/^[0-9a-f]{16,}$/),
		});
	}
	expect(route.actions(1201).map(({ who }) => who)).toEqual(Array(3).fill('Alex Morgan'));
}

async function moveOne(at: Pages, session: string) {
	await at.show('move');
	await at.choose('Robin Keller', `#${String((await rig.row(session)).id)} `);
	await at.title('To which ticket?');
	await at.type('1203');
	await at.agree();
	await at.press();
	await at.title('Done');
	expect(await at.text()).toMatch(/Moved from ticket .?1201.? to ticket 1203/);
	const [note, ...more] = rig.notes(1203);
	expect(more).toEqual([]);
	expect(note).toContain(`BeyondTrust session ${session}`);
	expect(note).toMatch(/Moved here from ticket .?1201.? by .?Robin Keller.? on 20\d\d-/);
	expect(rig.notes(1201)).toHaveLength(4);
	const correction = route.actions(1201).find(({ id }) => id === 4)!;
	expect(correction).toMatchObject({ who: 'Robin Keller', hiddenfromuser: true });
	expect(correction.note).toContain(
		`BeyondTrust session ${session} is not on this ticket any more`,
	);
	expect(correction.note).toMatch(/linked by mistake, and was moved to ticket 1203 by .?Robin Kel/);
	expect(await rig.row(session)).toMatchObject({
		state: 'linked',
		linkId: '1203',
		linkedBy: 'Robin Keller',
	});
}

async function unlinkOne(at: Pages, session: string) {
	await at.show('unlink');
	await at.picture('link-unlink');
	await at.choose('Sam Okafor', `#${String((await rig.row(session)).id)} `);
	await at.title('This will be written');
	await at.press();
	await at.title('Done');
	expect(rig.notes(1201)).toHaveLength(5);
	const correction = route.actions(1201).find(({ id }) => id === 5)!;
	expect(correction).toMatchObject({ who: 'Sam Okafor', hiddenfromuser: true });
	expect(correction.note).toContain(
		`BeyondTrust session ${session} is not on this ticket any more`,
	);
	expect(correction.note).toMatch(/by mistake, and was unlinked by .?Sam Okafor.? on 20\d\d-/);
	expect(await rig.row(session)).toMatchObject({
		state: 'unlinked',
		reason: 'no-link',
		linkKind: 'none',
		linkSystem: null,
		linkId: null,
		noteHash: null,
		linkedBy: 'Sam Okafor',
	});
}

export function journey() {
	let browser: Browser;

	beforeAll(async () => {
		browser = await launchBrowser();
	});

	afterAll(async () => {
		await browser?.close();
	});

	/** Where it fails, .build/screenshots shows the page. */
	async function inBrowser(name: string, run: (pages: Pages) => Promise<void>): Promise<void> {
		const pages = await Pages.open(browser, `${rig.formUrl}?name=Alex+Morgan`);
		try {
			await run(pages);
		} catch (error) {
			await pages.captureFailure(name);
			throw error;
		} finally {
			await pages.close();
		}
	}

	it('links three sessions to one ticket, moves one to another, unlinks one', async () => {
		const ids = await sessions();
		await inBrowser('link-three', async (at) => await linkThree(at));
		await expectLinked(ids);
		await inBrowser('move-one', async (at) => await moveOne(at, ids[1]));
		await inBrowser('unlink-one', async (at) => await unlinkOne(at, ids[2]));
		expect(await rig.row(ids[0])).toMatchObject({ state: 'linked', linkId: '1201' });
	});

	it('lets one of two people link a session in the same second, and tells the other', async () => {
		const session = await rig.unlinked();
		const people = ['Alex Morgan', 'Robin Keller'];
		const both = await Promise.all(people.map(async () => await Pages.open(browser, rig.formUrl)));
		try {
			for (const [index, at] of both.entries()) {
				await at.show('link');
				await at.choose(people[index], 'Jordan Blake');
				await at.title('Which ticket is it?');
				await at.type('1201');
			}
			await Promise.all(both.map(async (at) => await at.press()));
			await Promise.all(both.map(async (at) => await at.title(/Done|Nothing was changed/)));
			const texts = await Promise.all(both.map(async (at) => await at.text()));
			const winner = texts.findIndex((text) => text.includes('Linked to ticket 1201'));
			const other = texts[1 - winner];
			expect(other).toContain('Nothing was written');
			expect(other).toContain(people[winner]);
			await both[1 - winner].picture('link-taken');
			expect(rig.notes(1201)).toHaveLength(1);
			expect(await rig.row(session)).toMatchObject({ linkedBy: people[winner], attempts: 2 });
		} finally {
			await Promise.all(both.map(async (at) => await at.close()));
		}
	});
}
