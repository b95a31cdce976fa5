import type { Browser, Locator, Page } from 'playwright-core';

import type { Appliance } from '../../test/appliance/server.mts';
import { bareCanvas, type Box, openEditor } from '../../test/harness/browser.mts';
import { Visitor } from '../../test/harness/visitor.mts';
import { waitUntilLanded } from '../start/landed.mts';
import type { Played } from '../start/play.mts';
import type { Stack } from '../start/stack.mts';
import { runningSession, unlinkedSessions } from './cast.mts';
import { type Part, type Stage, VIEW } from './stage.mts';

/** As their templates call them. */
const ROUTE = 'Route ended sessions';
const FORM = 'Link sessions to tickets';

/** Wide enough that the whole route is in one picture, of which parts are shown. */
const CANVAS = { width: 2600, height: 1500 };

/** What a scene needs. */
export interface Set {
	stack: Stack;
	appliance: Appliance;
	stage: Stage;
	browser: Browser;
	/** A page on which Alex Morgan is logged in to n8n. */
	page: Page;
}

async function landed({ stack }: Set, played: Played[]): Promise<void> {
	const all = await waitUntilLanded(stack, played);
	if (!all.every(({ complete }) => complete)) throw new Error('A session is not where it belongs');
}

/** n8n keeps no successful runs of the route. For the film it does, so that one can be shown. */
async function keepRuns({ stack: { n8n } }: Set): Promise<string> {
	const route = (await n8n.api.listWorkflows()).find(({ name }) => name === ROUTE);
	if (!route) throw new Error(`There is no workflow '${ROUTE}'`);
	const { settings } = await n8n.api.getWorkflow(route.id);
	await n8n.api.updateWorkflow(route.id, {
		settings: { ...(settings as object), saveDataSuccessExecution: 'all' },
	});
	await n8n.api.publish(route.id);
	return route.id;
}

/** Everything that has to be there before the first picture. */
async function prepare(set: Set) {
	const { stack, appliance } = set;
	const routeId = await keepRuns(set);
	await landed(set, unlinkedSessions(appliance));
	const form = stack.forms.find(({ name }) => name === FORM);
	if (!form) throw new Error(`There is no form '${FORM}'`);
	// Whoever has approved the form once is not asked again.
	await (await Visitor.loggedIn(stack.n8n.url, stack.owner)).open(form.url);
	return { routeId, form: form.url, running: await runningSession(stack, appliance) };
}

async function itEnds({ appliance, stage, page }: Set, { sessionId }: Played): Promise<void> {
	await page.goto(appliance.url);
	const card = page.locator(`.card[data-key="${sessionId}"]`);
	await card.waitFor();
	// The page draws itself anew all the time, which would take the button away under the pointer. It still does so after the click.
	await page.evaluate(() => {
		const latest = Number(setTimeout(() => {}));
		for (let id = 1; id <= latest; id++) clearInterval(id);
	});
	await page.waitForTimeout(500);
	await card.evaluate((element) => element.scrollIntoView({ block: 'center' }));
	await stage.show(page);
	await stage.say('A support session is running. The customer was invited from ticket 1201.');
	await stage.hold(2600);
	const end = card.getByRole('button', { name: 'End it' });
	await stage.say('The technician ends it …');
	await stage.press(end);
	await end.click();
	await page.locator('#ended', { hasText: 'Jordan Blake' }).waitFor();
	await stage.show(page);
	await stage.hold(900);
}

/** The part of a picture that shows all of something, in the middle of the view. */
function whole({ x, y, width, height }: Box): Part {
	const wide = Math.max(width, (height * VIEW.width) / VIEW.height);
	const high = (wide * VIEW.height) / VIEW.width;
	return { x: x - (wide - width) / 2, y: y - (high - height) / 2, width: wide };
}

