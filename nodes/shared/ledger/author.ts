import type { Representative } from '../session/model';
import { textOf } from '../session/value';
import type { Settings } from './settingsTable';

/** In whose name the desk writes: its agent's id, or names and an address to look for; with neither the API's own. */
export interface Author {
	agentId: string | null;
	names: string[];
	email: string | null;
	/** Whether the list of technicians knows an agent for this representative. */
	known: boolean;
}

/** A row of `beyondtrust_technicians`. */
interface Technician {
	representativeId?: unknown;
	publicName?: unknown;
	privateName?: unknown;
	displayName?: unknown;
	email?: unknown;
	agentId?: unknown;
	agentName?: unknown;
	enabled?: unknown;
}

const text = (value: unknown) => textOf(value).trim();

const same = (a: unknown, b: unknown) =>
	text(a) !== '' && text(a).toLowerCase() === text(b).toLowerCase();

/** An agent's id at the desk; an empty cell and 0 are none. */
const idOf = (value: unknown): string | null => {
	const id = text(value);
	return id === '' || id === '0' ? null : id;
};

/** Whether a row of technicians is switched off. An empty cell is not; people also type the word. */
export const isOff = ({ enabled }: { enabled?: unknown }): boolean =>
	enabled === false || enabled === 0 || text(enabled).toLowerCase() === 'false';

/** Rows for a representative: by id, else, where a row has none, by name. Those with the id come first. */
function rowsFor(person: Representative, technicians: Technician[]): Technician[] {
	const named = (one: Technician) =>
		text(one.representativeId) === '' &&
		(same(one.privateName, person.privateName) ||
			same(one.publicName, person.publicName) ||
			same(one.displayName, person.privateName) ||
			same(one.displayName, person.publicName));
	return [
		...technicians.filter((one) => same(one.representativeId, person.id)),
		...technicians.filter(named),
	];
}

/**
 * The author of a session's note: the agent of its main representative. A row that is switched off makes its technician unknown, and the
 * desk is not asked for the name either. Unknown technicians write as `defaultTechnician`, where one is set.
 */
export function authorOf(
	person: Representative | null,
	technicians: unknown[],
	settings: Settings,
): Author {
	const fallback = idOf(settings.defaultTechnician);
	const nobody = { agentId: fallback, names: [], email: null, known: false };
	if (!person) return nobody;
	const rows = rowsFor(
		person,
		technicians.filter((one): one is Technician => typeof one === 'object' && one !== null),
	);
	if (rows.some(isOff)) return nobody;
	const row = rows.find((one) => idOf(one.agentId) !== null) ?? rows[0];
	const agentId = idOf(row?.agentId);
	const names = [row?.agentName, person.privateName, person.publicName, person.username]
		.map(text)
		.filter(Boolean);
	return {
		agentId: agentId ?? fallback,
		names: agentId === null ? [...new Set(names)] : [],
		email: agentId === null ? text(row?.email) || null : null,
		known: agentId !== null,
	};
}
