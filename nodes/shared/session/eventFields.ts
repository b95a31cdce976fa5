import { cleaned, cut, storable } from './text';

/** Names and values as they came, in order, within the limits below. */
export type Fields = Map<string, string>;

const MOST_FIELDS = 200;
const LONGEST_NAME = 128;
const LONGEST_VALUE = 4096;
const MOST_PROBLEMS = 20;
/** A body that nobody parsed is read up to here; an event of the appliance has less than 1 kB. */
const LONGEST_TEXT = 1_000_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const quoted = (name: string) => `"${cut(cleaned(name).replace(/\s+/g, ' '), 40)}"`;

/** The body's object, whichever way n8n was sent it: form, JSON, multipart (`{ data, files }`), or text. */
function objectFrom(body: unknown, problems: string[]): Record<string, unknown> {
	if (typeof body === 'string') return objectFromText(body, problems);
	if (Array.isArray(body)) {
		problems.push('The body is a list; only its first entry was read.');
		return isObject(body[0]) ? body[0] : {};
	}
	if (!isObject(body)) {
		problems.push('The event has no body.');
		return {};
	}
	const { data, files } = body;
	if (!isObject(data) || typeof body.event === 'string') return body;
	if (isObject(files) && Object.keys(files).length > 0) {
		problems.push('The body came with files, which were left out.');
	}
	return data;
}

function objectFromText(body: string, problems: string[]): Record<string, unknown> {
	const text = body.trim();
	if (text === '') problems.push('The event has no body.');
	if (text.length > LONGEST_TEXT)
		problems.push('The body is too long. Only the first part was read.');
	if (text.startsWith('{') && text.length <= LONGEST_TEXT) {
		try {
			return JSON.parse(text) as Record<string, unknown>;
		} catch {
			problems.push('The body looks like JSON but cannot be read as JSON.');
		}
	}
	const found = new Map<string, string[]>();
	for (const [name, value] of new URLSearchParams(text.slice(0, LONGEST_TEXT))) {
		const values = found.get(name);
		if (values) values.push(value);
		else found.set(name, [value]);
	}
	return Object.fromEntries(
		[...found].map(([name, all]) => [name, all.length === 1 ? all[0] : all]),
	);
}

function textFrom(name: string, value: unknown, problems: string[]): string {
	if (typeof value === 'string') return value;
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) {
		problems.push(
			`The field ${quoted(name)} came ${value.length} times. The first value was used.`,
		);
		const [first] = value as unknown[];
		return Array.isArray(first) ? '' : textFrom(name, first, problems);
	}
	if (typeof value !== 'object') return String(value);
	problems.push(`The field ${quoted(name)} holds more than text.`);
	return JSON.stringify(value) ?? '';
}

class Reader {
	readonly fields: Fields = new Map();

	private readonly problems: string[];

	private dropped = 0;

	constructor(problems: string[]) {
		this.problems = problems;
	}

	take(name: string, value: unknown): void {
		const shortName = cut(storable(name), LONGEST_NAME);
		if (this.fields.has(shortName)) return;
		if (this.fields.size >= MOST_FIELDS) {
			this.dropped++;
			return;
		}
		if (shortName.length < name.length) {
			this.problems.push(`The name of the field ${quoted(name)} is too long and was cut.`);
		}
		const text = textFrom(name, value, this.problems);
		const kept = cut(storable(text), LONGEST_VALUE);
		if (kept.length < text.length) {
			this.problems.push(
				`The field ${quoted(name)} is too long: ${LONGEST_VALUE} characters were kept.`,
			);
		}
		this.fields.set(shortName, kept);
	}

	tellDropped(): void {
		if (this.dropped === 0) return;
		this.problems.unshift(`The event has too many fields: ${this.dropped} of them were left out.`);
	}
}

const bounded = (problems: string[]) =>
	problems.length <= MOST_PROBLEMS
		? problems
		: [
				...problems.slice(0, MOST_PROBLEMS),
				`There are ${problems.length - MOST_PROBLEMS} more problems.`,
			];

/**
 * The fields of a body of any kind, as text, and what was wrong with it. Never throws.
 *
 * The fields in `first` are taken before all others, so that a thousand made-up ones cannot push them out.
 */
export function fieldsFromBody(
	body: unknown,
	first: Iterable<string>,
): { fields: Fields; problems: string[] } {
	const problems: string[] = [];
	const reader = new Reader(problems);
	try {
		const object = objectFrom(body, problems);
		for (const name of first) if (Object.hasOwn(object, name)) reader.take(name, object[name]);
		for (const name of Object.keys(object)) reader.take(name, object[name]);
	} catch {
		// An object that defends itself against being read; JSON and forms never make one.
		problems.push('The body cannot be read to the end.');
	}
	reader.tellDropped();
	return { fields: reader.fields, problems: bounded(problems) };
}
