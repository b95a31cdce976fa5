import { randomBytes } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { eventually } from '../harness/api.mts';
import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const get = (sessionId: string, options: object = {}) =>
	({ resource: 'session', operation: 'get', sessionId, options }) as never;

function endedSession(): string {
	const lsid = appliance.control.startSession({ externalKey: 'ticket:halo:1201' });
	appliance.control.chat(lsid, 'customer', 'The printer does not print.');
	appliance.control.end(lsid);
	return lsid;
}

describe('Session: Get', () => {
	it('gives the whole session', async () => {
		const sessionId = endedSession();
		const [{ json }] = await runNode({ parameters: get(sessionId), store: appliance.store() });
		expect(json).toMatchObject({
			sessionId,
			complete: true,
			state: 'ended',
			link: { kind: 'ticket', id: '1201' },
		});
		expect(json.transcript).toEqual([
			expect.objectContaining({
				text: 'The printer does not print.',
				from: expect.objectContaining({ type: 'customer' }),
			}),
		]);
		expect(json).not.toHaveProperty('events');
	});

	it('adds the events when asked', async () => {
		const [{ json }] = await runNode({
			parameters: get(endedSession(), { includeEvents: true }),
			store: appliance.store(),
		});
		expect((json.events as Array<{ type: string }>).map(({ type }) => type)).toContain(
			'Chat Message',
		);
	});

	it('waits until the report is complete, and not much longer', async () => {
		appliance.control.setOptions({ reportLag: 1_500 });
		const started = Date.now();
		const [{ json }] = await runNode({
			parameters: get(endedSession(), { waitUntilComplete: true }),
			store: appliance.store(),
		});
		expect(json.complete).toBe(true);
		// It waits for minutes where nothing comes.
		expect(Date.now() - started).toBeLessThan(15_000);
		expect(appliance.asked('SupportSession')).toBe(2);
	});

	it('asks once for a session, however many items wait for it', async () => {
		const sessionId = endedSession();
		const output = await runNode({
			parameters: get(sessionId),
			store: appliance.store(),
			items: [{}, {}, {}, {}],
		});
		expect(output).toHaveLength(4);
		expect(appliance.asked('SupportSession')).toBe(1);
	});

	it('returns what there is when the wait is up', async () => {
		appliance.control.setOptions({ reportLag: 60_000 });
		const [{ json }] = await runNode({
			parameters: get(endedSession(), { waitUntilComplete: true, maxWait: 1 }),
			store: appliance.store(),
		});
		expect(json).toMatchObject({ complete: false, endedAt: null });
	});

	it('stops waiting when the execution is stopped', async () => {
		const lsid = appliance.control.startSession();
		const stop = new AbortController();
		const run = runNode({
			parameters: get(lsid, { waitUntilComplete: true }),
			store: appliance.store(),
			abortSignal: stop.signal,
		});
		const stopped = Date.now();
		setTimeout(() => stop.abort(), 300);
		await failureOf(run);
		expect(Date.now() - stopped).toBeLessThan(15_000);
	});

	it('says that it does not know a session', async () => {
		const sessionId = 'f'.repeat(32);
		const failure = await failureOf(
			runNode({ parameters: get(sessionId), store: appliance.store() }),
		);
		expect(failure.message).toBe(`The appliance has no session ${sessionId}.`);
		expect(failure.description).toMatch(/'Session ID'/);
	});

	it('waits for twenty sessions at a time that nobody knows, and asks for more of them once', async () => {
		const stop = new AbortController();
		const runs = Array.from(
			{ length: 22 },
			async () =>
				await failureOf(
					runNode({
						parameters: get(randomBytes(16).toString('hex'), { waitUntilComplete: true }),
						store: appliance.store(),
						abortSignal: stop.signal,
					}),
				),
		);
		const failures: string[] = [];
		for (const run of runs) void run.then(({ message }) => failures.push(message));
		await eventually('two failures', async () => (failures.length === 2 ? true : undefined));
		expect(failures.join()).toMatch(/has no session .*has no session/);
		stop.abort();
		await Promise.all(runs);
	});

	it.each(['', '1234', 'z'.repeat(32), '0f1e2d3c4b5a69788796a5b4c3d2e1f', '../../etc/passwd'])(
		'refuses %j as a session ID',
		async (sessionId) => {
			const failure = await failureOf(
				runNode({ parameters: get(sessionId), store: appliance.store() }),
			);
			expect(failure.message).toBe("'Session ID': A session ID has exactly 32 hexadecimal digits.");
			expect(appliance.asked('SupportSession')).toBe(0);
		},
	);
});

describe('Session: Render Note', () => {
	it.each(['html', 'text'])('adds a note in %s to the item', async (format) => {
		const store = appliance.store();
		const sessionId = endedSession();
		const [session] = await runNode({ parameters: get(sessionId), store });
		const [{ json }] = await runNode({
			parameters: {
				resource: 'session',
				operation: 'renderNote',
				session: '={{ $json }}',
				format,
				options: {},
			},
			store,
			items: [session.json],
		});
		const note = json.note as {
			body: string;
			marker: string;
			contentHash: string;
			truncated: boolean;
		};
		expect(note.body).toContain('The printer does not print.');
		expect(note.body).toContain(`BeyondTrust session ${sessionId}`);
		expect(note).toMatchObject({
			format,
			marker: expect.stringMatching(
				new RegExp(`^BeyondTrust session ${sessionId} · [a-z2-7]{8}$`),
			) as string,
			markerMissing: null,
			truncated: false,
		});
		expect(json.sessionId).toBe(sessionId);
	});

	it('says of a session that was read as a summary what was not fetched', async () => {
		const lsid = appliance.control.startSession();
		appliance.control.chat(lsid, 'customer', 'The printer does not print.');
		appliance.control.end(lsid);
		const store = appliance.store();
		const [summary] = await runNode({
			parameters: {
				resource: 'session',
				operation: 'getAll',
				returnAll: true,
				from: '={{ $now.minus(1, "hour") }}',
				options: { details: 'summary' },
			},
			store,
		});
		const bodyFor = async (options: IDataObject) => {
			const [{ json }] = await runNode({
				parameters: {
					resource: 'session',
					operation: 'renderNote',
					session: '={{ $json }}',
					format: 'text',
					options,
				},
				store,
				items: [summary.json],
			});
			return (json.note as { body: string }).body;
		};
		const body = await bodyFor({});
		expect(body).toContain(
			'Not fetched with this session: chat, notes, files, system information.',
		);
		expect(body).toContain('Jamie Rivera');
		expect(body).not.toMatch(/^CHAT/m);
		expect(await bodyFor({ audience: 'customer' })).toContain(
			'Not fetched with this session: chat, files.',
		);
		expect(await bodyFor({ sections: ['header', 'links'] })).not.toContain('Not fetched');
	});

	it.each([
		['text', 'no JSON at all'],
		['a list', '[]'],
		['an object of another kind', '{"a":1}'],
	])('says that %s is no session', async (_what, session) => {
		const failure = await failureOf(
			runNode({
				parameters: {
					resource: 'session',
					operation: 'renderNote',
					session,
					format: 'html',
					options: {},
				},
				store: appliance.store(),
			}),
		);
		expect(failure.message).toMatch(/^'Session': /);
		expect(failure.description).not.toBe('');
	});
});
