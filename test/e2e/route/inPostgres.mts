import { eventually, itemsOf, type Json } from '../../harness/api.mts';
import { type Postgres, postgresFolder, startPostgres } from '../../harness/postgres.mts';
import { describeWithServers } from '../../harness/programs.mts';
import { LEDGER, rig, type Route } from './rig.mts';

const FILE = 'route-sessions-halopsa-postgres.json';
const hostile = `'); DROP TABLE ${LEDGER}; -- $1 \\ "{{ 7*7 }}" \u202e`;

function inPostgresTests() {
	let database: Postgres;
	let route: Route;

	beforeAll(async () => {
		await rig.begin();
		database = await startPostgres();
		const { host, port, user, password, database: name } = database;
		rig.credentials.postgres = await rig.n8n.api.createCredential('postgres', 'Ledger', {
			...{ host, port, user, password, database: name, ssl: 'disable', sshTunnel: false },
		});
		const settings = {
			longestRunMinutes: 0,
			retryPauseMinutes: 0,
			retryLimit: 2,
			alsoInHalo: true,
		};
		route = await rig.publishRoute(settings, {}, FILE);
	}, 240_000);

	afterAll(async () => {
		delete rig.credentials.postgres;
		await database?.stop();
	});

	/** What a query gives, asked by n8n's own node. */
	const query = async (sql: string, values: unknown[] = []): Promise<Json[]> => {
		const { postgres } = rig.credentials;
		const ask = {
			name: 'Ask',
			type: 'n8n-nodes-base.postgres',
			typeVersion: 2.6,
			parameters: {
				operation: 'executeQuery',
				query: sql,
				options: { queryReplacement: `={{ ${JSON.stringify(values)} }}` },
			},
			credentials: { postgres: { id: postgres.id, name: postgres.name } },
		};
		const start = {
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			parameters: {},
		};
		const execution = await rig.n8n.api.runOnce({
			nodes: [start, ask],
			connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
		});
		expect(execution.status).toBe('success');
		return itemsOf(execution, 'Ask').map(({ json }) => json);
	};

	const rowsOf = async (sessionId: string) =>
		await query(`SELECT * FROM ${LEDGER} WHERE "sessionId" = $1`, [sessionId]);

	const runsAfter = async (count: number, action: () => void) => {
		const before = await rig.endedRuns(route);
		action();
		await rig.waitForRuns(route, before + count);
	};

	it('makes its tables and keeps what was typed as it was typed', async () => {
		let sessionId = '';
		const customer = { customerName: hostile, customerCompany: hostile };
		await runsAfter(1, () => {
			sessionId = rig.play({ externalKey: '1201', ...customer }, [hostile], route);
		});
		const [row, ...more] = await rowsOf(sessionId);
		expect(more).toEqual([]);
		expect(row).toMatchObject({ state: 'written', attempts: 1, linkId: '1201', lastError: null });
		expect(row.customer).toContain(`'); DROP TABLE ${LEDGER}; -- $1`);
		expect(rig.actions(1201)).toHaveLength(1);
		expect(await rig.n8n.api.dataTableRows(LEDGER)).toEqual([]);
	});

	it('has one row and one note for events that come side by side', async () => {
		let sessionId = '';
		await runsAfter(5, () => {
			rig.listen(route);
			sessionId = rig.appliance.control.startSession({ externalKey: '1202', notify: false });
			rig.appliance.control.end(sessionId, { notify: false });
			const event = { event: 'support_conference_end', lsid: sessionId, timestamp: '1795359213' };
			for (const _one of Array.from({ length: 5 })) {
				void fetch(route.url, { method: 'POST', body: new URLSearchParams(event) });
			}
		});
		expect(await rowsOf(sessionId)).toMatchObject([{ state: 'written' }]);
		expect(rig.actions(1202)).toHaveLength(1);
	});

	it('finds by the sweep what never came, and finishes what failed', async () => {
		rig.appliance.control.setRecipients([]);
		const unheard = rig.appliance.control.startSession({ externalKey: '1203', notify: false });
		rig.appliance.control.end(unheard, { notify: false });
		rig.desk.control.setFaults({ offline: 'unavailable' });
		await rig.sweep(route);
		expect(await rowsOf(unheard)).toMatchObject([{ state: 'received', attempts: 1 }]);
		rig.desk.control.clearFaults();
		await rig.sweep(route);
		expect(await rowsOf(unheard)).toMatchObject([{ state: 'written', attempts: 2 }]);
		expect(rig.actions(1203)).toHaveLength(1);
		const before = rig.appliance.control.requests().length;
		await rig.sweep(route);
		expect(rig.appliance.control.requests().slice(before)).toMatchObject([
			{ path: '/api/reporting' },
		]);
	});

	it('writes what is unlinked into the list of HaloPSA, too, once', async () => {
		const path = '/api/RemoteSession';
		rig.desk.control.setFaults({ answerNext: { times: 1, status: 400, path } });
		let sessionId = '';
		await runsAfter(1, () => (sessionId = rig.play({ customerName: hostile }, [], route)));
		const [row] = await rowsOf(sessionId);
		expect(row).toMatchObject({ state: 'unlinked', attempts: 1 });
		expect(row.lastError).toContain('HaloPSA answered with HTTP 400.');
		const again = `UPDATE ${LEDGER} SET "state" = 'received', "attempts" = 0 WHERE "sessionId" = $1`;
		for (const attempts of [1, 1]) {
			await query(again, [sessionId]);
			await rig.sweep(route);
			expect(await rowsOf(sessionId)).toMatchObject([
				{ state: 'unlinked', attempts, lastError: null },
			]);
		}
		const listed = rig.desk.control.state().remoteSessions;
		expect(listed).toMatchObject([{ thirdpartyid: sessionId, sessionfinished: true }]);
		expect(listed[0].sessionenddate).toBe(new Date(String(row.endedAt)).toISOString());
	});

	it('makes the note of what is stored where the appliance no longer has the report', async () => {
		let sessionId = '';
		await runsAfter(1, () => {
			sessionId = rig.play({ externalKey: '1205', customerName: hostile }, ['It hangs.'], route);
		});
		const [{ customer, firstLine, startedAt, endedAt, durationSeconds }] = await rowsOf(sessionId);
		rig.appliance.control.reset();
		rig.desk.control.reset();
		await query(`UPDATE ${LEDGER} SET "state" = 'received' WHERE "sessionId" = $1`, [sessionId]);
		await rig.sweep(route);
		const kept = { customer, firstLine, startedAt, endedAt, durationSeconds };
		expect(await rowsOf(sessionId)).toMatchObject([{ ...kept, state: 'written', linkId: '1205' }]);
		const [{ note_html: html, datetime }, ...more] = rig.actions(1205);
		expect(more).toEqual([]);
		expect(html).toContain('The appliance no longer has the report of this session');
		expect(html).toContain('It hangs.');
		expect(datetime).toBe(new Date(String(endedAt)).toISOString());
	});

	it('gives up after the limit, tries again when a person says so, and adds what comes late', async () => {
		let sessionId = '';
		rig.desk.control.setFaults({ offline: 'unavailable' });
		await runsAfter(1, () => (sessionId = rig.play({ externalKey: '1204' }, [], route)));
		await rig.sweep(route);
		await rig.sweep(route);
		expect(await rowsOf(sessionId)).toMatchObject([{ state: 'quarantined', reason: 'gave-up' }]);
		rig.desk.control.clearFaults();
		await query(`UPDATE ${LEDGER} SET "state" = 'received' WHERE "sessionId" = $1`, [sessionId]);
		await rig.sweep(route);
		expect(await rowsOf(sessionId)).toMatchObject([{ state: 'written', reason: null }]);
		rig.listenTo(route, ['customer']);
		const answers = [{ question: 'How was it?', answers: ['Quick'] }];
		await runsAfter(1, () => rig.appliance.control.survey(sessionId, 'customer', answers));
		expect(rig.actions(1204)).toHaveLength(2);
	});

	it('deletes once a day what is on its ticket since long ago, and nothing else', async () => {
		const ids = ['1201', '1201', ''].map((externalKey) => rig.play({ externalKey }, [], route));
		const [old, young, unlinked] = ids;
		const ended = async () =>
			await query(
				`SELECT "id" FROM ${LEDGER} WHERE "sessionId" = ANY ($1::text[]) AND "endedAt" IS NOT NULL`,
				[ids],
			);
		await eventually('three rows', async () => ((await ended()).length === 3 ? true : undefined));
		await query(
			`UPDATE ${LEDGER} SET "endedAt" = now() - interval '91 days', "updatedAt" = now() - interval '91 days' WHERE "sessionId" IN ($1, $2)`,
			[old, unlinked],
		);
		await query(
			`UPDATE beyondtrust_sweeps SET "createdAt" = now() - interval '2 days', "lookedBackAt" = now() - interval '2 days'`,
		);
		await rig.sweep(route);
		expect(await rowsOf(old)).toEqual([]);
		expect(await rowsOf(young)).toMatchObject([{ state: 'written' }]);
		expect(await rowsOf(unlinked)).toMatchObject([{ state: 'unlinked' }]);
	});
}

/** The same route with PostgreSQL as the store. */
export function inPostgres() {
	describeWithServers(
		'with a ledger in PostgreSQL',
		{ postgres: postgresFolder() },
		inPostgresTests,
	);
}