async function itIsRouted(set: Set, routeId: string, played: Played): Promise<void> {
	const { stack, stage, page } = set;
	await landed(set, [played]);
	const [run] = await stack.n8n.api.listExecutions({ workflowId: routeId, status: ['success'] });
	await page.setViewportSize(CANVAS);
	await page.goto(`${stack.n8n.url}/workflow/${routeId}/executions/${run.id}`);
	const canvas = await bareCanvas(page);
	const picture = await page.screenshot({ scale: 'css' });
	await stage.hidePointer();
	await stage.say('The appliance tells n8n. The route takes the session …');
	await stage.put(picture, whole(canvas));
	await stage.hold(2200);
	const decide = await page
		.getByTestId('canvas-node')
		.filter({ hasText: 'Get the session' })
		.boundingBox();
	if (!decide) throw new Error('The node that reads the session cannot be seen');
	const row = { x: decide.x - 60, y: decide.y - 200, width: 900 };
	await stage.say(
		'… reads it again, and decides where it belongs, by the signed link of its invite.',
	);
	await stage.put(picture, row);
	await stage.hold(2200);
	await stage.say('… and hands the note to the desk.');
	await stage.put(picture, { ...row, x: row.x + 560 });
	await stage.hold(1800);
}

async function itIsOnTheTicket({ stack, stage, page }: Set, ticket: string): Promise<void> {
	await page.setViewportSize(VIEW);
	await page.goto(`${stack.desk.url}${stack.desk.pageOf(ticket)}`);
	await stage.show(page);
	await stage.say('Seconds later it is on its ticket: once, private, in the technician’s name …');
	await stage.hold(3000);
	await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
	await stage.show(page);
	await stage.say('… with the chat.');
	await stage.hold(2400);
}

/** Whether the page had to move, so that something can be seen. */
async function scrolledTo(page: Page, target: Locator): Promise<boolean> {
	const at = async () => await page.evaluate(() => scrollY);
	const before = await at();
	await target.scrollIntoViewIfNeeded();
	return (await at()) !== before;
}

async function itIsLinked({ stage, page }: Set, form: string): Promise<void> {
	const title = async (text: string) => await page.locator('h1', { hasText: text }).waitFor();
	const next = page.locator('#submit-btn');
	const press = async (target: Locator) => {
		if (await scrolledTo(page, target)) await stage.show(page);
		await stage.press(target);
	};
	const go = async (to: string) => {
		await press(next);
		await next.click();
		await title(to);
		await page.evaluate(() => document.fonts.ready);
	};
	await page.setViewportSize(VIEW);
	await page.goto(form);
	await title('Sessions and their tickets');
	await page.locator('#field-0').selectOption('Link to a ticket');
	await stage.show(page);
	await stage.say('Another session came without an invite. A technician links it with a form.');
	await stage.hold(2200);
	await go('Link to a ticket');
	await stage.show(page);
	await stage.hold(900);
	const tick = async (text: string) => {
		const box = page.locator('.multiselect-option', { hasText: text }).locator('input').first();
		await press(box);
		await box.check();
		await stage.show(page);
		await stage.hold(500);
	};
	await tick('Theo Lindqvist');
	await go('Which ticket is it?');
	await stage.show(page);
	await stage.say('Tickets that fit are suggested, with the reasons.');
	await stage.hold(2200);
	await tick('VPN drops');
	await go('This will be written');
	await stage.show(page);
	await stage.say('It says what it will write, before it does.');
	await stage.hold(1800);
	await go('Done');
	await stage.show(page);
	await stage.hold(1200);
}

async function itSaysWhoLinkedIt({ stack, stage, page }: Set, ticket: string): Promise<void> {
	await stage.hidePointer();
	await page.goto(`${stack.desk.url}${stack.desk.pageOf(ticket)}`);
	await page.locator('.action').first().waitFor();
	await stage.show(page);
	await stage.say('Now it is on ticket 1203.');
	await stage.hold(3000);
}

/** Plays the main job on the stage: a session arrives on its ticket by itself, another one by the form. */
export async function play(set: Omit<Set, 'page'>): Promise<void> {
	const { stack, browser } = set;
	const page = await openEditor(browser, stack.n8n, '/signin');
	await page.setViewportSize(VIEW);
	const whole = { ...set, page };
	const [first, , third] = stack.desk.control.numbers;
	const { routeId, form, running } = await prepare(whole);
	await itEnds(whole, running);
	await itIsRouted(whole, routeId, running);
	await itIsOnTheTicket(whole, first);
	await itIsLinked(whole, form);
	await itSaysWhoLinkedIt(whole, third);
	await page.context().close();
}
