import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Appliance, startAppliance } from '../appliance/server.mts';
import type { Snapshot } from '../appliance/snapshot.mts';
import { eventually } from '../harness/api.mts';
import { root } from '../harness/prepared.mts';
import { freePort } from '../harness/process.mts';
import { Visitor } from '../harness/visitor.mts';

jest.setTimeout(300_000);

/** Logs in as it is printed, and opens a form by the name of its workflow. */
async function formOf(output: string, workflow: string) {
	const [, url = ''] = new RegExp(`^Form +(\\S+) +\\(${workflow}`, 'm').exec(output) ?? [];
	const [, email = '', password = ''] = /log in as +(\S+) +(\S+)/.exec(output) ?? [];
	const visitor = await Visitor.loggedIn(new URL(url).origin, { email, password });
	return { visitor, page: await visitor.open(url) };
}

/** `npm start` with these switches, its output collected. */
async function npmStart(switches: string[], env: Record<string, string> = {}) {
	const port = await freePort();
	const script = path.join(root, 'scripts/start.mjs');
	const child = spawn(process.execPath, [script, '--port', String(port), ...switches], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	const ended = once(child, 'close').then(([code]) => code as number);
	return { child, port, ended, output: () => output };
}

const answers = async (url: string) =>
	await fetch(url).then(
		() => true,
		() => false,
	);

/** What the README goes on with: a session that was invited with the form, and one that has no right to its ticket. */
async function sessionsOfOnesOwn(output: () => string) {
	const [, control = ''] = /^Appliance +(\S+)/m.exec(output()) ?? [];
	const command = async (name: string, fields: object) => {
		const headers = { 'Content-Type': 'application/json' };
		const body = JSON.stringify(fields);
		const answer = await fetch(`${control}/control/${name}`, { method: 'POST', headers, body });
		return (await answer.json()) as { lsid: string };
	};
	const said = async (line: RegExp) => {
		const look = async () => line.exec(output())?.[0];
		return await eventually(String(line), look, { timeout: 60_000 });
	};
	const { visitor, page } = await formOf(output(), 'Send an invite');
	const choose = await visitor.submit(page, '1204', 'By email', '');
	expect((await visitor.submit(choose, '')).text).toContain('The invite was sent');
	const file = (await said(/^Mail to .*\.html$/m)).split(/ {3}/).at(-1) ?? '';
	const [, link = ''] = /href="([^"]+)"/.exec(readFileSync(file, 'utf8')) ?? [];
	expect(await (await fetch(link.replaceAll('&amp;', '&'))).text()).toContain(
		'Alex M. is with you',
	);
	const state = (await (await fetch(`${control}/control/state`)).json()) as Snapshot;
	const invited = state.sessions.find((one) => one.state === 'running');
	await command('end', { lsid: invited?.lsid ?? '' });
	expect(await said(/^Session of .*: written, .*$/m)).toMatch(/its note is on http\S+\/1204$/);

	const { lsid } = await command('startSession', {
		...{ customerName: 'Kim Ode', externalKey: 'ticket:halo:1204', representativeId: 11 },
	});
	await command('end', { lsid });
	expect(await said(/^Session of Kim Ode: .*$/m)).toMatch(
		/unlinked, because its external key is not signed, and .* another customer\. Link it .*\/form\//,
	);
}

describe('npm start', () => {
	it('shows a session for each route where it belongs, and Ctrl-C ends everything', async () => {
		const { child, port, ended, output } = await npmStart([]);
		try {
			await eventually(
				'the end of the output',
				async () => (output().includes('Ctrl-C ends everything.') ? true : undefined),
				{ timeout: 220_000 },
			);
			expect(output()).toContain('All 4 sessions are where they belong');
			expect(output()).not.toContain('MISSING');
			expect(output()).toMatch(/linked to a ticket +written .*note by Alex Morgan on http/);
			expect(output()).toMatch(/linked to a chat on a ticket +written .*note by Robin Keller/);
			expect(output()).toMatch(/not linked +unlinked +no-link +in the store/);

			const urls = [...new Set(output().match(/http:\/\/127\.0\.0\.1:\d+/g))];
			expect(urls).toContain(`http://127.0.0.1:${port}`);
			expect(urls).toHaveLength(3);
			expect(await Promise.all(urls.map(answers))).toEqual([true, true, true]);

			expect(output()).not.toContain('Not ready yet');
			const { visitor, page } = await formOf(output(), 'Link sessions');
			const sessions = await visitor.submit(page, 'Link to a ticket');
			expect(sessions.boxes).toEqual(
				expect.arrayContaining([expect.stringContaining('Robin Falk')]),
			);

			await sessionsOfOnesOwn(output);

			child.kill('SIGINT');
			expect(await ended).toBe(0);
			expect(await Promise.all(urls.map(answers))).toEqual([false, false, false]);
		} finally {
			child.kill('SIGTERM');
			await ended;
		}
	});

	// The desks differ in their template and their login only; `test/e2e/desks` plays all of them, and these two are the least alike.
	it.each(['zendesk', 'email'])('plays the routes on the desk %s', async (name) => {
		const { ended, output } = await npmStart(['--desk', name, '--exit']);
		expect(await ended).toBe(0);
		expect(output()).toContain('All 4 sessions are where they belong');
		expect(output()).not.toContain('Not ready yet');
	});

	describe('with an appliance of its own', () => {
		let appliance: Appliance;

		beforeAll(async () => {
			appliance = await startAppliance();
		});

		afterAll(async () => {
			await appliance.close();
		});

		it('plays nothing and says what to enter on the appliance', async () => {
			const { clientId, clientSecret } = appliance.account;
			const { ended, output } = await npmStart(
				['--host', appliance.url, '--client-id', clientId, '--exit'],
				{ BEYONDTRUST_CLIENT_SECRET: clientSecret },
			);
			expect(await ended).toBe(0);
			expect(output()).toMatch(
				/https:\/\/ADDRESS-OF-THIS-MACHINE\/webhook\/[0-9a-f-]{36}\/\w+\?token=\S{16,}/,
			);
			expect(output()).not.toContain(clientSecret);
			expect(appliance.control.state().sessions).toHaveLength(0);
		});
	});

	it.each([
		[['--host', 'support.example.com'], '--client-id is missing'],
		[['--host', 'support.example.com', '--client-id', 'a'], '--client-secret is missing'],
		[['--client-secret', 'b'], '--host is missing'],
		[['--port', 'http'], '--port http is not a port number'],
		[['--hots', 'support.example.com'], "Unknown option '--hots'"],
	])('says what is wrong with %j', async (switches, sentence) => {
		const { ended, output } = await npmStart(switches, { BEYONDTRUST_CLIENT_SECRET: '' });
		expect(await ended).toBe(1);
		expect(output()).toContain(sentence);
	});
});
