import { inWorkflows } from '../e2e/operations/workflows.mts';
import type { Json } from '../harness/api.mts';
import { appliance, begin, finish, n8n } from '../e2e/operations/rig.mts';

/** What the nodes need of n8n, whatever its version: `npm run compat`. The first words of a group are the column of the table. */
jest.setTimeout(120_000);

beforeAll(begin, 300_000);

afterAll(finish);

describe('Package loads', () => {
	it('with its action node, its triggers and its credentials', async () => {
		const names = (await n8n.api.rest<Json[]>('GET', '/types/nodes.json')).map(({ name }) => name);
		for (const ours of ['beyondTrust', 'beyondTrustPollTrigger', 'beyondTrustTrigger']) {
			expect(names).toContain(`n8n-nodes-beyondtrust.${ours}`);
		}
		const credentials = await n8n.api.rest<Json[]>('GET', '/types/credentials.json');
		expect(credentials.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['beyondTrustOAuth2Api', 'beyondTrustWebhookApi']),
		);
	});
});

describe('Credential is tested', () => {
	it('green for the right secret, red for a wrong one', async () => {
		const given = { host: appliance.url, ...appliance.account, linkSecret: '' };
		const credential = await n8n.api.createCredential('beyondTrustOAuth2Api', 'Tested', given);
		expect((await n8n.api.testCredential(credential, given)).status).toBe('OK');
		const wrong = { ...given, clientSecret: 'another-secret' };
		const other = await n8n.api.createCredential('beyondTrustOAuth2Api', 'Wrong', wrong);
		expect((await n8n.api.testCredential(other, wrong)).status).toBe('Error');
	});
});

describe('Operations run', inWorkflows);
