import type { Page } from 'playwright-core';

import { documentationScreenshot } from '../../harness/browser.mts';
import { ACTIONS } from './rig.mts';

/** The form as a person sees it who is logged in. */
export class Pages {
	readonly page: Page;

	private readonly form: string;

	constructor(page: Page, form: string) {
		this.page = page;
		this.form = form;
	}

	async title(title: string | RegExp): Promise<void> {
		await this.page.locator('h1', { hasText: title }).waitFor();
	}

	async press(): Promise<void> {
		await this.page.locator('#submit-btn').click();
	}

	/** Opens the form and chooses what is to be done. */
	async show(action: keyof typeof ACTIONS): Promise<void> {
		await this.page.goto(this.form);
		await this.title('Sessions and their tickets');
		await this.page.locator('#field-0').selectOption(ACTIONS[action]);
	}

	async tick(holding: string): Promise<void> {
		const lines = this.page.locator('.multiselect-option', { hasText: holding });
		for (const line of await lines.all()) await line.locator('input').check();
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
}
