import type { Browser } from 'playwright-core';

import { createApi } from '../../harness/api.mts';
import { capture, launchBrowser, openEditor } from '../../harness/browser.mts';
import type { N8n } from '../../harness/n8n.mts';
import { Pages } from '../linking/pages.mts';
import { ACTIONS, YES } from '../linking/rig.mts';
import { user } from '../peopleHouse.mts';
import type { DeskHouse } from './house.mts';

const LINES = [
	'Outlook asks for my password again and again.',
	'Me again, Outlook is back at it after the restart.',
	'Now Outlook has locked my account.',
];

const EVIL = [
	'<img src="/x" onerror="fired = 1"><script>fired = 2</script>',
	'[code]<img src="/x" onerror="fired = 3">[/code] {html}<script>fired = 4</script>{html}',
	'<!channel> <@U0123456> [~accountid:1] @everyone {{ticket.id}} ${fired = 5}',
];

/** What people do in a browser: link, move and unlink in the form, and look at a note on the desk's own page. */
export function people(house: DeskHouse): void {
	let browser: Browser;

	beforeAll(async () => {
		browser = await launchBrowser();
	});

	afterAll(async () => {
		await browser?.close();
	});

	/** Logged in as Robin, who was in none of the sessions. */
	async function open(): Promise<Pages> {
		const api = createApi(house.n8n.url);
		await api.login(user('Robin'));
		// Whoever has approved the form once is not asked again.
		await house.robin.open(house.form.url);
		const page = await openEditor(browser, { url: house.n8n.url, api } as N8n, '/signin');
		return new Pages(page, house.form.url);
	}

	async function choose(at: Pages, action: keyof typeof ACTIONS, holding: string): Promise<void> {
		await at.show(action);
		await at.press();
		await at.title(ACTIONS[action]);
		await at.tick(holding);
		await at.press();
	}

	async function agree(at: Pages): Promise<void> {
		await at.title('This will be written');
		await at.page.locator('select').last().selectOption(YES);
		await at.press();
		await at.title('Done');
	}

	async function linkAll(at: Pages): Promise<void> {
		await choose(at, 'link', 'Jordan Blake');
		await at.title('Which ticket is it?');
		// A desk that cannot be asked for tickets suggests none.
		if (house.given.looks) await at.tick('Outlook keeps asking for the password');
		else await at.page.getByPlaceholder('Its number').fill(house.number(0));
		await at.press();
		await agree(at);
	}

	async function moveOne(at: Pages, line: string): Promise<void> {
		await choose(at, 'move', line);
		await at.title('Which ticket should they go on?');
		await at.page.getByPlaceholder('Its number').fill(house.number(2));
		await at.press();
		await agree(at);
	}

	async function takeOneOff(at: Pages, line: string): Promise<void> {
		await choose(at, 'unlink', line);
		await agree(at);
	}

	it('links three sessions, moves one and takes one off, in the name of the login', async () => {
		const [from, to] = [house.number(0), house.number(2)];
		const ids: string[] = [];
		for (const firstLine of LINES) ids.push(await house.unlinked({ firstLine }, {}, [firstLine]));
		const at = await open();
		try {
			await linkAll(at);
			expect(house.on(from)).toHaveLength(3);
			await moveOne(at, LINES[1]);
			await takeOneOff(at, LINES[2]);
		} catch (error) {
			await capture(at.page, `failed-${house.given.template}`).catch(() => undefined);
			throw error;
		} finally {
			await at.page.context().close();
		}
		for (const id of ids) {
			const [note] = house.notesOf(from, id);
			expect(note.isPrivate).toBe(true);
			expect(note.body).toMatch(/Linked by Robin Keller on 20\d\d-/);
		}
		const [moved, ...more] = house.on(to);
		expect(more).toEqual([]);
		expect(moved.body).toContain(`BeyondTrust session ${ids[1]} · `);
		expect(moved.body).toMatch(/Moved here from ticket \S+ by Robin Keller on 20\d\d-/);
		const corrections = house.on(from).slice(3);
		expect(corrections.map(({ body }) => body)).toEqual([
			expect.stringMatching(/was moved to ticket \S+ by Robin Keller/),
			expect.stringMatching(/was unlinked by Robin Keller/),
		]);
		if (house.given.writesAs) {
			expect(moved.author).toBe('Alex Morgan');
			expect(corrections.map(({ author }) => author)).toEqual(['Robin Keller', 'Robin Keller']);
		}
		const rows = await Promise.all(ids.map(async (id) => await house.row(id)));
		expect(rows.map(({ state, linkId }) => [state, linkId])).toEqual([
			['linked', from],
			['linked', to],
			['unlinked', null],
		]);
	}, 300_000);

	it('sees the note of a hostile session on the desk’s own page, where nothing fires', async () => {
		const ticket = house.number(0);
		const sessionId = house.play({ externalKey: house.link(ticket), customerName: EVIL[0] }, EVIL);
		expect(await house.ended(sessionId)).toMatchObject({ state: 'written' });
		const page = await browser.newPage();
		const asked: string[] = [];
		page.on('request', (request) => asked.push(new URL(request.url()).pathname));
		const address = `${house.at.url}${house.at.pageOf(ticket)}`;
		await page.goto(address, { waitUntil: 'load' });
		const frame = page.frameLocator('iframe.note');
		const isFramed = (await page.locator('iframe.note').count()) > 0;
		const shown = isFramed
			? await frame.first().locator('body').innerText()
			: await page.locator('pre.note').first().innerText();
		expect(shown).toContain('fired = 2');
		expect(shown).toContain('onerror="fired = 1"');
		const { pathname } = new URL(address);
		expect(asked.filter((one) => one !== pathname && one !== '/control/revision')).toEqual([]);
		const fired = await Promise.all(
			page
				.frames()
				.map(async (one) =>
					one.evaluate(() => (globalThis as { fired?: unknown }).fired ?? null).catch(() => null),
				),
		);
		expect(new Set(fired)).toEqual(new Set([null]));
		await page.close();
	}, 120_000);
}
