import type { Browser } from 'playwright-core';

import { launchBrowser } from '../../harness/browser.mts';
import { Pages } from './pages.mts';
import { rig, route } from './rig.mts';

/** Mark-up, quotes, a sign that expressions know, right to left with an override, emoji made of several signs. */
const NAMES = [
	`<img src=x onerror="document.title='ran'"> O'Neil & "Sons" $& {{ 1 + 1 }}`,
	'שירה \u202Eלוי\u202C (إدارة)',
	'👩‍💻 Zoë 🦊',
];

const SUMMARY = `<b>Bold</b> "quoted" \u202Egnp.exe & שלום 🖨️`;

export function typed() {
	let browser: Browser;

	beforeAll(async () => {
		browser = await launchBrowser();
	});

	afterAll(async () => {
		await browser?.close();
	});

	it('shows names as they are, and lets none of them do anything', async () => {
		const ids = NAMES.map((customerName) => rig.session({ customerName }, ['<script>1</script>']));
		await rig.store(
			...NAMES.map((customer, index) => ({
				sessionId: ids[index],
				customer,
				firstLine: '<script>1</script>',
			})),
		);
		const { id: ticketId } = route.desk.control.addTicket({
			summary: SUMMARY,
			user_name: NAMES[0],
		});
		const at = await Pages.open(browser, rig.formUrl);
		const seen = async (...texts: string[]) => {
			const text = await at.text();
			for (const one of texts) expect(text).toContain(one);
			expect(text).not.toMatch(/[\u202a-\u202e]|&(amp|lt|quot);/);
			expect(await at.page.locator('img, section script').count()).toBe(0);
			expect(await at.page.title()).not.toBe('ran');
		};
		try {
			await at.show('link');
			await seen('‹img src=x onerror="', 'שירה', '👩‍💻 Zoë 🦊', '‹script›1');
			await at.choose('Alex Morgan', '#');
			await at.title('Which ticket is it?');
			await seen(NAMES[0], 'שירה', '<script>1</script>', '"quoted"');
			await at.type(String(ticketId));
			await seen(NAMES[0].slice(0, 40), '<b>Bold</b> "quoted"', '👩‍💻 Zoë 🦊');
			await at.agree();
			await at.press();
			await at.title('Done');
			await seen(NAMES[0].slice(0, 40), '👩‍💻 Zoë 🦊');
		} finally {
			await at.close();
		}
		const notes = rig.notes(ticketId);
		expect(notes).toHaveLength(3);
		expect(notes.join('')).not.toMatch(/<(img|script)/);
		expect(notes.join('')).toContain('&lt;img');
	});
}
