import type { IDataObject, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';

import { failureOf, runNode } from './n8n.mts';
import type { Run, SubWorkflow } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const picked = (value: string, cachedResultName: string) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName,
});
const DELIVERY = 'deliveryWorkflow1';

/** Parameters as the editor saves them: what is left at its default is not there. */
const invite = (parameters: object): IDataObject => ({
	resource: 'invite',
	operation: 'compose',
	queueType: 'team',
	teamId: id('2'),
	linkTo: 'ticket',
	linkSystem: 'halo',
	linkId: '1201',
	recipient: 'anna@example.com',
	...parameters,
});
const sent = (parameters: object) =>
	invite({ operation: 'send', deliveryWorkflow: picked(DELIVERY, 'Deliver'), ...parameters });

const run = async (parameters: IDataObject, rest: Partial<Run> = {}) =>
	await runNode({ parameters, store: appliance.store(), ...rest });
const failed = async (parameters: IDataObject, rest: Partial<Run> = {}) =>
	await failureOf(run(parameters, rest));
const compose = async (parameters: object) => (await run(invite(parameters)))[0].json;

const keysMade = () => appliance.asked('generate_session_key');
const requests = () => appliance.control.requests().filter(({ name }) => name !== 'token').length;

/** A delivery workflow that keeps what it got and returns what it is told to. */
function mailbox(output: Array<INodeExecutionData[] | null> = [[{ json: { delivered: true } }]]) {
	const mails: Array<{ id: string; items: INodeExecutionData[] }> = [];
	const executeWorkflow: SubWorkflow = (workflowId, items) => {
		mails.push({ id: workflowId, items });
		return { executionId: '77', data: output };
	};
	return { mails, executeWorkflow };
}
/** What n8n returns of a workflow whose later nodes all dropped the invite. */
const echoing: { executeWorkflow: SubWorkflow } = {
	executeWorkflow: (_id, items) => ({
		executionId: '77',
		data: [items.map((item) => ({ ...item, pairedItem: { item: 0 } }))],
	}),
};
const failing = (message: string): { executeWorkflow: SubWorkflow } => ({
	executeWorkflow: () => {
		throw new Error(message);
	},
});
/** What n8n throws where it cannot even begin the workflow, in whatever words. */
const refusing: { executeWorkflow: SubWorkflow } = {
	executeWorkflow: (workflowId) => {
		throw new UnexpectedError('Any words.', { extra: { workflowId } });
	},
};

