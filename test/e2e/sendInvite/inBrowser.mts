import type { Browser, Page } from 'playwright-core';

import {
	capture,
	documentationScreenshot,
	launchBrowser,
	openEditor,
} from '../../harness/browser.mts';
import { ANNA, rig } from './rig.mts';

/** As wide as an email is at most, with the edge that an email program leaves. */
const MAIL_WIDTH = 680;

async function picture(page: Page, name: string): Promise<void> {
	const box = await page.locator('.card:visible').last().boundingBox();
	const height = Math.ceil((box?.y ?? 0) + (box?.height ?? 600)) + 24;
	await page.setViewportSize({ width: 640, height });
	await documentationScreenshot(page, name);
}

const heading = async (page: Page, text: string) =>
	await page.getByRole('heading', { name: text, exact: true }).waitFor();

async function choose(page: Page, who: string) {
	await page.goto(rig.form.url);
	await page.getByLabel('Ticket number').fill('1201');
	await picture(page, 'invite-form');
	await page.getByRole('button', { name: 'Continue' }).click();
	await heading(page, 'Who takes the session?');
	await page.getByLabel('Who takes the session').selectOption(who);
}

const press = async (page: Page) =>
	await page.getByRole('button', { name: 'Send the invite' }).click();

/** The mail as an email program shows it: nothing runs or is fetched, and the button leads to the session. */
async function openMail(page: Page, link: string) {
	const happened: string[] = [];
	page.on('request', (request) => happened.push(request.url()));
	await page.goto('about:blank');
	await page.setViewportSize({ width: MAIL_WIDTH, height: 800 });
	await page.setContent(rig.mails()[0].parsed.html as string, { waitUntil: 'load' });
	const button = page.getByRole('link', { name: 'Start the session' });
	expect(await button.getAttribute('href')).toBe(link);
	expect(await page.getByText(rig.keys()[0].shortKey, { exact: true }).isVisible()).toBe(true);
	expect(await page.evaluate(() => 'ran' in window)).toBe(false);
	expect(happened).toEqual([]);
	const height = await page.evaluate(() => document.body.scrollHeight);
	await page.setViewportSize({ width: MAIL_WIDTH, height });
	await documentationScreenshot(page, 'invite-mail');
}

export function inBrowser() {
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		browser = await launchBrowser();
		// Whoever has approved the form once is not asked again.
		await rig.alex.open(rig.form.url);
	});

	afterAll(async () => {
		await browser?.close();
	});

	const within = async (play: () => Promise<void>) => {
		page = await openEditor(browser, rig.n8n, '/signin');
		try {
			await play();
		} catch (error) {
			await capture(page, 'failed-invite-in-browser').catch(() => undefined);
			throw error;
		} finally {
			await page.context().close();
		}
	};

	it('leads from the form to the invite that is sent, and the mail shows the way in', async () => {
		await within(async () => {
			await choose(page, 'team Service Desk');
			await press(page);
			await heading(page, 'The invite was sent');
			const text = await page.locator('body').innerText();
			expect(text).toContain(`To ${ANNA}, for team Service Desk.`);
			expect(text).toContain('It is noted on the ticket.');
			await picture(page, 'invite-sent');
			const [link] = /https?:\S+\?ak=\w+/.exec(text) ?? [];
			await openMail(page, link ?? '');
		});
	});

	it('leads from a mail server that is gone to a second attempt, also with a double click', async () => {
		await within(async () => {
			await choose(page, 'technician Alex Morgan');
			await rig.mail.control.offline();
			await press(page);
			await heading(page, 'The invite was not sent');
			await picture(page, 'invite-failed');
			await rig.mail.control.online();
			await page.getByRole('button', { name: 'Send the invite' }).dblclick();
			await heading(page, 'The invite was sent');
			expect([rig.mails().length, rig.any.notes.length]).toEqual([1, 1]);
		});
	});
}
