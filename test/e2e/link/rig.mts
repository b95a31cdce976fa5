import { randomUUID } from 'node:crypto';

import { TABLES } from '../../../workflows/src/blocks/store/columns';
import type { StartInput } from '../../appliance/session.mts';
import type { Json } from '../../harness/api.mts';
import { readTemplate } from '../../harness/template.mts';
import { multipart, type Page, submitForm } from '../invite/form.mts';
import { LEDGER, rig as route } from '../route/rig.mts';

export const ACTIONS = {
	link: 'Link to a ticket',
	move: 'Move to another ticket',
	unlink: 'Unlink from their ticket',
};

export const YES = 'Yes, write it';

export interface Wanted {
	action?: keyof typeof ACTIONS;
	customer?: string;
	technician?: string;
	from?: string;
	to?: string;
	name?: string;
}

/** The form, beside what the tests of the route use: a real n8n, a simulated appliance and desk, the route itself. */
class LinkRig {
	/** Address of the form's first page. */
	formUrl = '';

	async start(): Promise<void> {
		await route.start();
		this.formUrl = await this.publishForm();
	}

	/** Desk and appliance as they were at the start, and an empty ledger. */
	async reset(): Promise<void> {
		route.reset();
		const tables = await route.n8n.api.listDataTables();
		if (tables.some(({ name }) => name === LEDGER)) await route.n8n.api.deleteDataTable(LEDGER);
		const columns = Object.entries(TABLES[LEDGER]).map(([name, type]) => ({ name, type }));
		await route.n8n.api.createDataTable(LEDGER, columns);
	}

	/** One more published copy of the form. @returns its address */
	async publishForm(settings: Json = {}): Promise<string> {
		const formPath = `link-${randomUUID()}`;
		const template = await readTemplate('link-sessions-halopsa.json');
		const { id } = await route.n8n.api.importTemplate(template, {
			credentials: route.credentials,
			settings: { haloUrl: route.desk.url, ticketPage: '/ticket/{id}', ...settings },
			parameters: {
				'When the form is sent': (parameters) => ({
					...parameters,
					options: { ...(parameters.options as Json), path: formPath },
				}),
			},
		});
		const [page] = await route.n8n.api.publish(id);
		return page.url;
	}

	/** A session that ended on the appliance, without an event. @returns its id */
	session(input: StartInput = {}, lines: string[] = []): string {
		const { control } = route.appliance;
		const sessionId = control.startSession({ ...input, notify: false });
		for (const line of lines) control.chat(sessionId, 'customer', line);
		control.end(sessionId, { notify: false });
		return sessionId;
	}

	/** Rows as the route leaves them: unlinked, unless `row` says otherwise. */
	async store(...rows: Json[]): Promise<void> {
		const all = rows.map((row, index) => ({
			key: `appliance:${row.sessionId}`,
			applianceId: 'appliance',
			state: 'unlinked',
			reason: 'no-link',
			linkKind: 'none',
			name: 'A session',
			customer: 'Jordan Blake',
			representative: 'Alex Morgan',
			startedAt: new Date(Date.now() - (index + 2) * 600_000).toISOString(),
			endedAt: new Date(Date.now() - (index + 1) * 600_000).toISOString(),
			durationSeconds: 600,
			attempts: 1,
			...row,
		}));
		for (let at = 0; at < all.length; at += 500) {
			await route.n8n.api.insertDataTableRows(LEDGER, all.slice(at, at + 500));
		}
	}

	/** A session on the appliance and its row. @returns its id */
	async unlinked(row: Json = {}, input: StartInput = {}): Promise<string> {
		const sessionId = this.session({ customerName: 'Jordan Blake', ...input });
		await this.store({ sessionId, ...row });
		return sessionId;
	}

	async row(sessionId: string): Promise<Json> {
		const rows = await route.n8n.api.dataTableRows<Json>(LEDGER);
		const row = rows.find((one) => one.sessionId === sessionId);
		if (!row) throw new Error(`No row for session ${sessionId}`);
		return row;
	}

	/** The row of a session, once somebody has linked, moved or unlinked it. */
	async signed(sessionId: string): Promise<Json> {
		const wanted = (row: Json) => row.sessionId === sessionId && Boolean(row.linkedAt);
		return await route.row(`session ${sessionId} in a new place`, wanted);
	}

	/** Changes a row as another person or workflow does. */
	async change(sessionId: string, data: Json): Promise<void> {
		await route.enter(LEDGER, { sessionId }, data);
	}

	/** Fills in the first page. */
	async open(wanted: Wanted = {}, url = this.formUrl): Promise<Page> {
		const {
			action = 'link',
			customer = '',
			technician = '',
			from = '',
			to = '',
			name = '',
		} = wanted;
		return await submitForm(url, [ACTIONS[action], customer, technician, from, to, name]);
	}

	/** Chooses all sessions of the page, or those whose choice holds a text. */
	async choose(page: Page, who = 'Alex Morgan', holding = ''): Promise<Page> {
		const chosen = page.boxes.filter((box) => box.includes(holding));
		const name = page.choices.find((choice) => choice.includes(who)) ?? who;
		return await page.submit(name, JSON.stringify(chosen));
	}

	/** Types a ticket's number on the page that also suggests some. */
	async ticket(page: Page, typed: string): Promise<Page> {
		return await (page.boxes.length > 0 ? page.submit('[]', typed) : page.submit(typed));
	}

	/** From the first page to the one that shows what will be written. */
	async review(wanted: Wanted = {}, who?: string, typed = '1201'): Promise<Page> {
		const page = await this.choose(await this.open(wanted), who);
		return wanted.action === 'unlink' ? page : await this.ticket(page, typed);
	}

	/** Answers the page that shows what will be written. */
	async agree(page: Page, answer = YES): Promise<Page> {
		const fields = [...page.html.matchAll(/id="(field-\d+)" name="\1" value=/g)].length;
		return await page.submit(...Array.from({ length: fields }, () => ''), answer);
	}

	/** All pages. @returns the last one */
	async write(wanted: Wanted = {}, who?: string, typed?: string): Promise<Page> {
		return await this.agree(await this.review(wanted, who, typed));
	}

	/** Sends a page without waiting for what comes after it. Of two at once, n8n may leave one without an answer. */
	async send(page: Page, values: string[]): Promise<void> {
		const signal = AbortSignal.timeout(10_000);
		const request = fetch(page.url, { method: 'POST', body: multipart(values), signal });
		await request.catch(() => undefined);
	}

	/** What the actions of a ticket say, oldest first. */
	notes(ticketId: number): string[] {
		return [...route.actions(ticketId)]
			.sort((a, b) => a.id - b.id)
			.map(({ note_html: html }) => String(html));
	}
}

export const rig = new LinkRig();
export { route };
