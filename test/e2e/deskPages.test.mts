import { createTransport } from 'nodemailer';
import type { Browser } from 'playwright-core';

import type { Asked } from '../../nodes/shared/desk/contract';
import type { Desk, DeskSettings } from '../../nodes/shared/desk/desk';
import { email } from '../../nodes/shared/desk/email';
import { freshservice } from '../../nodes/shared/desk/freshservice';
import { haloPsa } from '../../nodes/shared/desk/haloPsa';
import { jira } from '../../nodes/shared/desk/jira';
import { begin, type DeskState, goOn } from '../../nodes/shared/desk/machine';
import { serviceNow } from '../../nodes/shared/desk/serviceNow';
import { zendesk } from '../../nodes/shared/desk/zendesk';
import { renderNote, sessionFromJson } from '../../nodes/shared/session/note';
import type { SimulatedDesk } from '../desk/chassis/desk.mts';
import { DESKS } from '../desk/desks.mts';
import {
	describeWithBrowser,
	documentationScreenshot,
	launchBrowser,
} from '../harness/browser.mts';
import { readTemplate } from '../harness/template.mts';
import { askOver } from '../unit/desk/overHttp.mts';

jest.setTimeout(60_000);

/** By the name of the command line. */
const MODULES = {
	...{ email, freshservice, halopsa: haloPsa, 'jira-sm': jira, servicenow: serviceNow, zendesk },
} as unknown as Record<string, Desk<DeskSettings>>;

const session = sessionFromJson({
	sessionId: '4f1c9a7be2d04c3f8a61b0e5d7c29a13',
	...{ state: 'ended', complete: true },
	...{ startedAt: '2026-11-26T09:32:00.000Z', endedAt: '2026-11-26T09:44:00.000Z' },
	customer: { name: 'Jordan Blake', company: 'Northwind Studio', hostname: 'STUDIO-14' },
	primaryRepresentative: { publicName: 'Alex', privateName: 'Alex Morgan', primary: true },
	transcript: [
		['customer', 'Jordan Blake', 'Outlook asks for my password again and again.'],
		['representative', 'Alex Morgan', 'I have cleared the saved one. Please enter it once more.'],
		['customer', 'Jordan Blake', 'It works now, thank you!'],
	].map(([type, name, text], index) => ({
		...{ from: { type, name }, text },
		at: `2026-11-26T09:4${index}:10.000Z`,
	})),
});

/** What the HTTP Request nodes would send along. */
async function authorizationFor({ type, data }: SimulatedDesk['account']): Promise<string> {
	const basic = (name: unknown, secret: unknown) =>
		`Basic ${Buffer.from(`${String(name)}:${String(secret)}`).toString('base64')}`;
	if (type === 'httpBasicAuth') return basic(data.user, data.password);
	if (type === 'jiraSoftwareCloudApi') return basic(data.email, data.apiToken);
	const { accessTokenUrl, clientId, clientSecret, scope } = data as Record<string, string>;
	const body = new URLSearchParams({
		...{ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
		...(scope ? { scope } : {}),
	});
	const answer = await fetch(accessTokenUrl, { method: 'POST', body });
	return `Bearer ${((await answer.json()) as { access_token: string }).access_token}`;
}

interface Put {
	desk: Desk<DeskSettings>;
	at: SimulatedDesk;
	settings: DeskSettings;
	asked: Asked;
}

const noteFor = ({ noteFormat, longestNote }: Desk<DeskSettings>) => {
	const note = renderNote(session, noteFormat, {
		...{ linkKey: 'k'.repeat(32), maxLength: longestNote },
	});
	return { body: note.body, marker: note.marker ?? '' };
};

/** The email that the workflow would send. */
async function putByMail({ desk, at, settings, asked }: Put): Promise<void> {
	const first = begin(desk, asked, settings);
	const state = JSON.parse(JSON.stringify(first.state)) as DeskState;
	const { request } = goOn(desk, state, { note: noteFor(desk) });
	const { host, port, user, password: pass } = at.account.data as Record<string, string>;
	const transport = createTransport({ host, port: Number(port), auth: { user, pass } });
	await transport.sendMail(request?.mail ?? {});
}

describeWithBrowser('The page of a desk', () => {
	let browser: Browser;

	beforeAll(async () => {
		browser = await launchBrowser();
	});

	afterAll(async () => {
		await browser?.close();
	});

	it.each(Object.keys(DESKS))('shows what a note looks like on %s', async (name) => {
		const { template, system, start } = DESKS[name];
		const at = await start();
		try {
			const desk = MODULES[name];
			const { nodes } = await readTemplate(`${template}.json`);
			const { assignments } = nodes.find((node) => node.name === 'Settings')?.parameters
				.assignments as { assignments: Array<{ name: string; value: unknown }> };
			const given = Object.fromEntries(assignments.map((one) => [one.name, one.value]));
			const settings = { ...given, system, ...at.settings } as unknown as DeskSettings;
			const [ticket] = at.control.numbers;
			const asked = {
				...{ contract: 1, operation: 'putNote', target: { kind: 'ticket', id: ticket } },
				...{ session, minutes: 12, at: session.endedAt },
				note: { audience: 'internal', sections: [], marker: '', postscript: '' },
				author: { agentId: null, names: ['Alex Morgan'], email: null },
			} as unknown as Asked;
			if (name === 'email') {
				await putByMail({ desk, at, settings, asked });
			} else {
				const token = await authorizationFor(at.account);
				const over = { desk, settings, note: noteFor(desk), authorization: async () => token };
				const answer = await askOver(over, asked as unknown as Record<string, unknown>);
				expect(answer).toMatchObject({ outcome: 'written' });
			}
			const page = await browser.newPage({ viewport: { width: 980, height: 640 } });
			await page.goto(`${at.url}${at.pageOf(ticket)}`);
			expect(await page.getByText('Private', { exact: true }).count()).toBe(1);
			expect(await page.locator('.action').innerHTML()).toContain(session.sessionId);
			await documentationScreenshot(page, `note-${name}`);
			await page.close();
		} finally {
			await at.close();
		}
	});
});
