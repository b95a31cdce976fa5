import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Api, Credential, Json, WorkflowJson } from '../../test/harness/api.mts';
import { root } from '../../test/harness/prepared.mts';

/** What the templates answer at, once they are published. */
export interface Published {
	/** Web forms: the name of the workflow and the address. */
	forms: Array<{ name: string; url: string }>;
	/** What outbound events go to, without the token. */
	eventUrl: string;
}

/** Templates in the order in which they need each other; what is not named comes after these. */
const first = ['setup.json', 'deliver-invite-email.json', 'deliver-invite-halopsa-chat.json'];

/**
 * Templates that need what this demonstration does not have: a PostgreSQL, a desk that tells of new tickets.
 * They are imported for a look and not published.
 */
const onlyImported = /-postgres\.json$|^invite-on-ticket/;

/** The settings that the id of a delivery workflow goes into. */
const deliverySettings: Record<string, string[]> = {
	'deliver-invite-email.json': ['emailDelivery', 'delivery'],
	'deliver-invite-halopsa-chat.json': ['chatDelivery'],
};

/** The templates that take over from those of the same story when there is a desk workflow; until then one of each is enough. */
const later = /^(?:link-one|link-sessions|reconcile-sessions|route-sessions|sweep-sessions)\.json$/;

const folder = path.join(root, 'workflows');

async function templateFiles(): Promise<string[]> {
	const files = (await readdir(folder))
		.filter((name) => name.endsWith('.json') && !later.test(name))
		.sort();
	return [...first, ...files.filter((name) => !first.includes(name))];
}

function settingsOf({ nodes }: WorkflowJson): string[] {
	const settings = nodes.find(({ name }) => name === 'Settings');
	const { assignments } = (settings?.parameters.assignments ?? { assignments: [] }) as {
		assignments: Array<{ name: string }>;
	};
	return assignments.map(({ name }) => name);
}

const only = (values: Json, names: string[]): Json =>
	Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));

async function runSetup(api: Api, id: string): Promise<void> {
	const execution = await api.runWorkflow(id);
	if (execution.status === 'success') return;
	const { error } = execution.data.resultData;
	throw new Error(`The set-up workflow failed: ${error?.message} ${error?.description ?? ''}`);
}

/**
 * Imports every template as a user would, fills in credentials and settings, runs the set-up and publishes the rest.
 *
 * @param settings values for the nodes "Settings", each taken where a template has such a setting
 */
export async function importTemplates(
	api: Api,
	credentials: Credential[],
	settings: Json,
): Promise<Published> {
	const byName = Object.fromEntries(credentials.map((one) => [one.name, one]));
	const byType = Object.fromEntries(credentials.map((one) => [one.type, one]));
	const known = { ...settings };
	const forms: Published['forms'] = [];
	let eventUrl = '';
	for (const file of await templateFiles()) {
		const template = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as WorkflowJson;
		const names = settingsOf(template);
		const { id, name } = await api.importTemplate(template, {
			credentials: { ...byType, ...byName },
			...(names.length > 0 ? { settings: only(known, names) } : {}),
		});
		if (file === 'setup.json') await runSetup(api, id);
		if (onlyImported.test(file)) continue;
		const pages = await api.publish(id);
		for (const setting of deliverySettings[file] ?? []) known[setting] = id;
		if (file.startsWith('route-'))
			eventUrl = pages.find(({ method }) => method === 'POST')?.url ?? '';
		const form = pages.find(({ url }) => url.includes('/form/'));
		if (form) forms.push({ name: String(name), url: form.url });
		if (form && file.startsWith('link-')) known.linkFormUrl = form.url;
	}
	if (!eventUrl) throw new Error('No template has a webhook for outbound events');
	return { forms, eventUrl };
}
