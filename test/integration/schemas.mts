import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv from 'ajv';

/** Where the schemas are that n8n's editor shows before the first run, by the name of the operation: `session/get`. */
const folder = path.join(__dirname, '../../nodes/BeyondTrust/__schema__/v1.0.0');
const fileOf = (name: string) => path.join(folder, `${name}.json`);

interface Schema {
	type?: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

const schemaOf = (name: string) => JSON.parse(readFileSync(fileOf(name), 'utf8')) as Schema;

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

export const hasSchema = (name: string): boolean => existsSync(fileOf(name));

/** What an operation's output has that its schema does not, or the other way round, and values of another type. */
export function faultsOf(name: string, output: unknown): string[] {
	const schema = schemaOf(name);
	const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
	validate(withoutNullObjects(output, schema));
	const types = (validate.errors ?? []).map(
		({ instancePath, message }) => `${instancePath} ${message}`,
	);
	return [...differences(output, schema), ...types];
}
