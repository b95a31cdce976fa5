import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';

import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

import * as oauth from '../../../credentials/BeyondTrustOAuth2Api.credentials';
import * as deskWebhook from '../../../credentials/BeyondTrustDeskWebhookApi.credentials';
import * as webhook from '../../../credentials/BeyondTrustWebhookApi.credentials';
import { BeyondTrust } from '../../../nodes/BeyondTrust/BeyondTrust.node';
import { resources } from '../../../nodes/BeyondTrust/resources';
import { BeyondTrustPollTrigger } from '../../../nodes/BeyondTrustPollTrigger/BeyondTrustPollTrigger.node';
import { BeyondTrustTrigger } from '../../../nodes/BeyondTrustTrigger/BeyondTrustTrigger.node';
import { DEFAULTS } from '../../../nodes/shared/ledger/settingsTable';
import { TABLES } from '../../../nodes/shared/ledger/tables';

const root = path.join(__dirname, '../../..');
const released = path.join(root, 'test/fixtures/released');

/** A value of a parameter that is a list of choices stands behind its name. */
function namesIn(properties: INodeProperties[], before = ''): string[] {
	return properties.flatMap(({ name, type, options = [] }) => {
		const at = `${before}${name}`;
		if (type === 'collection') return [at, ...namesIn(options as INodeProperties[], `${at}.`)];
		if (type !== 'options' && type !== 'multiOptions') return [at];
		return [
			at,
			...options.map((option) => `${at}=${String((option as { value?: unknown }).value)}`),
		];
	});
}

const credential = (exported: object): [string, string[]] => {
	const [Type] = Object.values(exported) as Array<new () => ICredentialType>;
	const made = new Type();
	return [made.name, namesIn(made.properties)];
};

const trigger = ({ description }: INodeType): [string, string[]] => [
	description.name,
	namesIn(description.properties),
];

/** Everything that a saved workflow, a credential or a table of somebody's may hold. */
function namesOfToday(): Record<string, string[]> {
	const operations = resources.flatMap(({ value: resource, operations: all }) =>
		all.map(({ value, properties }): [string, string[]] => [
			`${resource}/${value}`,
			namesIn(properties),
		]),
	);
	const tables = Object.entries(TABLES).map(([name, columns]): [string, string[]] => [
		name,
		Object.entries(columns).map(([column, type]) => `${column}: ${type}`),
	]);
	const all: Array<[string, string[]]> = [
		[new BeyondTrust().description.name, []],
		...[new BeyondTrustTrigger(), new BeyondTrustPollTrigger()].map(trigger),
		...[oauth, webhook, deskWebhook].map(credential),
		...operations,
		...tables,
		['beyondtrust_settings, rows', Object.keys(DEFAULTS)],
	];
	return Object.fromEntries(all.map(([name, names]) => [name, [...new Set(names)].sort()]));
}

/** `npm run release` keeps what it releases. */
function keep(version: string): void {
	const folder = path.join(released, version);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, 'names.json'), `${JSON.stringify(namesOfToday(), null, '\t')}\n`);
	cpSync(path.join(root, 'workflows'), path.join(folder, 'workflows'), {
		recursive: true,
		filter: (file) => !file.includes(`workflows${path.sep}src`),
	});
}

if (process.env.KEEP_RELEASE) keep(process.env.KEEP_RELEASE);

const versions = readdirSync(released, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

describe.each(versions)('What was released as %s', (version) => {
	const file = path.join(released, version, 'names.json');
	const before = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;
	const today = namesOfToday();

	it.each(Object.keys(before))('still has %s, with all its names and values', (name) => {
		expect(Object.keys(today)).toContain(name);
		expect(before[name].filter((one) => !today[name].includes(one))).toEqual([]);
	});

	it('has the templates that came with it', () => {
		expect(existsSync(path.join(released, version, 'workflows/route-sessions.json'))).toBe(true);
	});
});
