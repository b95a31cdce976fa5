import { InputError } from '../session/errors';
import { cleaned, cut } from '../session/text';
import { DEFAULTS, type Kind, KINDS, type Settings } from './settingsTable';

export type { Settings } from './settingsTable';

const FIELD = 'Rows';
const TABLE = 'beyondtrust_settings';
const NAMES = Object.keys(DEFAULTS) as Array<keyof Settings>;
const ON = ['true', 'on', 'yes', '1'];
const OFF = ['false', 'off', 'no', '0'];

/** What a person typed, as it can stand in a sentence. */
const quoted = (value: string) => `'${cut(cleaned(value).replace(/\s+/g, ' '), 60)}'`;

/** How many letters must change to make one word of the other; words are short. */
export function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const changed = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(changed, row[j] + 1, next[j - 1] + 1));
		}
		row = next;
	}
	return row[b.length];
}

/** The setting that was meant: the one with the fewest letters to change, if that is not more than a third of them. */
function nearest(name: string): keyof Settings | null {
	const typed = cut(name, 60).toLowerCase();
	const [best] = NAMES.map((one) => ({ one, far: distance(typed, one.toLowerCase()) })).sort(
		(a, b) => a.far - b.far,
	);
	return best.far <= best.one.length / 3 ? best.one : null;
}

const wrong = (name: string, value: string, what: string) =>
	new InputError(
		`The row '${name}' of ${TABLE} is ${quoted(value)}, but ${what}.`,
		`Change 'value' in this row, or clear it for the default.`,
		FIELD,
	);

function choiceFrom(name: string, value: string, of: readonly string[]): string {
	const found = of.find((one) => one.toLowerCase() === value.toLowerCase());
	if (found === undefined) throw wrong(name, value, `it must be one of: ${of.join(', ')}`);
	return found;
}

function valueOf(name: string, value: string, kind: Kind): string | number | boolean | string[] {
	switch (kind.kind) {
		case 'text':
			return value;
		case 'list':
			return value
				.split(/[\s,;]+/)
				.map((one) => one.replace(/^@/, '').toLowerCase())
				.filter(Boolean);
		case 'choice':
			return choiceFrom(name, value, kind.of);
		case 'switch':
			if (ON.includes(value.toLowerCase())) return true;
			if (OFF.includes(value.toLowerCase())) return false;
			throw wrong(name, value, "it must be 'true' or 'false'");
		case 'number': {
			const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
			if (Number.isNaN(number)) throw wrong(name, value, 'it must be a whole number');
			if (number < kind.least || number > kind.most) {
				throw wrong(name, value, `it must be between ${kind.least} and ${kind.most}`);
			}
			return number;
		}
	}
}

/** The setting that a row is of. Case and spaces around the name do not matter. */
function settingOf(name: string): keyof Settings {
	const found = NAMES.find((one) => one.toLowerCase() === name.toLowerCase());
	if (found) return found;
	const meant = nearest(name);
	throw new InputError(
		`${TABLE} has a row ${quoted(name)}, but there is no such setting.`,
		meant ? `Did you mean '${meant}'? Correct 'name' in this row.` : 'Delete this row.',
		FIELD,
	);
}

/** What a cell says; a switch may be stored as a boolean, a number as a number. */
const cell = (value: unknown): string =>
	['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : '';

/**
 * The settings of all templates, from the rows `{ name, value, about }` of the table `beyondtrust_settings`. What is missing or empty has
 * its default; rows without a name are passed over.
 *
 * Throws InputError ('Rows') naming the row that is misspelt, there twice, of the wrong kind or out of range.
 */
export function readSettings(rows: unknown): Settings {
	if (!Array.isArray(rows)) {
		throw new InputError('It must be a list of rows.', `Pass in the rows of ${TABLE}.`, FIELD);
	}
	const values: Partial<Record<keyof Settings, unknown>> = {};
	const seen = new Set<string>();
	for (const row of rows as unknown[]) {
		const { name: named, value } = (row ?? {}) as { name?: unknown; value?: unknown };
		const typed = cell(named);
		if (typed === '') continue;
		const name = settingOf(typed);
		if (seen.has(name)) {
			throw new InputError(
				`${TABLE} has the row '${name}' twice.`,
				'Delete one of the two: it is not clear which one counts.',
				FIELD,
			);
		}
		seen.add(name);
		const said = cell(value);
		if (said !== '') values[name] = valueOf(name, said, KINDS[name]);
	}
	return {
		...DEFAULTS,
		inviteDomains: [...DEFAULTS.inviteDomains],
		...(values as Partial<Settings>),
	};
}
