import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';

import { renderNote } from '../../nodes/shared/session/note';
import { describeWithBrowser, launchBrowser } from '../harness/browser.mts';
import { hostileSession } from '../unit/session/hostileSession.mts';

/** The HTML note of a session whose every word is an attack, as a desk would show it, in a real browser. */
const { session, words, raw } = hostileSession();
const note = renderNote(session, 'html', { redact: false }).body;

let browser: Browser;
let server: Server;
let shown = '';

/** What a page did besides showing itself. */
interface Happened {
	page: Page;
	requests: string[];
	dialogs: string[];
	errors: string[];
}

beforeAll(async () => {
	server = createServer((_request, response) => {
		response.writeHead(200, { 'Content-Type': 'text/html; charset=UTF-8' });
		response.end(shown);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
});

afterAll(async () => {
	await browser?.close();
	server.closeAllConnections();
	server.close();
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/ticket`;

/** Shows a body of a ticket, and does with it what people do: look through it, point at it, go through it by keyboard. */
async function show(body: string): Promise<Happened> {
	shown = `<!doctype html><html><head><meta charset="utf-8"><title>Ticket</title><link rel="icon" href="data:,"></head><body><div id="note">${body}</div></body></html>`;
	const page = await browser.newPage();
	const happened: Happened = { page, requests: [], dialogs: [], errors: [] };
	page.on('request', (request) => happened.requests.push(request.url()));
	page.on('pageerror', (error) => happened.errors.push(error.message));
	page.on('dialog', (dialog) => {
		happened.dialogs.push(dialog.message());
		void dialog.dismiss();
	});
	await page.goto(address(), { waitUntil: 'load' });
	for (let step = 0; step < 10; step++) {
		await page.mouse.move(200 + step, 60 * step);
		await page.mouse.wheel(0, 2_000);
		await page.keyboard.press('Tab');
	}
	await page.waitForLoadState('networkidle');
	return happened;
}

const fired = async (page: Page) =>
	await page.evaluate(() => (globalThis as { fired?: unknown }).fired ?? null);

describeWithBrowser('A note of a hostile session in a browser', () => {
	beforeAll(async () => {
		browser = await launchBrowser();
	}, 60_000);

	it('would fire if it were not written as text', async () => {
		const { page, requests } = await show(raw);
		expect(await fired(page)).not.toBeNull();
		expect(requests.length).toBeGreaterThan(3);
		await page.close();
	}, 120_000);

	it('fires nothing: no script, no dialog, no request, no error', async () => {
		const { page, ...happened } = await show(note);
		expect(happened).toEqual({ requests: [address()], dialogs: [], errors: [] });
		expect(await fired(page)).toBeNull();
		expect(page.url()).toBe(address());
		await page.close();
	}, 120_000);

	it('shows every text', async () => {
		const { page } = await show(note);
		const text = await page.locator('#note').innerText();
		expect(words.filter((word) => !text.includes(word))).toEqual([]);
		expect(text).toContain('<script>fired = 1</script>');
		expect(text).toContain('=HYPERLINK("http://127.0.0.1/cell","click")');
		await page.close();
	}, 120_000);

	it('is of what a sanitising desk keeps, and is kept as it is', async () => {
		const { page } = await show(note);
		const found = await page.evaluate(() => {
			const container = document.querySelector('#note') as HTMLElement;
			const all = Array.from(container.querySelectorAll('*'));
			const before = container.innerHTML;
			// A desk reads and writes it again, more than once; some browsers' readers make something else of it then.
			container.innerHTML = before;
			const again = container.innerHTML;
			return {
				elements: [...new Set(all.map(({ localName }) => localName))].sort(),
				attributes: [...new Set(all.flatMap((one) => one.getAttributeNames()))],
				schemes: [
					...new Set(Array.from(container.querySelectorAll('a')).map(({ protocol }) => protocol)),
				],
				comments: document.createNodeIterator(container, NodeFilter.SHOW_COMMENT).nextNode(),
				stable: before === again,
			};
		});
		// The browser adds the body of a table.
		expect(found).toEqual({
			elements: ['a', 'br', 'h3', 'li', 'p', 'strong', 'table', 'tbody', 'td', 'th', 'tr', 'ul'],
			attributes: ['href'],
			schemes: ['https:'],
			comments: null,
			stable: true,
		});
		await page.close();
	}, 120_000);

	it('comes through the sanitiser of the browser unchanged, where it has one', async () => {
		const { page } = await show('');
		const kept = await page.evaluate((html) => {
			const clean = document.createElement('div') as HTMLElement & {
				setHTML?: (text: string) => void;
			};
			if (!clean.setHTML) return null;
			clean.setHTML(html);
			const plain = document.createElement('div');
			plain.innerHTML = html;
			return clean.innerHTML === plain.innerHTML;
		}, note);
		expect(kept).not.toBe(false);
		await page.close();
	}, 120_000);
});
