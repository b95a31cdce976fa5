import { isOff } from '../ledger/author';
import { lineOf } from '../session/value';
import { choiceText } from './page';

/** A team or a technician who can take the session. */
export interface Choice {
	queueType: 'team' | 'representative';
	queueId: string;
	name: string;
	/** As it stands on the page; no two are the same. */
	label: string;
	isDefault: boolean;
}

type Row = Record<string, unknown>;

const word = (value: unknown): string => lineOf(value, 100);

const rowsOf = (given: unknown[]): Row[] =>
	given.filter((one): one is Row => typeof one === 'object' && one !== null);

const firstOf = (row: Row, ...names: string[]) =>
	names.map((name) => word(row[name])).find(Boolean);

export const isOn = (value: unknown): boolean =>
	value === true || value === 1 || word(value).toLowerCase() === 'true';

type Unnamed = Omit<Choice, 'label'>;

/** Teams of `beyondtrust_teams` that are not switched off. */
export const teamsFrom = (rows: unknown[]): Unnamed[] =>
	rowsOf(rows)
		.filter((row) => word(row.teamId) !== '' && !isOff(row))
		.map((row) => ({
			queueType: 'team',
			queueId: word(row.teamId),
			name: firstOf(row, 'displayName', 'name', 'teamId') ?? '',
			isDefault: isOn(row.default),
		}));

/** Representatives who are logged in, but for those whom `beyondtrust_technicians` switches off. */
function techniciansFrom(loggedIn: unknown[], technicians: unknown[]): Unnamed[] {
	const off = new Set(
		rowsOf(technicians)
			.filter(isOff)
			.map(({ representativeId }) => word(representativeId)),
	);
	return rowsOf(loggedIn)
		.filter(({ id }) => word(id) !== '' && !off.has(word(id)))
		.map((one) => ({
			queueType: 'representative',
			queueId: word(one.id),
			name: firstOf(one, 'privateName', 'displayName', 'publicName', 'username', 'id') ?? '',
			isDefault: false,
		}));
}

const KINDS = { team: 'team', representative: 'technician' };

/** Who can be chosen, with labels that differ. */
export function choicesFrom(given: {
	teams: unknown[];
	loggedIn: unknown[];
	technicians: unknown[];
}): Choice[] {
	const all = [
		...teamsFrom(given.teams),
		...techniciansFrom(given.loggedIn, given.technicians),
	].map((one) => ({ ...one, label: choiceText(`${KINDS[one.queueType]} ${one.name}`) }));
	const count = (label: string) => all.filter((one) => one.label === label).length;
	return all.map((one) => ({
		...one,
		label: count(one.label) > 1 ? `${one.label} (${one.queueId})` : one.label,
	}));
}
