import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { N8n } from './n8n.mts';
import { root } from './prepared.mts';

/** Path of a Chromium, Chrome or Edge; empty where there is none. The environment variable CHROME_PATH comes first. */
export function browserPath(): string {
	const script = path.join(root, 'scripts/browser.mjs');
	return execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim();
}

/**
 * `describe` for tests that need a browser. Without one they are skipped, which the summary of `npm test` says; with
 * CI=true they fail, so that nobody takes a green run for a complete one.
 */
export function describeWithBrowser(name: string, tests: () => void): void {
	if (browserPath()) {
		describe(name, tests);
	} else if (process.env.CI === 'true') {
		it(name, () => {
			throw new Error('No Chromium, Chrome or Edge found (set CHROME_PATH)');
		});
	} else {
		describe.skip(name, tests);
	}
}

/** Starts the browser without a window. */
export async function launchBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: browserPath(),
		// Chromium refuses to sandbox for root, which is who runs tests in a container.
		args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
	});
}

/** A page of n8n's editor in which the harness's own session is signed in. `path` e.g. `/workflow/new`. */
export async function openEditor(browser: Browser, n8n: N8n, pathname = '/'): Promise<Page> {
	const [name, value] = n8n.api.cookie().split('=');
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	await context.addCookies([{ name, value, url: n8n.url }]);
	const page = await context.newPage();
	await page.goto(`${n8n.url}${pathname}`);
	return page;
}
