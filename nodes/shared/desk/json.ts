import { textOf } from '../session/value';

export type Fields = Record<string, unknown>;

/** An object of somebody's JSON; anything else is an empty one. */
export const fieldsOf = (value: unknown): Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** The entries of a list, bare or below `name`; one object that holds no list is its only entry. What is no object is left out. */
export function listOf(body: unknown, name: string): Fields[] {
	const found: unknown = Array.isArray(body) ? body : fieldsOf(body)[name];
	const all = Array.isArray(found) ? (found as unknown[]) : found === undefined ? [body] : [];
	return all.map(fieldsOf).filter((one) => Object.keys(one).length > 0);
}

/** A time as ISO 8601 in UTC. One without a zone is taken for UTC, which is how HaloPSA and ServiceNow mean it; Jira's `+0100` has no colon. */
export function timeOf(value: unknown): string | null {
	const given = textOf(value)
		.trim()
		.slice(0, 40)
		.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
	if (!/^\d{4}-\d\d-\d\d/.test(given)) return null;
	const iso = given.replace(' ', 'T');
	const zoned = /[zZ]|[+-]\d\d:\d\d$/.test(iso) || iso.length === 10 ? iso : `${iso}Z`;
	const at = Date.parse(zoned);
	return Number.isNaN(at) ? null : new Date(at).toISOString();
}
