import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
	type Api,
	type Credential,
	itemsOf,
	type Json,
	type WorkflowJson,
} from '../../test/harness/api.mts';
import { root } from '../../test/harness/prepared.mts';

/** What the templates answer at, once they are published. */
export interface Published {
	/** Web forms: the name of the workflow and the address. */
	forms: Array<{ name: string; url: string }>;
	/** What outbound events go to, without the token. */
	eventUrl: string;
}

interface Part {
	/** The template, without `.json`. One that this version does not have is passed over. */
	file: string;
	/** The row of beyondtrust_settings that takes its id, or the address of its form. */
	id?: string;
	form?: string;
	/** What its node Settings asks for. */
	settings?: Record<string, string>;
	/** Where it is another one than that of the others of its type. */
	credential?: Credential;
}

/** The templates in the order in which they need each other, after the desk workflow. */
const PARTS: Part[] = [
	{ file: 'deliver-invite-email', id: 'emailDelivery' },
	{ file: 'deliver-invite-chat', id: 'chatDelivery' },
	{ file: 'route-sessions' },
	{ file: 'sweep-sessions' },
	{ file: 'link-one' },
	{ file: 'link-sessions', form: 'linkFormUrl' },
	{ file: 'reconcile-sessions' },
	{ file: 'send-one' },
	{ file: 'send-invite' },
	{ file: 'invite-on-ticket' },
	{ file: 'unlinked-digest' },
	{ file: 'check-desk' },
];

/** As its template calls it. */
const SWEEP = 'Sweep for missed sessions';

const folder = path.join(root, 'workflows');

async function templateOf(file: string): Promise<WorkflowJson | null> {
	const name = path.join(folder, `${file}.json`);
	const isThere = await access(name).then(
		() => true,
		() => false,
	);
	return isThere ? (JSON.parse(await readFile(name, 'utf8')) as WorkflowJson) : null;
}

/** n8n and what is known of it so far. */
interface Site {
	api: Api;
	credentials: Record<string, Credential>;
	/** Ids of the workflows by the names of their templates' workflows. */
	ids: Map<string, string>;
	settings: Record<string, string>;
}

const setupStart = 'Run it by hand, or each day';

/** Runs the set-up and gives what it says is not ready yet. */
async function runSetup(api: Api, id: string): Promise<string[]> {
	const execution = await api.runWorkflow(id, setupStart, 120_000);
	const { error } = execution.data.resultData;
	if (execution.status !== 'success') {
		throw new Error(`The set-up workflow failed: ${error?.message} ${error?.description ?? ''}`);
	}
	const [{ json }] = itemsOf(execution, 'What is ready');
	const { checks } = json as { checks: Array<{ what: string; isReady: boolean; said: string }> };
	return checks.filter(({ isReady }) => !isReady).map(({ what, said }) => `${what}: ${said}`);
}

/** Enters a value as a person does in the table of settings, which setup has filled. */
async function set({ api, settings }: Site, values: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(values)) {
		settings[name] = value;
		await api.updateDataTableRows('beyondtrust_settings', { name }, { value });
	}
}

/** The workflow that a node calls and that a person has to choose, by what the first note of the template says to choose there. */
function chosenIn(template: WorkflowJson, { ids }: Site): Record<string, Json> {
	const open = template.nodes.filter(({ type, parameters }) => {
		const { value } = (parameters.workflowId ?? {}) as { value?: unknown };
		return type === 'n8n-nodes-base.executeWorkflow' && value === '';
	});
	const note = template.nodes.find(({ type }) => type.endsWith('.stickyNote'));
	const text = String(note?.parameters.content ?? '');
	return Object.fromEntries(
		open.map(({ name }) => {
			const line = text.split('\n').find((one) => one.includes(`*${name}*`)) ?? '';
			const found = [...ids].find(([workflow]) => line.includes(`*${workflow}*`));
			if (!found) throw new Error(`Nothing says which workflow '${name}' calls`);
			return [name, { workflowId: { __rl: true, mode: 'id', value: found[1] } }];
		}),
	);
}

async function publishPart(part: Part, site: Site): Promise<Published | null> {
	const template = await templateOf(part.file);
	if (!template) return null;
	const { api, credentials } = site;
	const { id, name } = await api.importTemplate(template, {
		credentials: part.credential
			? { ...credentials, [part.credential.type]: part.credential }
			: credentials,
		parameters: chosenIn(template, site),
		...(part.settings ? { settings: part.settings } : {}),
	});
	const pages = await api.publish(id);
	site.ids.set(String(name), id);
	const form = pages.find(({ url }) => url.includes('/form/'));
	await set(site, {
		...(part.id ? { [part.id]: id } : {}),
		...(part.form && form ? { [part.form]: form.url } : {}),
	});
	const isRoute = part.file === 'route-sessions';
	return {
		eventUrl: (isRoute && pages.find(({ method }) => method === 'POST')?.url) || '',
		forms: form ? [{ name: String(name), url: form.url }] : [],
	};
}

/**
 * Does what a person does in the first hour: sets up, imports and publishes every template, enters what the table of settings asks for, and
 * sets up again.
 *
 * @param settings more rows of beyondtrust_settings
 * @param desk the template of the desk workflow, what its node Settings is to hold, and what it logs in with
 * @param say receives what is not ready yet, which with a real appliance is no reason to stop
 */
export async function importTemplates(
	api: Api,
	given: Credential[],
	settings: Record<string, string>,
	desk: { template: string; settings: Record<string, string>; credential: Credential },
	say: (line: string) => void,
): Promise<Published & { sweepId: string }> {
	const credentials = Object.fromEntries(given.map((one) => [one.type, one]));
	const setup = await templateOf('setup');
	if (!setup) throw new Error('There is no template to set up with');
	const { id } = await api.importTemplate(setup, { credentials });
	await runSetup(api, id);
	const site: Site = { api, credentials, ids: new Map(), settings: {} };
	const { template: file, ...ofDesk } = desk;
	const first: Part = { file, id: 'deskWorkflow', ...ofDesk };
	await set(site, settings);
	const all: Published[] = [];
	for (const part of [first, ...PARTS])
		all.push((await publishPart(part, site)) ?? { forms: [], eventUrl: '' });
	for (const one of await runSetup(api, id)) say(`Not ready yet: ${one}`);
	await api.publish(id);
	const eventUrl = all.map((one) => one.eventUrl).find(Boolean);
	if (!eventUrl) throw new Error('No template has a webhook for outbound events');
	const sweepId = site.ids.get(SWEEP) ?? '';
	return { forms: all.flatMap(({ forms }) => forms), eventUrl, sweepId };
}
