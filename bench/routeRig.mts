import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { type Appliance, startAppliance } from '../test/appliance/server.mts';
import { type Desk, startDesk } from '../test/desk/server.mts';
import { type Credential, testOwner, type WorkflowJson } from '../test/harness/api.mts';
import { type N8n, startN8n } from '../test/harness/n8n.mts';
import { root } from '../test/harness/prepared.mts';
import { rival } from './rival.mts';

const TOKEN = 'bench-token-0123456789abcdef';

const rarely = { rule: { interval: [{ field: 'months', monthsInterval: 12 }] } };

/** A real n8n with our route and its rival published, a simulated appliance whose reports are complete at once, a simulated desk. */
export interface RouteRig {
	n8n: N8n;
	appliance: Appliance;
	desk: Desk;
	/** Where events go, with the token where one is checked. */
	ours: { id: string; url: string };
	theirs: { id: string; url: string };
	close(): Promise<void>;
}

const template = async (name: string) =>
	JSON.parse(await readFile(path.join(root, 'workflows', name), 'utf8')) as WorkflowJson;

async function createCredentials(n8n: N8n, appliance: Appliance, desk: Desk) {
	const oAuth2 = (accessTokenUrl: string, authentication: 'header' | 'body') => ({
		grantType: 'clientCredentials',
		accessTokenUrl,
		authentication,
	});
	const { clientId, clientSecret } = desk;
	const all = {
		beyondTrustOAuth2Api: ['beyondTrustOAuth2Api', { host: appliance.url, ...appliance.account }],
		beyondTrustWebhookApi: ['beyondTrustWebhookApi', { token: TOKEN }],
		desk: [
			'oAuth2Api',
			{ ...oAuth2(`${desk.url}/auth/token`, 'body'), clientId, clientSecret, scope: 'all' },
		],
		appliance: [
			'oAuth2Api',
			{ ...oAuth2(`${appliance.url}/oauth2/token`, 'header'), ...appliance.account, scope: '' },
		],
	} as const;
	const made: Record<string, Credential> = {};
	for (const [name, [type, data]] of Object.entries(all)) {
		made[name] = await n8n.api.createCredential(type, name, { ...data });
	}
	return made;
}

/** Starts all of it. `env` is added to n8n's environment. */
export async function startRouteRig(env: Record<string, string> = {}): Promise<RouteRig> {
	const [n8n, appliance, desk] = await Promise.all([
		startN8n({ env }),
		startAppliance({ reportLag: 0, requestsPerHour: 1_000_000 }),
		startDesk({ lenient: true }),
	]);
	const close = async () => {
		await Promise.all([appliance.close(), desk.close(), n8n.close()]);
	};
	try {
		await n8n.api.setupOwner(testOwner);
		const made = await createCredentials(n8n, appliance, desk);
		const credentials = { ...made, oAuth2Api: made.desk };
		const setup = await n8n.api.importTemplate(await template('setup.json'), { credentials });
		await n8n.api.runWorkflow(setup.id);
		const publish = async (workflow: { id: string }) => {
			const [{ url }] = await n8n.api.publish(workflow.id);
			return { id: workflow.id, url };
		};
		const ours = await publish(
			await n8n.api.importTemplate(await template('route-sessions-halopsa.json'), {
				credentials,
				settings: { haloUrl: desk.url },
				// A sweep would take the rival's sessions for missing ones.
				parameters: { 'Every five minutes': rarely },
			}),
		);
		const theirs = await publish(
			await n8n.api.createWorkflow(
				rival({ applianceUrl: appliance.url, deskUrl: desk.url, credentials: made }),
			),
		);
		return {
			...{ n8n, appliance, desk, theirs, close },
			ours: { ...ours, url: `${ours.url}?token=${TOKEN}` },
		};
	} catch (error) {
		await close();
		throw error;
	}
}
