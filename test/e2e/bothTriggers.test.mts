import { startAppliance } from '../appliance/server.mts';
import type { Appliance } from '../appliance/server.mts';
import { eventually } from '../harness/api.mts';
import type { Json } from '../harness/api.mts';
import { startN8n } from '../harness/n8n.mts';
import type { N8n } from '../harness/n8n.mts';

/** Both triggers, published side by side in a real n8n, write down what they report into a Data Table each. */
const TOKEN = 'e2e-token-0123456789abcdef';
/** Also the names of their tables and workflows: n8n hands out 250 rows of a table. */
const SOURCES = ['webhook', 'poll'] as const;
type Source = (typeof SOURCES)[number];
/** n8n polls once a minute at most for each rule of its polling times, so twelve of them make a poll every five seconds. */
const SECONDS = Array.from({ length: 12 }, (_, index) => index * 5);
/** On a machine that is busy with other things, each event takes n8n a second or two. */
const PATIENCE = { timeout: 480_000, pause: 500 };

let n8n: N8n;
let appliance: Appliance;

beforeAll(async () => {
	[appliance, n8n] = await Promise.all([
		// A recipient that takes its time is asked again, and then there are two events.
		startAppliance({ reportLag: 0, recipientTimeout: 120_000 }),
		startN8n(),
	]);
	await n8n.api.setupOwner();
	for (const source of SOURCES) {
		await n8n.api.createDataTable(source, [{ name: 'sessionId', type: 'string' }]);
	}
}, 240_000);

afterAll(async () => {
	await Promise.all([n8n?.close(), appliance?.close()]);
});

/** Publishes a workflow of a trigger and a node that writes down each session. @returns its id and its webhooks */
async function publish(source: Source, trigger: Json) {
	const tableId = await n8n.api.dataTableId(source);
	const note = {
		name: 'Note',
		type: 'n8n-nodes-base.dataTable',
		typeVersion: 1.1,
		parameters: {
			operation: 'insert',
			dataTableId: { __rl: true, mode: 'id', value: tableId },
			columns: {
				mappingMode: 'defineBelow',
				value: { sessionId: '={{ $json.sessionId }}' },
				matchingColumns: [],
				schema: [{ id: 'sessionId', displayName: 'sessionId', type: 'string', required: false }],
			},
			options: {},
		},
	};
	const { id } = await n8n.api.createWorkflow({
		name: source,
		settings: { saveDataSuccessExecution: 'none' },
		nodes: [{ name: 'Trigger', typeVersion: 1, ...trigger } as never, note],
		connections: { Trigger: { main: [[{ node: 'Note', type: 'main', index: 0 }]] } },
	});
	return { id, webhooks: await n8n.api.publish(id) };
}

async function publishBoth() {
	const token = await n8n.api.createCredential('beyondTrustWebhookApi', 'Webhook', {
		token: TOKEN,
	});
	const account = await n8n.api.createCredential('beyondTrustOAuth2Api', 'Account', {
		host: appliance.url,
		...appliance.account,
	});
	const { webhooks } = await publish('webhook', {
		type: 'n8n-nodes-beyondtrust.beyondTrustTrigger',
		webhookId: crypto.randomUUID(),
		parameters: { events: ['sessionEnded'], authentication: 'token', options: {} },
		credentials: { beyondTrustWebhookApi: token },
	});
	const poll = await publish('poll', {
		type: 'n8n-nodes-beyondtrust.beyondTrustPollTrigger',
		parameters: {
			pollTimes: {
				item: SECONDS.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })),
			},
			options: {},
		},
		credentials: { beyondTrustOAuth2Api: account },
	});
	appliance.control.setRecipients([
		{ url: `${webhooks[0].url}?token=${TOKEN}`, events: ['support_conference_end'] },
	]);
	return poll.id;
}

const reportedBy = async (source: Source) =>
	(await n8n.api.dataTableRows<{ sessionId: string }>(source)).map(({ sessionId }) => sessionId);

/** Reports that the appliance was asked for and answered, with any of these statuses. */
const reports = (...statuses: number[]) =>
	appliance.control
		.requests()
		.filter(({ name, status }) => name === 'SupportSession' && statuses.includes(status)).length;

const until = async (what: string, condition: () => boolean | Promise<boolean>) => {
	await eventually(what, async () => ((await condition()) ? true : undefined), PATIENCE);
};

async function pollsMore(count: number) {
	const before = reports(200);
	await until(`${count} more polls`, () => reports(200) >= before + count);
}

it('report the same 200 sessions, each once, from an appliance that lags, is slow and is away', async () => {
	const { control } = appliance;
	const pollWorkflow = await publishBoth();
	const sessions = Array.from({ length: 200 }, () => control.startSession());
	const end = (from: number, to: number, reportLag: (index: number) => number) =>
		sessions.slice(from, to).forEach((lsid, index) => {
			control.end(lsid, { reportLag: reportLag(index) });
		});

	// Every other one is registered only after later ones were passed on.
	end(0, 60, (index) => (index % 2) * 12_000);
	await until('half of the lagging sessions', async () => (await reportedBy('poll')).length >= 30);

	// Slower than the time between two polls, so that n8n begins polls while one is waiting.
	control.slow(8_000);
	end(60, 120, () => 0);
	const answered = reports(200);
	await until('a slow report', () => reports(200) > answered);
	control.slow(0);

	await control.offline('unavailable');
	end(120, 170, (index) => (index % 3) * 2_000);
	await until('a poll that failed', async () => {
		const failed = await n8n.api.listExecutions({ workflowId: pollWorkflow, status: ['error'] });
		return failed.length > 0;
	});
	expect(reports(503)).toBeGreaterThan(0);
	await control.online();
	end(170, 200, () => 0);

	for (const source of SOURCES) {
		await until(`200 sessions by ${source}`, async () => (await reportedBy(source)).length >= 200);
	}
	await pollsMore(2);
	for (const source of SOURCES) {
		expect((await reportedBy(source)).sort()).toEqual([...sessions].sort());
	}
}, 1_200_000);
