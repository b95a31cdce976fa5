import type { Browser } from 'playwright-core';

import { createApi } from '../../harness/api.mts';
import { capture, launchBrowser, openEditor } from '../../harness/browser.mts';
import type { N8n } from '../../harness/n8n.mts';
import { Pages } from '../linking/pages.mts';
import { ACTIONS, YES } from '../linking/rig.mts';
import { user } from '../peopleHouse.mts';
import { rig } from './rig.mts';

const LINES = [
	'Outlook asks for my password again and again.',
	'Me again, Outlook is back at it after the restart.',
	'Now Outlook has locked my account.',
];

/** Logged in as Robin, who was in none of the sessions. */
async function open(browser: Browser): Promise<Pages> {
	const api = createApi(rig.n8n.url);
	await api.login(user('Robin'));
	// Whoever has approved the form once is not asked again.
	await rig.robin.open(rig.form.url);
	const page = await openEditor(browser, { url: rig.n8n.url, api } as N8n, '/signin');
	return new Pages(page, rig.form.url);
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

async function linkThree(at: Pages): Promise<void> {
	await choose(at, 'link', 'Jordan Blake');
	await at.title('Which ticket is it?');
	await at.tick('Outlook keeps asking for the password');
	await at.press();
	await agree(at);
}

async function moveOne(at: Pages, line: string): Promise<void> {
	await choose(at, 'move', line);
	await at.title('To which ticket?');
	await at.page.getByPlaceholder('Its number').fill('1203');
	await at.press();
	await agree(at);
}

async function takeOneOff(at: Pages, line: string): Promise<void> {
	await choose(at, 'unlink', line);
	await agree(at);
}

export function journey(): void {
	let browser: Browser;

	beforeAll(async () => {
		browser = await launchBrowser();
	});

	afterAll(async () => {
		await browser?.close();
	});

	it('links three sessions, moves one and takes one off, in the name of the login', async () => {
		const ids: string[] = [];
		for (const firstLine of LINES) ids.push(await rig.unlinked({ firstLine }, {}, [firstLine]));
		const at = await open(browser);
		try {
			await linkThree(at);
			expect(rig.on(1201)).toHaveLength(3);
			await moveOne(at, LINES[1]);
			await takeOneOff(at, LINES[2]);
		} catch (error) {
			await capture(at.page, 'failed-linking-halopsa').catch(() => undefined);
			throw error;
		} finally {
			await at.page.context().close();
		}
		for (const id of ids) {
			const [note] = rig.on(1201).filter(({ note_html: html }) => html?.includes(id));
			expect(note).toMatchObject({ who: 'Alex Morgan', hiddenfromuser: true });
			expect(note.note_html).toMatch(/Linked by Robin Keller on 20\d\d-/);
		}
		const [moved, ...more] = rig.on(1203);
		expect(more).toEqual([]);
		expect(moved.note_html).toContain(`BeyondTrust session ${ids[1]} · `);
		expect(moved.note_html).toMatch(/Moved here from ticket 1201 by Robin Keller on 20\d\d-/);
		const corrections = rig.on(1201).slice(3);
		expect(corrections.map(({ note_html: html }) => html)).toEqual([
			expect.stringMatching(/was moved to ticket 1203 by Robin Keller/),
			expect.stringMatching(/was unlinked by Robin Keller/),
		]);
		expect(corrections.map(({ who }) => who)).toEqual(['Robin Keller', 'Robin Keller']);
		const rows = await Promise.all(ids.map(async (id) => await rig.row(id)));
		expect(rows.map(({ state, linkId }) => [state, linkId])).toEqual([
			['linked', '1201'],
			['linked', '1203'],
			['unlinked', null],
		]);
		expect(rows.map(({ linkedBy }) => linkedBy)).toEqual(Array(3).fill('Robin Keller'));
	}, 300_000);
}
