import { Refusal } from '../../chassis/refusal.mts';

type FieldType = 'boolean' | 'date' | 'integer' | 'number' | 'string';
type Value = string | number | boolean | null;

/** Field names with their types. */
export type Fields = Map<string, FieldType>;

/** One validated object of a request body: known fields only, converted to their types. */
export type Entry = Record<string, Value>;

const INT32_MAX = 2 ** 31 - 1;

/** Reads a table `{ type: 'name name …' }` into a look-up from name to type. */
export function fields(names: Partial<Record<FieldType, string>>): Fields {
	const known: Fields = new Map();
	for (const [type, list] of Object.entries(names)) {
		for (const name of list.split(/\s+/).filter(Boolean)) known.set(name, type as FieldType);
	}
	return known;
}

/**
 * Checks a request body against a schema and returns its entries.
 * Every write of this API takes an array; a single object is refused. Texts that hold a number or a
 * boolean are converted, as the .NET JSON reader behind the real API does.
 * @throws Refusal 400 for anything but an array of objects with known fields of the right type
 */
export function readEntries(body: unknown, schema: string, known: Fields): Entry[] {
	if (!Array.isArray(body)) {
		throw new Refusal(400, 'not_an_array', `The body must be a JSON array of ${schema} objects.`);
	}
	if (body.length === 0) throw new Refusal(400, 'empty_array', 'The array holds no object.');
	return body.map((entry: unknown, index) => readEntry(entry, schema, known, index));
}

function readEntry(entry: unknown, schema: string, known: Fields, index: number): Entry {
	if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) {
		throw new Refusal(400, 'not_an_object', `Entry ${index} is not a ${schema} object.`);
	}
	const result: Entry = {};
	for (const [name, value] of Object.entries(entry)) {
		const type = known.get(name);
		if (!type) {
			throw new Refusal(400, 'unknown_field', `${schema} has no field "${name}".`, {
				field: name,
				index,
			});
		}
		const converted = convert(value, type);
		if (converted === undefined) {
			const message = `The field "${name}" of ${schema} must be of type ${type}.`;
			throw new Refusal(400, 'wrong_type', message, { field: name, index });
		}
		result[name] = converted;
	}
	return result;
}

/** Returns `undefined` for a value that does not fit. Every field of the published schemas is nullable. */
function convert(value: unknown, type: FieldType): Value | undefined {
	if (value === null) return null;
	if (type === 'boolean') return toBoolean(value);
	if (type === 'integer' || type === 'number') return toNumber(value, type === 'integer');
	if (typeof value !== 'string') return undefined;
	return type === 'date' && Number.isNaN(Date.parse(value)) ? undefined : value;
}

function toBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (value === 'true') return true;
	return value === 'false' ? false : undefined;
}

function toNumber(value: unknown, whole: boolean): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
	if (!whole) return number;
	return Number.isInteger(number) && Math.abs(number) <= INT32_MAX ? number : undefined;
}