describe('Invite: Send', () => {
	it('runs the delivery workflow once an item, and returns what it returned', async () => {
		const { mails, executeWorkflow } = mailbox([[{ json: { messageId: '<1@x>' } }]]);
		const [{ json, pairedItem }] = await run(sent({}), { executeWorkflow });
		const { invite: words, delivery, ...sessionKey } = json;
		expect(delivery).toEqual({ messageId: '<1@x>' });
		expect(pairedItem).toEqual({ item: 0 });
		expect(mails).toEqual([
			{ id: DELIVERY, items: [{ json: { invite: words, sessionKey, link: json.link } }] },
		]);
		expect(keysMade()).toBe(1);
	});

	it('returns all items of a workflow that returned several', async () => {
		const { executeWorkflow } = mailbox([[{ json: { to: 1 } }], null, [{ json: { to: 2 } }]]);
		const [{ json }] = await run(sent({}), { executeWorkflow });
		expect(json.delivery).toEqual([{ to: 1 }, { to: 2 }]);
	});

	it('keeps its own output, whatever the other workflow does to its input', async () => {
		const executeWorkflow: SubWorkflow = (_id, [item]) => {
			(item.json.invite as IDataObject).text = 'changed';
			item.json.sessionKey = null;
			return { executionId: '1', data: [[{ json: {} }]] };
		};
		const [{ json }] = await run(sent({}), { executeWorkflow });
		expect((json.invite as IDataObject).text).toContain(json.code);
	});

	it('delivers an invite that was made before as it was, and asks the appliance for nothing', async () => {
		const { invite: words, link, ...sessionKey } = await compose({});
		const { mails, executeWorkflow } = mailbox();
		const before = { made: keysMade(), requests: requests() };
		const again = JSON.stringify({ invite: words, sessionKey, link });
		const [{ json }] = await run(sent({ again, recipient: 'eve@example.com' }), {
			executeWorkflow,
		});
		expect({ made: keysMade(), requests: requests() }).toEqual(before);
		expect(mails[0].items[0].json).toMatchObject({ invite: words, link });
		expect(json).toMatchObject({ code: sessionKey.code, url: sessionKey.url, invite: words });
		const failure = await failed(sent({ again: '{}' }), { executeWorkflow });
		expect(failure.message).toMatch(/'Send Again'/);
		expect(mails).toHaveLength(1);
	});

	it('sends a hundred invites in one run: a key, a delivery and an item each', async () => {
		// More than the real limit: both sides share a process here, and when it stalls, arrivals bunch up.
		appliance.control.setOptions({ requestsPerSecond: 24 });
		const { mails, executeWorkflow } = mailbox();
		const items = Array.from({ length: 100 }, (_, n) => ({ ticket: 2000 + n }));
		const parameters = sent({
			linkId: '={{ $json.ticket }}',
			recipient: '={{ "customer" + $json.ticket + "@example.com" }}',
		});
		const output = await run(parameters, { items, executeWorkflow });
		expect(output.map(({ json }) => (json.link as IDataObject).id)).toEqual(
			items.map(({ ticket }) => String(ticket)),
		);
		const codes = mails.map(({ items: [{ json }] }) => (json.sessionKey as IDataObject).code);
		expect(new Set(codes).size).toBe(100);
		expect(keysMade()).toBe(100);
	});

	describe('that is not delivered', () => {
		const unpublished = "'Delivery Workflow': It is not published or does not exist.";
		const nothing =
			"'Delivery Workflow': It ended without returning anything of its own, so the invite may or may not have been sent.";
		const failedWith = (reason: string) => `'Delivery Workflow': It failed: ${reason}`;
		it.each([
			['missing or unpublished', refusing, unpublished],
			[
				'failing in the words of n8n, at another workflow',
				failing('Workflow does not exist.'),
				failedWith('Workflow does not exist.'),
			],
			[
				'failing',
				failing('connect ECONNREFUSED 127.0.0.1:25'),
				failedWith('connect ECONNREFUSED 127.0.0.1:25'),
			],
			['failing without a reason', failing(''), failedWith('it gave no reason.')],
			['returning no item', mailbox([[]]), nothing],
			['returning no data', mailbox([null]), nothing],
			['without outputs', mailbox([]), nothing],
			['handing back what it was given', echoing, nothing],
			[
				'going on after a failure',
				mailbox([[{ json: { error: 'Mailbox is full' } }]]),
				failedWith('Mailbox is full'),
			],
			[
				'going on after an error',
				mailbox([[{ json: { error: { message: 'Greylisted', code: 451 } } }]]),
				failedWith('Greylisted'),
			],
			[
				'saying that it did not deliver',
				mailbox([[{ json: { delivered: false, reason: 'The chat has ended.' } }]]),
				failedWith('The chat has ended.'),
			],
		])('fails with the workflow %s', async (_what, { executeWorkflow }, sentence) => {
			const failure = await failed(sent({}), { executeWorkflow });
			expect(failure.message).toBe(sentence);
			expect(failure.description).toMatch(
				/The invite counts as not sent\. The session key that was made for it expires automatically at \d{4}-.*Z\.$/,
			);
			expect(keysMade()).toBe(1);
		});

		it('is told without the link and the code, also where the workflow quotes them', async () => {
			const quoted: string[] = [];
			const executeWorkflow: SubWorkflow = (_id, [{ json }]) => {
				const { url, code } = json.sessionKey as Record<string, string>;
				quoted.push(url, code, url.slice(-32));
				throw new Error(`550 ${url} (${code}) ${url.slice(-32)}\r\n refused`);
			};
			const failure = await failed(sent({}), { executeWorkflow });
			expect(failure.message).toBe(failedWith('550 … (…) … refused'));
			const told = JSON.stringify(failure, Object.getOwnPropertyNames(failure));
			for (const secret of quoted) expect(told).not.toContain(secret);
		});

		it('fails alone, and the others are sent', async () => {
			const executeWorkflow: SubWorkflow = (_id, [{ json }]) => {
				if (((json.link as IDataObject).id as string).endsWith('2')) throw new Error('refused');
				return { executionId: '1', data: [[{ json: { delivered: true } }]] };
			};
			const output = await run(sent({ linkId: '={{ $json.ticket }}' }), {
				items: [{ ticket: '1' }, { ticket: '2' }, { ticket: '3' }],
				executeWorkflow,
				continueOnFail: true,
			});
			expect(output.map(({ json }) => json.delivery ?? json.error)).toEqual([
				{ delivered: true },
				`${failedWith('refused')} [Item 1]`,
				{ delivered: true },
			]);
			expect(output[1].json).not.toHaveProperty('invite');
		});

		it('does not put this execution to sleep with a workflow that waits', async () => {
			let left: IRunExecutionData | undefined;
			const output = await run(sent({}), {
				executeWorkflow: () => ({
					executionId: '1',
					data: [[{ json: {} }]],
					waitTill: new Date('3000-01-01'),
				}),
				continueOnFail: true,
				inspect: (execution) => (left = execution),
			});
			expect(output[0].json.error).toBe(
				"'Delivery Workflow': It contains a node that waits, and an invite cannot wait.",
			);
			expect(left).toBeDefined();
			expect(left?.waitTill).toBeUndefined();
		});
	});

	it('is not asked to deliver what has no key', async () => {
		const { mails, executeWorkflow } = mailbox();
		await failed(sent({ queueType: 'representative', representativeId: id('21') }), {
			executeWorkflow,
		});
		await failed(sent({ text: 'Hello' }), { executeWorkflow });
		expect(mails).toEqual([]);
	});
});
