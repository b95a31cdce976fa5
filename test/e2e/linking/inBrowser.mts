import type { Browser } from 'playwright-core';

import { capture, launchBrowser, openEditor } from '../../harness/browser.mts';
import { Pages } from './pages.mts';
import { ACTIONS, rig, YES } from './rig.mts';

const LINES = [
	'Outlook asks for my password again and again.',
	'Me again, Outlook is back at it after the restart.',
	'Now Outlook has locked my account.',
];

export function inBrowser() {
	let browser: Browser;

	beforeAll(async () => {
		browser = await launchBrowser();
	});

	afterAll(async () => {
		await browser?.close();
	});

	it('links three sessions to one ticket, and takes one off', async () => {
		for (const [index, firstLine] of LINES.entries()) {
			const startedAt = new Date(Date.now() - (140 - index * 45) * 60_000).toISOString();
			await rig.unlinked({ firstLine, startedAt }, {}, [firstLine]);
		}
		const other = { customer: 'Mina Castell', company: null, representative: 'Robin Keller' };
		await rig.unlinked({ ...other, firstLine: 'The pages are still blank.' });
		// Whoever has approved the form once is not asked again.
		await rig.alex.open(rig.form.url);
		const at = new Pages(await openEditor(browser, rig.n8n, '/signin'), rig.form.url);
		try {
			await linkThree(at);
			await takeOne(at);
			await comeSecond(at);
		} catch (error) {
			await capture(at.page, 'failed-link-in-browser').catch(() => undefined);
			throw error;
		} finally {
			await at.page.context().close();
		}
	});
}

async function linkThree(at: Pages) {
	await at.show('link');
	await at.picture('link-open');
	await at.press();
	await at.title(ACTIONS.link);
	await at.tick('Jordan Blake');
	await at.picture('link-sessions');
	await at.press();
	await at.title('Which ticket is it?');
	for (const line of LINES) expect(await at.text()).toContain(line);
	await at.tick('Outlook keeps asking for the password');
	await at.picture('link-ticket');
	await at.press();
	await at.title('This will be written');
	expect(await at.page.locator('select').last().inputValue()).toBe(YES);
	await at.picture('link-review');
	await at.press();
	await at.title('Done');
	await at.picture('link-done');
	const link = at.page.getByRole('link', { name: 'Open ticket 1201' });
	expect(await link.getAttribute('href')).toBe('https://desk.example.com/ticket/1201');
	expect(rig.any.on(1201)).toHaveLength(3);
}

async function takeOne(at: Pages) {
	await at.show('unlink');
	await at.press();
	await at.title(ACTIONS.unlink);
	await at.picture('link-unlink');
	await at.tick(LINES[2]);
	await at.press();
	await at.title('This will be written');
	await at.press();
	await at.title('Done');
	expect(await at.text()).toContain('Unlinked from ticket');
	expect(rig.any.on(1201)).toHaveLength(4);
}

async function comeSecond(at: Pages) {
	await at.show('link');
	await at.press();
	await at.title(ACTIONS.link);
	await at.tick('The pages are still blank');
	await at.press();
	await at.title('Which ticket is it?');
	await at.page.getByPlaceholder('Its number').fill('1202');
	await at.press();
	await at.title('This will be written');
	await rig.write({ customer: 'Castell' }, '1203', rig.robin);
	await at.press();
	await at.title('Nothing was changed');
	await at.picture('link-taken');
	expect(await at.text()).toContain('Robin Keller');
}
