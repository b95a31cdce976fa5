import { lineOf, textOf, textOrNull } from '../session/value';

type Json = Record<string, unknown>;

/** A row of `beyondtrust_technicians`, as far as setup fills it. */
export interface TechnicianRow {
	representativeId: string;
	publicName: string | null;
	privateName: string | null;
	username: string | null;
	email: string | null;
	agentId: string | null;
	agentName: string | null;
}

/** Who there is, each as the node that asked gave it. */
export interface People {
	/** Rows of the table. */
	rows: unknown[];
	/** Representative: Get Many. */
	representatives: unknown[];
	/** User: Get Many; nothing where the account may not read users. */
	users: unknown[];
	/** The desk workflow's answer to `findAgents`: `{ agents: [{ id, name, email, enabled }] }`. */
	agents: unknown;
}

const COLUMNS = [
	'representativeId',
	'publicName',
	'privateName',
	'username',
	'email',
	'agentId',
	'agentName',
] as const;

const objects = (given: unknown): Json[] =>
	Array.isArray(given)
		? given.filter((one): one is Json => typeof one === 'object' && one !== null)
		: [];

const word = (value: unknown) => textOf(value).trim();
const folded = (value: unknown) => word(value).toLowerCase();

/** Everybody once, by id: a user's entry also says the address, a representative's only who is logged in. */
function everybody({ users, representatives }: People): Map<string, Json> {
	const all = new Map<string, Json>();
	for (const one of [...objects(representatives), ...objects(users)]) {
		const id = word(one.id);
		if (id === '' || id === '0' || (one.enabled === false && !all.has(id))) continue;
		const known = all.get(id) ?? {};
		const said = Object.entries(one).filter(([, value]) => word(value) !== '');
		all.set(id, { ...known, ...Object.fromEntries(said) });
	}
	return all;
}

/**
 * The one agent with an address. Names are no proof of who somebody is: technicians may choose their own on the appliance, and the desk
 * looks for names by itself where there is no number.
 */
function agentWith(email: unknown, agents: Json[]): Json | undefined {
	const wanted = folded(email);
	if (wanted === '') return undefined;
	const found = agents.filter((one) => one.enabled !== false && folded(one.email) === wanted);
	return found.length === 1 && word(found[0].id) !== '' ? found[0] : undefined;
}

/** Whether a person entered this technician in a row without a number of the appliance: what stands there counts. */
const enteredByName = (rows: Json[], email: unknown, person: Json): boolean =>
	rows.some(
		(row) =>
			word(row.representativeId) === '' &&
			((folded(row.email) !== '' && folded(row.email) === folded(email)) ||
				[row.privateName, row.publicName, row.displayName]
					.map(folded)
					.filter(Boolean)
					.some((name) => [folded(person.privateName), folded(person.publicName)].includes(name))),
	);

/**
 * Rows of technicians to be written: those who are new, and those of whom the appliance or the desk says what is not in their row. The two
 * names follow the appliance; all else is filled only where it is empty. `agentId` and `agentName` come from the agent with the same
 * email address, and only together; a `0`, an agent's name, or a row without `representativeId` of the same person is a person's choice.
 */
export function techniciansToWrite(people: People): TechnicianRow[] {
	const rows = objects(people.rows);
	const agents = objects((people.agents as Json | null | undefined)?.agents);
	const emails = [...everybody(people).values()].map(({ email }) => folded(email));
	return [...everybody(people)].flatMap(([id, person]) => {
		const row = rows.find((one) => word(one.representativeId) === id) ?? {};
		const email = word(row.email) || word(person.email);
		const isFree =
			word(row.agentId) === '' && word(row.agentName) === '' && !enteredByName(rows, email, person);
		const isAlone = emails.filter((one) => one === folded(email)).length <= 1;
		const agent = isFree && isAlone ? agentWith(email, agents) : undefined;
		const filled: TechnicianRow = {
			representativeId: id,
			publicName: textOrNull(person.publicName) ?? textOrNull(row.publicName),
			privateName: textOrNull(person.privateName) ?? textOrNull(row.privateName),
			username: textOrNull(row.username) ?? textOrNull(person.username),
			email: email || null,
			agentId: textOrNull(row.agentId) ?? textOrNull(agent?.id),
			agentName: textOrNull(row.agentName) ?? (lineOf(agent?.name) || null),
		};
		const isNew = word(row.representativeId) === '';
		return isNew || COLUMNS.some((one) => word(filled[one]) !== word(row[one])) ? [filled] : [];
	});
}
