import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';

import {
	bareCanvas,
	describeWithBrowser,
	documentationScreenshot,
	launchBrowser,
	openEditor,
} from '../harness/browser.mts';
import { root } from '../harness/prepared.mts';
import { readTemplate } from '../harness/template.mts';
import { House } from './house.mts';

jest.setTimeout(120_000);

/** Wide enough that the names of the nodes of the largest canvas can be read. Only the canvas is in the picture. */
const SCREEN = { width: 2200, height: 1150 };

const house = new House();
const files = ['', 'library'].flatMap((folder) =>
	readdirSync(path.join(root, 'workflows', folder))
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.join(folder, file)),
);
/** Where the picture of a template is: those for n8n's template library have theirs beside them. */
const pictureOf = (file: string): [name: string, folder?: string] => {
	const name = path.basename(file, '.json');
	const isForLibrary = path.dirname(file) === 'library';
	return isForLibrary ? [name, 'workflows/library'] : [`canvas-${name}`];
};

describeWithBrowser('A template in the editor', () => {
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		[browser] = await Promise.all([launchBrowser(), house.start()]);
		const smtp = { host: '127.0.0.1', port: 25, secure: false, disableStartTls: true };
		house.credentials.smtp = await house.n8n.api.createCredential('smtp', 'smtp', smtp);
		page = await openEditor(browser, house.n8n);
		await page.setViewportSize(SCREEN);
	}, 300_000);

	afterAll(async () => {
		await browser?.close();
		await house.close();
	});

	it.each(files)('%s shows all its nodes, all of them known', async (file) => {
		const template = await readTemplate(file);
		const answers = { credentials: house.credentials };
		const { id } = await house.n8n.api.importTemplate(template, answers);
		await page.goto(`${house.n8n.url}/workflow/${id}`);
		const canvas = await bareCanvas(page);
		const shown = await page.getByTestId('canvas-node').count();
		expect(shown).toBe(template.nodes.filter(({ type }) => !type.endsWith('.stickyNote')).length);
		expect(await page.getByText('Install this node to use it').count()).toBe(0);
		const [name, folder] = pictureOf(file);
		await documentationScreenshot(page, name, { folder, part: canvas });
	});
});
