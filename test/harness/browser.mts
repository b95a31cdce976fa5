import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, chromium, type Page, selectors } from 'playwright-core';
import type { N8n } from './n8n.mts';
import { root } from './prepared.mts';

/** The editor takes seconds to load on a busy machine. */
const patience = 45_000;

/** Path of a Chromium, Chrome or Edge; empty where there is none. The environment variable CHROME_PATH comes first. */
export function browserPath(): string {
	const script = path.join(root, 'scripts/browser.mjs');
	return execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim();
}

/**
 * `describe` for tests that need a browser. Without one they are skipped, which their title and the summary of
 * `npm test` say; with CI=true they fail, so that nobody takes a green run for a complete one.
 */
export function describeWithBrowser(name: string, tests: () => void): void {
	const missing = 'no Chromium, Chrome or Edge found (set CHROME_PATH)';
	if (browserPath()) {
		describe(name, tests);
	} else if (process.env.CI === 'true') {
		it(name, () => {
			throw new Error(`NOT RUN: ${missing}`);
		});
	} else {
		process.stderr.write(`Browser tests NOT RUN: ${missing}\n`);
		describe.skip(`NOT RUN, ${missing}: ${name}`, tests);
	}
}

/** Starts the browser without a window. It reaches loopback only, as the tests need nothing else. */
export async function launchBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: browserPath(),
		args: [
			'--disable-gpu',
			'--disable-quic',
			'--disable-sync',
			'--no-first-run',
			'--no-proxy-server',
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
			// Chromium refuses to sandbox for root, which is who runs tests in a container.
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
		],
	});
}

/** A page of n8n's editor in which the harness's own session is signed in. `path` e.g. `/workflow/new`. */
export async function openEditor(browser: Browser, n8n: N8n, pathname = '/'): Promise<Page> {
	const cookie = n8n.api.cookie();
	const separator = cookie.indexOf('=');
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		deviceScaleFactor: 1,
		locale: 'en-US',
	});
	context.setDefaultTimeout(patience);
	await context.addCookies([
		{ name: cookie.slice(0, separator), value: cookie.slice(separator + 1), url: n8n.url },
	]);
	const page = await context.newPage();
	await page.goto(`${n8n.url}${pathname}`);
	return page;
}

/** Writes a picture of the page as it is to .build/screenshots. */
export async function capture(page: Page, name: string): Promise<void> {
	await save(page, '.build/screenshots', name);
}

/**
 * Writes a picture for people: to `folder` when UPDATE_SCREENSHOTS=1, else to .build/screenshots.
 * Waits until no message covers the page and nothing moves, with the pointer out of the way.
 */
export async function documentationScreenshot(
	page: Page,
	name: string,
	folder = 'docs/images',
): Promise<void> {
	await page.mouse.move(1, 1);
	await page.waitForFunction(() => !document.querySelector('.el-notification'));
	await page.evaluate(async () => {
		await document.fonts.ready;
		const finite = document
			.getAnimations()
			.filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
		await Promise.allSettled(finite.map(({ finished }) => finished));
	});
	const update = process.env.UPDATE_SCREENSHOTS === '1';
	await save(page, update ? folder : '.build/screenshots', name);
}

async function save(page: Page, folder: string, name: string) {
	await mkdir(path.join(root, folder), { recursive: true });
	await page.screenshot({ path: path.join(root, folder, `${name}.png`), scale: 'css' });
}
