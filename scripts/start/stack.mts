import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Appliance, startAppliance } from '../../test/appliance/server.mts';
import { type Desk, startDesk } from '../../test/desk/server.mts';
import type { Credential, Owner, Workflow, WorkflowJson } from '../../test/harness/api.mts';
import { type N8n, startN8n } from '../../test/harness/n8n.mts';
import { root } from '../../test/harness/prepared.mts';
import { freePort } from '../../test/harness/process.mts';

/** What the command line asked for; `options.mjs` reads it. */
export interface StartOptions {
	/** API account of a real appliance; undefined for the simulated one. */
	appliance?: { host: string; clientId: string; clientSecret: string };
	/** Wanted port of n8n. */
	port: number;
	/** End after showing what landed where. */
	exit: boolean;
}

/** Everything that `npm start` started. */
export interface Stack {
	n8n: N8n;
	desk: Desk;
	/** Undefined with a real appliance. */
	appliance?: Appliance;
	owner: Owner;
	apiCredential: Credential;
	/** What the outbound event of the appliance has to call, with its token. */
	eventUrl: string;
	/** Imported templates by file name. */
	workflows: Map<string, Workflow>;
	logFile: string;
}

/** Ends what was started, last first; each once, however often it is called. */
export class Shutdown {
	private readonly steps: Array<() => Promise<void>> = [];
	private ending?: Promise<void>;

	add(step: () => Promise<void>): void {
		this.steps.push(step);
	}

	run(): Promise<void> {
		this.ending ??= (async () => {
			for (const step of this.steps.reverse()) await step();
		})();
		return this.ending;
	}
}

const routeTemplate = 'route-sessions-halopsa.json';
const setupTemplate = 'setup.json';

/** n8n asks for a capital and a digit, which random text need not hold. */
const newOwner = (): Owner => ({
	email: 'demo@example.com',
	password: `Demo-1-${randomBytes(9).toString('base64url')}`,
	firstName: 'Demo',
	lastName: 'Owner',
});

/** In a temporary folder: below the repository, n8n's lint would go through the editor that n8n unpacks there. */
async function bootN8n(wantedPort: number, shutdown: Shutdown) {
	const port = await freePort(wantedPort);
	const logFile = path.join(root, `.build/n8n-${port}.log`);
	const log = createWriteStream(logFile);
	const n8n = await startN8n({
		port,
		env: { GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone },
		log: (line) => log.write(`${line}\n`),
	});
	shutdown.add(async () => {
		await n8n.close();
		log.end();
	});
	return { n8n, logFile };
}

async function startServers(options: StartOptions, shutdown: Shutdown) {
	const desk = await startDesk();
	shutdown.add(() => desk.close());
	if (options.appliance) return { desk };
	const appliance = await startAppliance();
	shutdown.add(() => appliance.close());
	return { desk, appliance };
}

async function createCredentials({ api }: N8n, desk: Desk, account: StartOptions['appliance']) {
	const token = randomBytes(24).toString('base64url');
	const apiCredential = await api.createCredential('beyondTrustOAuth2Api', 'BeyondTrust account', {
		...account,
	});
	const webhook = await api.createCredential('beyondTrustWebhookApi', 'BeyondTrust webhook', {
		token,
	});
	const halo = await api.createCredential('oAuth2Api', 'HaloPSA', {
		grantType: 'clientCredentials',
		accessTokenUrl: `${desk.url}/auth/token`,
		clientId: desk.clientId,
		clientSecret: desk.clientSecret,
		scope: 'all',
		authentication: 'body',
	});
	return { token, apiCredential, webhook, halo };
}

async function importTemplates({ api }: N8n, desk: Desk, credentials: Credential[]) {
	const byName = Object.fromEntries(credentials.map((one) => [one.name, one]));
	const byType = Object.fromEntries(credentials.map((one) => [one.type, one]));
	const folder = path.join(root, 'workflows');
	const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	const workflows = new Map<string, Workflow>();
	for (const file of files) {
		const template = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as WorkflowJson;
		const takesDesk = JSON.stringify(template).includes('"haloUrl"');
		const workflow = await api.importTemplate(template, {
			credentials: { ...byType, ...byName },
			...(takesDesk ? { settings: { haloUrl: desk.url } } : {}),
		});
		workflows.set(file, workflow);
	}
	return workflows;
}

async function setUpTables({ api }: N8n, workflows: Map<string, Workflow>) {
	const workflow = workflows.get(setupTemplate);
	if (!workflow) throw new Error(`workflows/${setupTemplate} is missing`);
	const execution = await api.runWorkflow(workflow.id);
	if (execution.status === 'success') return;
	const { error } = execution.data.resultData;
	throw new Error(`The set-up workflow failed: ${error?.message} ${error?.description ?? ''}`);
}

async function publishRoute({ api }: N8n, workflows: Map<string, Workflow>, token: string) {
	const workflow = workflows.get(routeTemplate);
	if (!workflow) throw new Error(`workflows/${routeTemplate} is missing`);
	const webhooks = await api.publish(workflow.id);
	const webhook = webhooks.find(({ method }) => method === 'POST');
	if (!webhook) throw new Error(`workflows/${routeTemplate} has no webhook for outbound events`);
	return `${webhook.url}?token=${token}`;
}

/**
 * Boots n8n with the package, starts desk and (unless a real one is given) appliance, creates owner, credentials and
 * tables, imports every template and publishes the route.
 *
 * @param shutdown receives what ends each part, also when a later part fails
 * @param say receives a line on each step
 */
export async function startStack(
	options: StartOptions,
	shutdown: Shutdown,
	say: (line: string) => void,
): Promise<Stack> {
	say('Starting n8n …');
	const { desk, appliance } = await startServers(options, shutdown);
	const { n8n, logFile } = await bootN8n(options.port, shutdown);
	say(
		`n8n answers after ${(n8n.bootTime / 1000).toFixed(0)} s. Creating owner, credentials, tables …`,
	);
	const owner = newOwner();
	await n8n.api.setupOwner(owner);
	const account = appliance ? { host: appliance.url, ...appliance.account } : options.appliance;
	const { token, apiCredential, webhook, halo } = await createCredentials(n8n, desk, account);
	const workflows = await importTemplates(n8n, desk, [apiCredential, webhook, halo]);
	await setUpTables(n8n, workflows);
	const eventUrl = await publishRoute(n8n, workflows, token);
	appliance?.control.setRecipients([eventUrl]);
	return { n8n, desk, appliance, owner, apiCredential, eventUrl, workflows, logFile };
}
