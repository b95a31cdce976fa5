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

/** A part of a page, in pixels. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Room around a canvas in its picture, in pixels. */
const ROOM = 24;

/**
 * Shows the whole canvas of the workflow or execution that is open, and nothing that lies over it.
 *
 * @returns the part of the page that holds all nodes, notes and lines
 */
export async function bareCanvas(page: Page): Promise<Box> {
	await page.getByTestId('canvas-node').first().waitFor();
	await page.getByTestId('zoom-to-fit').click();
	await page.addStyleTag({
		content: `.vue-flow__background, .vue-flow__panel, *:has(> [data-test-id='execute-workflow-button'])
			{ visibility: hidden !important }`,
	});
	// The canvas moves for a moment.
	await page.waitForTimeout(800);
	const { left, top, right, bottom } = await page.evaluate(() => {
		const parts = [...document.querySelectorAll('.vue-flow__node, .vue-flow__edge-path')];
		const boxes = parts.map((part) => part.getBoundingClientRect());
		return {
			left: Math.min(...boxes.map((box) => box.left)),
			top: Math.min(...boxes.map((box) => box.top)),
			right: Math.max(...boxes.map((box) => box.right)),
			bottom: Math.max(...boxes.map((box) => box.bottom)),
		};
	});
	return {
		...{ x: Math.floor(left) - ROOM, y: Math.floor(top) - ROOM },
		...{ width: Math.ceil(right - left) + 2 * ROOM, height: Math.ceil(bottom - top) + 2 * ROOM },
	};
}

/** Writes a picture of the page as it is to .build/screenshots. */
export async function capture(page: Page, name: string): Promise<void> {
	await save(page, '.build/screenshots', name);
}

/**
 * Writes a picture for people: to `folder` when UPDATE_SCREENSHOTS=1, else to .build/screenshots.
 * Waits until no message covers the page and nothing moves, with the pointer out of the way.
 *
 * @param part what of the page is shown; all of it, where it is left out
 */
export async function documentationScreenshot(
	page: Page,
	name: string,
	{ folder = 'docs/images', part }: { folder?: string; part?: Box } = {},
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
	const givenBack = await withExampleHosts(page);
	await save(page, update ? folder : '.build/screenshots', name, part);
	await givenBack();
}

/**
 * Writes example hosts where a page shows addresses of this machine, whose ports are others in each run.
 *
 * @returns gives the page back what it said
 */
async function withExampleHosts(page: Page): Promise<() => Promise<void>> {
	const said = await page.evaluateHandle(() => {
		const publicly = (text: string) =>
			text
				.replace(/https?:\/\/127\.0\.0\.1:\d+(?=\/(?:webhook|form))/g, 'https://n8n.example.com')
				.replace(/https?:\/\/127\.0\.0\.1:\d+/g, 'https://support.example.com');
		const changed: Array<() => void> = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const text = node as Text;
			const { data } = text;
			if (publicly(data) === data) continue;
			text.data = publicly(data);
			changed.push(() => (text.data = data));
		}
		for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea')) {
			const { value } = field;
			if (publicly(value) === value) continue;
			field.value = publicly(value);
			changed.push(() => (field.value = value));
		}
		return changed;
	});
	return async () => {
		await said.evaluate((changed) => changed.forEach((back) => back()));
		await said.dispose();
	};
}

async function save(page: Page, folder: string, name: string, clip?: Box) {
	await mkdir(path.join(root, folder), { recursive: true });
	await page.screenshot({ path: path.join(root, folder, `${name}.png`), scale: 'css', clip });
}
