import type { Browser, Page } from 'playwright-core';

import type { Json } from '../../harness/api.mts';
import { documentationScreenshot, launchBrowser } from '../../harness/browser.mts';
import { BY_EMAIL, rig, SEND } from './rig.mts';

const patience = 60_000;
/** As wide as a mail is at most, with the edge that a mail program leaves. */
const MAIL_WIDTH = 680;
const PHONE_WIDTH = 360;
const FORM_WIDTH = 640;

let browser: Browser;
/** Opened anew for each test. */
let page: Page;

async function openPage(width: number): Promise<void> {
	const context = await browser.newContext({
		viewport: { width, height: 800 },
		locale: 'en-US',
		colorScheme: 'light',
	});
	context.setDefaultTimeout(patience);
	page = await context.newPage();
}

/** Pixels by which the content is wider than what is seen of it. */
const overflow = async () =>
	await page.evaluate(() => {
		const { body, documentElement: root } = document;
		const widest = Array.from(
			body.querySelectorAll('*'),
			(one) => one.getBoundingClientRect().right,
		);
		return Math.max(
			root.scrollWidth - root.clientWidth,
			...widest.map((right) => right - innerWidth),
		);
	});

/** The whole page as a picture for the documents, however long it is. */
async function picture(name: string): Promise<void> {
	const height = await page.evaluate(() => {
		const shown = Array.from(document.body.children, (one) => one.getBoundingClientRect().bottom);
		return Math.ceil(Math.max(...shown)) + 24;
	});
	const { width } = page.viewportSize()!;
	await page.setViewportSize({ width, height });
	await documentationScreenshot(page, name);
}

/** The address stays empty, so that it is the one on the ticket. */
async function fillIn(address: string, ticket = '1201') {
	await page.goto(address);
	await page.getByLabel('Ticket number').fill(ticket);
	await page.getByLabel('How to send it').selectOption(BY_EMAIL);
	await page.getByLabel('Your name').fill('Alex Morgan');
}

async function next() {
	await page.getByRole('button', { name: 'Continue' }).click();
	await heading('Who takes the session?');
}

async function choose(who: string) {
	await page.getByLabel('Who takes the session').selectOption(who);
	await page.getByRole('button', { name: 'Send the invite' }).click();
}

const heading = async (text: string) =>
	await page.getByRole('heading', { name: text, exact: true }).waitFor();

/**
 * Shows the HTML of the one mail that arrived, as a mail program does, in the width of a computer and of a telephone.
 * Nothing may run, be fetched or be cut off, and link and code must be those that are expected.
 */
async function openMail(link: string): Promise<void> {
	const [mail, ...others] = rig.mails();
	expect(others).toEqual([]);
	const [{ shortKey }] = rig.keys();
	const happened: string[] = [];
	page.on('request', (request) => happened.push(request.url()));
	page.on('dialog', (dialog) => void dialog.dismiss());
	await page.goto('about:blank');
	for (const width of [PHONE_WIDTH, MAIL_WIDTH]) {
		await page.setViewportSize({ width, height: 800 });
		await page.setContent(mail.parsed.html as string, { waitUntil: 'load' });
		expect(await overflow()).toBeLessThanOrEqual(0);
	}
	const button = page.getByRole('link', { name: 'Start the session' });
	expect(await button.getAttribute('href')).toBe(link);
	expect((await button.boundingBox())!.height).toBeGreaterThan(40);
	expect(await page.getByText(shortKey, { exact: true }).isVisible()).toBe(true);
	expect(await page.evaluate(() => 'ran' in window)).toBe(false);
	expect(happened).toEqual([]);
}

/** A copy of the form with other words or options for its invites. */
const publishForm = async (words: Json) =>
	await rig.publishForm(
		{},
		{
			[SEND]: (given) => ({
				...given,
				...words,
				options: { ...(given.options as Json), ...(words.options as Json) },
			}),
		},
	);

export function inBrowser() {
	beforeAll(async () => {
		browser = await launchBrowser();
	});

	afterAll(async () => {
		await browser?.close();
	});

	afterEach(async () => {
		await page.context().close();
	});

	it('leads from the open form to the invite that is sent, and the mail shows the way in', async () => {
		await openPage(FORM_WIDTH);
		await fillIn(await publishForm({ options: { publicPortal: 'support.example.com' } }));
		await picture('invite-form');
		await next();
		await choose('team Service Desk');
		await heading('The invite is sent');
		const text = await page.locator('body').innerText();
		expect(text).toContain('To jordan.blake@customer.example, for team Service Desk.');
		expect(text).toContain('It is noted on the ticket.');
		expect(await overflow()).toBeLessThanOrEqual(0);
		expect(rig.actions(1201)).toMatchObject([{ who: 'Alex Morgan' }]);
		await picture('invite-sent');

		const [link] = /https:\S+\?ak=\w+/.exec(text) ?? [];
		await openMail(link!);
		await picture('invite-mail');
	});

	it('leads from a technician who has left to the second attempt, for the default team', async () => {
		await openPage(FORM_WIDTH);
		await fillIn(rig.formUrl);
		await next();
		rig.appliance.control.logout(17);
		await choose('technician Sam Okafor');
		await heading('The invite was not sent');
		expect(await page.locator('body').innerText()).toContain('TECHUNAVAILABLE: nobody serves');
		expect(await overflow()).toBeLessThanOrEqual(0);
		await picture('invite-failed');
		await page.getByRole('button', { name: 'Continue' }).click();
		await heading('The invite is sent');
		expect([rig.mails().length, rig.allActions().length]).toEqual([1, 1]);
	});

	it('leads from a mail server that is gone to the second attempt, also with a double click', async () => {
		await openPage(FORM_WIDTH);
		await fillIn(rig.formUrl);
		await next();
		await rig.mail.control.offline();
		await choose('technician Alex Morgan');
		await heading('The invite was not sent');
		expect(rig.allActions()).toEqual([]);
		await rig.mail.control.online();
		await page.getByRole('button', { name: 'Continue' }).dblclick();
		await heading('The invite is sent');
		expect([rig.mails().length, rig.allActions().length]).toEqual([1, 1]);
	});

	it('shows what a customer is called as words, and its button opens the session', async () => {
		const name = `"><img src=x onerror="window.ran=1"><script>window.ran=1</script> $& {{ 7*7 }}`;
		const ticket = rig.desk.control.addTicket({
			user_name: name,
			user_email: 'x@customer.example',
		});
		const words = '<p title="$CUSTOMER">Hello $CUSTOMER, it costs $5.</p>$REMOTEINVITE';
		const value = "={{ $('Get the ticket').first().json.body.user_name }}";
		const variables = { variable: [{ name: 'CUSTOMER', value }] };
		const form = await publishForm({ html: words, text: words, variables });
		await openPage(FORM_WIDTH);
		await fillIn(form, String(ticket.id));
		await next();
		await choose('team Service Desk');
		await heading('The invite is sent');
		const [key] = rig.keys();
		await openMail(key.url);
		const greeting = page.getByText('it costs $5.');
		expect(await greeting.innerText()).toBe(`Hello ${name}, it costs $5.`);
		expect(await greeting.getAttribute('title')).toBe(name);
		const [customers] = await Promise.all([
			page.context().waitForEvent('page'),
			page.getByRole('link', { name: 'Start the session' }).click(),
		]);
		await customers.waitForLoadState();
		expect(customers.url()).toBe(key.url);
		await customers.getByRole('heading', { name: 'You joined the support session' }).waitFor();
	});
}
