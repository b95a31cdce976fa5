import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv from 'ajv';
import type { IDataObject } from 'n8n-workflow';

import { resources } from '../../nodes/BeyondTrust/resources';
import { runNode } from './n8n.mts';
import { inviteItems, inviteSamples } from './inviteSamples.mts';
import { ledgerSamples, listedTables } from './ledgerSamples.mts';
import { linkingSamples } from './linkingSamples.mts';
import { applianceForTests } from './rig.mts';

/** The schemas that n8n's editor shows before the first run, against what the operations really return. */
const appliance = applianceForTests();
const folder = path.join(__dirname, '../../nodes/BeyondTrust/__schema__/v1.0.0');
const fileOf = (name: string) => path.join(folder, `${name}.json`);

interface Schema {
	type?: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

const schemaOf = (name: string) => JSON.parse(readFileSync(fileOf(name), 'utf8')) as Schema;
const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => `${resource.value}/${operation.value}`),
);

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The editor shows the fields of an object only where it is nothing but an object, so a schema cannot say that it may be
 * null; such values are left out here.
 */
function withoutNullObjects(value: unknown, schema: Schema | undefined): unknown {
	if (Array.isArray(value)) return value.map((one) => withoutNullObjects(one, schema?.items));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name, one]) => one !== null || schema?.properties?.[name]?.type !== 'object')
			.map(([name, one]) => [name, withoutNullObjects(one, schema?.properties?.[name])]),
	);
}

/** Paths that the output has and the schema does not, and the other way round. An object without properties is free. */
function differences(value: unknown, schema: Schema, at = ''): string[] {
	if (Array.isArray(value)) {
		return value.length === 0 ? [] : differences(value[0], schema.items ?? {}, `${at}[]`);
	}
	if (!isObject(value) || !schema.properties) return [];
	const { properties } = schema;
	const names = new Set([...Object.keys(value), ...Object.keys(properties)]);
	return [...names].flatMap((name) => {
		const path = `${at}.${name}`;
		if (!Object.hasOwn(properties, name)) return [`${path} is not in the schema`];
		if (!Object.hasOwn(value, name)) return [`${path} is not in the output`];
		return differences(value[name], properties[name], path);
	});
}

const id = (value: string) => ({ __rl: true, mode: 'id', value });

/** A session with something in each of its parts. */
function rich(): string {
	const lsid = appliance.control.startSession({
		externalKey: 'ticket:halo:1201',
		recorded: true,
		teamId: 2,
		attributes: { ticket_type: 'incident' },
	});
	appliance.control.chat(lsid, 'customer', 'The printer does not print.');
	appliance.control.note(lsid, 'Driver renewed.');
	appliance.control.upload(lsid, 'driver.zip');
	appliance.control.systemInformation(lsid);
	appliance.control.survey(lsid, 'customer', [{ question: 'rating', answers: ['5'] }]);
	appliance.control.addEvent(lsid, {
		type: 'Registry Exported',
		data: [{ name: 'path', value: 'x' }],
	});
	return lsid;
}

const ended = () => {
	const lsid = rich();
	appliance.control.end(lsid);
	return lsid;
};

const link = { linkTo: 'ticket', linkSystem: 'halo', linkId: '1201' };
const queue = { queueType: 'team', teamId: id('2') };
const events = { includeEvents: true };

/** Parameters of one run of each operation, with every part of its output. */
const samples: Record<string, () => object> = {
	'appliance/get': () => ({}),
	'invite/compose': () => ({ ...queue, ...link, recipient: 'name@example.com' }),
	'invite/send': () => ({
		...queue,
		...link,
		recipient: 'name@example.com',
		deliveryWorkflow: id('delivery1'),
	}),
	'jumpLink/create': () => ({ search: 'LAPTOP-7', ...link }),
	...inviteSamples,
	...ledgerSamples,
	...linkingSamples,
	'recording/download': () => ({ sessionId: ended() }),
	'representative/getAll': () => ({ options: { includeUser: true } }),
	'session/get': () => ({ sessionId: ended(), options: events }),
	'session/getAll': () => ({
		from: new Date(ended() && Date.now() - 60_000).toISOString(),
		options: events,
	}),
	'session/renderNote': () => ({ session: '={{ $json }}', format: 'text', options: {} }),
	'session/sendMessage': () => ({ sessionId: rich(), message: 'Hello' }),
	'session/suggestTickets': () => ({
		session: '={{ $json }}',
		candidates: [{ id: 1201, summary: 'Printer', user_name: 'Nobody' }],
		options: { threshold: 0 },
	}),
	'session/terminate': () => ({ sessionId: rich() }),
	'session/transfer': () => ({ sessionId: rich(), ...queue }),
	'session/update': () => ({
		sessionId: rich(),
		attributes: { attribute: [{ name: 'ticket_type', value: 'x' }] },
	}),
	'sessionKey/generate': () => ({ ...queue, ...link }),
	'survey/getAll': () => ({ sessionId: ended() }),
	'team/getAll': () => ({ options: { includeMembers: true } }),
	'user/getAll': () => ({}),
};

/** What n8n's Webhook adds with its option Raw Body. */
const sentBytes = {
	data: { data: Buffer.from('{"id":1201}').toString('base64'), mimeType: 'application/json' },
};

async function outputOf(name: string): Promise<IDataObject> {
	const [resource, operation] = name.split('/');
	const store = appliance.store();
	const items = ['session/renderNote', 'session/suggestTickets'].includes(name)
		? [
				(
					await runNode({
						parameters: { resource: 'session', operation: 'get', sessionId: ended() },
						store,
					})
				)[0].json,
			]
		: name === 'ledger/findTables'
			? listedTables
			: (inviteItems[name] ?? [{}]);
	const [{ json }] = await runNode({
		parameters: { resource, operation, ...samples[name]() } as IDataObject,
		store,
		items,
		binary: name === 'invite/takeCall' ? sentBytes : undefined,
		executeWorkflow: () => ({ executionId: '7', data: [[{ json: { delivered: true } }]] }),
	});
	return JSON.parse(JSON.stringify(json)) as IDataObject;
}

describe('The output schema', () => {
	it.each(operations)('is there for %s', (name) => {
		expect(existsSync(fileOf(name))).toBe(true);
		expect(samples).toHaveProperty([name]);
	});

	it.each(operations)('says what %s returns, and no more', async (name) => {
		const schema = schemaOf(name);
		const output = await outputOf(name);
		expect(differences(output, schema)).toEqual([]);
		const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
		validate(withoutNullObjects(output, schema));
		expect(validate.errors).toBeNull();
	});
});
