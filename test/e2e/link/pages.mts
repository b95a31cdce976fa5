import type { Browser, Page } from 'playwright-core';

import { capture, documentationScreenshot } from '../../harness/browser.mts';
import { ACTIONS, YES } from './rig.mts';

const PATIENCE = 60_000;

/** The form as a person sees it, in a browser of their own. */
export class Pages {
	readonly page: Page;

	private constructor(page: Page) {
		this.page = page;
	}

	static async open(browser: Browser, url: string): Promise<Pages> {
		const context = await browser.newContext({ viewport: { width: 960, height: 730 } });
		context.setDefaultTimeout(PATIENCE);
		const pages = new Pages(await context.newPage());
		await pages.page.goto(url);
		return pages;
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}

	/** Waits for the page of this title. */
	async title(title: string | RegExp): Promise<void> {
		await this.page.locator('h1', { hasText: title }).waitFor();
	}

	async press(): Promise<void> {
		await this.page.locator('#submit-btn').click();
	}

	/** The first page. */
	async show(action: keyof typeof ACTIONS, filter: Record<number, string> = {}): Promise<void> {
		await this.page.locator('#field-0').selectOption(ACTIONS[action]);
		for (const [field, text] of Object.entries(filter)) {
			await this.page.locator(`#field-${field}`).fill(text);
		}
		await this.press();
		await this.title(ACTIONS[action]);
	}

	/** The sessions of the page, as it shows them. */
	async sessions(): Promise<string[]> {
		return await this.page.locator('.multiselect-option label').allTextContents();
	}

	/** Ticks every line that holds the text. */
	async tick(holding: string): Promise<void> {
		const lines = this.page.locator('.multiselect-option', { hasText: holding });
		for (const line of await lines.all()) await line.locator('input').check();
	}

	/** Chooses who it is, and the sessions whose lines hold the text; then goes on. */
	async choose(who: string, holding: string): Promise<void> {
		const options = await this.page.locator('#field-0 option').allTextContents();
		const option = options.find((one) => one.includes(who));
		await this.page.locator('#field-0').selectOption(option ?? who);
		await this.tick(holding);
		await this.press();
	}

	/** Types the number of a ticket and goes on to what will be written. */
	async type(ticket: string): Promise<void> {
		await this.page.getByPlaceholder('Its number').fill(ticket);
		await this.press();
		await this.title('This will be written');
	}

	async agree(): Promise<void> {
		await this.page.locator('select').last().selectOption(YES);
	}

	async text(): Promise<string> {
		return await this.page.locator('body').innerText();
	}

	/** The picture that the guide shows: the page as high as it is. */
	async picture(name: string): Promise<void> {
		const box = await this.page.locator('.card:visible').last().boundingBox();
		const height = Math.ceil((box?.y ?? 0) + (box?.height ?? 600)) + 24;
		await this.page.setViewportSize({ width: 960, height });
		await documentationScreenshot(this.page, name);
	}

	async captureFailure(name: string): Promise<void> {
		await capture(this.page, `failed-${name}`).catch(() => undefined);
	}
}
