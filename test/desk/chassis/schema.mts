import { Ajv, type ValidateFunction } from 'ajv';

import type { Answer, Call } from './http.mts';

/** A JSON schema; objects refuse what they do not name, unless they say otherwise. */
export type Schema = Record<string, unknown>;

/** One kind of request, and its answers by status. */
export interface Endpoint {
	method: string;
	/** The whole decoded path. */
	path: RegExp;
	/** Names of the query that the desk knows; none where it is left out. */
	query?: string[];
	/** Of the body; a request without one must have none. */
	body?: Schema;
	/** Of the answers, by status; an answer whose status is not listed is not checked. */
	answers?: Record<number, Schema>;
}

/** An object with these members and no others; `required` ones must be there. */
export const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
	...{ type: 'object', properties, required, additionalProperties: false },
});
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const text: Schema = { type: 'string' };
export const number: Schema = { type: 'number' };
export const whole: Schema = { type: 'integer' };
export const flag: Schema = { type: 'boolean' };
/** An object whose members nobody looks at. */
export const anyObject: Schema = { type: 'object' };
/** A moment to the second, ISO 8601 in UTC with a `Z`. */
export const moment: Schema = {
	...{ type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' },
};
export const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

/** A page of a list: the entries by their name, which must be there, and what stands beside them; `needed` of that must be there, too. */
export const page = (
	name: string,
	items: Schema,
	beside: Record<string, Schema> = {},
	needed: string[] = [],
): Schema => object({ [name]: list(items), ...beside }, [name, ...needed]);

/**
 * Holds each request and each answer against what the desk publishes: names that nobody knows are found, although the desk itself may
 * pass over them. Counts what was valid, and keeps a sentence for what was not.
 */
export class Checked {
	private readonly endpoints: Array<{
		endpoint: Endpoint;
		body: ValidateFunction | null;
		answers: Map<number, ValidateFunction>;
	}>;

	valid = 0;

	readonly invalid: string[] = [];

	constructor(endpoints: Endpoint[]) {
		const ajv = new Ajv({ allErrors: true, strict: false });
		this.endpoints = endpoints.map((endpoint) => ({
			endpoint,
			body: endpoint.body ? ajv.compile(endpoint.body) : null,
			answers: new Map(
				Object.entries(endpoint.answers ?? {}).map(([status, schema]) => [
					Number(status),
					ajv.compile(schema),
				]),
			),
		}));
	}

	/** Looks at one exchange; `answer` is that of the desk, before any fault. */
	check(call: Call, answer: Answer): void {
		const faults = this.faultsOf(call, answer);
		if (faults.length === 0) this.valid += 1;
		else this.invalid.push(`${call.method} ${call.path}: ${faults.join('; ')}`);
	}

	clear(): void {
		this.valid = 0;
		this.invalid.length = 0;
	}

	private faultsOf(call: Call, answer: Answer): string[] {
		const found = this.endpoints.find(
			({ endpoint }) => endpoint.method === call.method && endpoint.path.test(call.path),
		);
		if (!found) return ['the desk publishes no such endpoint'];
		const { endpoint, body, answers } = found;
		const unknown = [...new Set(call.query.keys())].filter(
			(name) => !endpoint.query?.includes(name),
		);
		const faults = unknown.map((name) => `the query has '${name}'`);
		if (body) faults.push(...said(body, parsed(call.body), 'body'));
		else if (call.body !== '' && call.body !== '{}') faults.push('it has a body');
		const answered = answers.get(answer.status);
		if (answered) faults.push(...said(answered, plain(answer.body), 'answer'));
		return faults;
	}
}

function said(validate: ValidateFunction, value: unknown, what: string): string[] {
	if (validate(value)) return [];
	return (validate.errors ?? []).map(({ instancePath, message, params }) => {
		const { additionalProperty: name } = params as { additionalProperty?: string };
		return `${what}${instancePath} ${message}${name ? ` (${name})` : ''}`;
	});
}

const plain = (value: unknown): unknown =>
	value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);

function parsed(body: string): unknown {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
