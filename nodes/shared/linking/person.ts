import { isOff } from '../ledger/author';
import type { LinkState, Person, User } from './state';
import { line } from './words';

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The login that a page's output names (n8n 2.41: `user { id, email, firstName, lastName }`), or none. */
export function userFrom(submitted: unknown): User | null {
	const user = isObject(submitted) ? submitted.user : null;
	if (!isObject(user)) return null;
	return { id: line(user.id, 100), email: line(user.email, 300).toLowerCase() || null };
}

const nameOf = (row: Record<string, unknown>) =>
	[row.agentName, row.displayName, row.privateName, row.publicName, row.username]
		.map((name) => line(name, 60))
		.find(Boolean) ?? '';

const idOf = (value: unknown) => {
	const id = line(value, 100);
	return id === '0' ? null : id || null;
};

/** The desk's id of a technician; an empty cell and 0 are none. */
export const agentIdOf = (row: Record<string, unknown>) => idOf(row.agentId);

const personOf = (row: Record<string, unknown>): Person => ({
	name: nameOf(row),
	email: line(row.email, 300).toLowerCase() || null,
	agentId: agentIdOf(row),
});

const rowsOf = (technicians: unknown[]) => technicians.filter(isObject);

/** Those whom a form without logins offers, by their names. */
export const peopleOf = (technicians: unknown[]): Person[] =>
	rowsOf(technicians)
		.filter((row) => !isOff(row))
		.map(personOf)
		.filter(({ name }) => name !== '');

const ASK = 'Ask the people who run this n8n';

/** Who is logged in, as a technician, or a sentence that says why they are none. */
export function personBehind(user: User, technicians: unknown[]): Person | string {
	if (user.email === null) {
		return `Your n8n account has no email address, so it is not clear which technician you are. ${ASK} to enter it.`;
	}
	const rows = rowsOf(technicians).filter(
		(row) => line(row.email, 300).toLowerCase() === user.email,
	);
	if (rows.length === 0) {
		return `Your account (${user.email}) is not a technician of the service desk. ${ASK} to add it to the table beyondtrust_technicians.`;
	}
	if (rows.some(isOff)) {
		return `Your account (${user.email}) is switched off in the table beyondtrust_technicians. ${ASK} to switch it on.`;
	}
	const [row] = rows;
	const person = personOf(row);
	return person.name === '' ? { ...person, name: user.email } : person;
}

export const OTHER_PERSON =
	'This page and the one before were sent by different people, so nothing was changed. Open the form yourself.';

/**
 * Who answered a page: the login of that page itself, because any logged-in user with the address of a page may send it. Without logins
 * it is who was chosen by name; `null` where nobody was asked yet. A sentence where it may not go on.
 */
export function whoAnswered(
	state: LinkState,
	submitted: Record<string, unknown>,
	technicians: unknown[],
): { user: User | null; person: Person | null } | string {
	const user = userFrom(submitted);
	if (state.page !== 'open' && user?.id !== state.user?.id) return OTHER_PERSON;
	if (user) {
		const person = personBehind(user, technicians);
		return typeof person === 'string' ? person : { user, person };
	}
	if (state.page !== 'sessions') return { user: null, person: state.person };
	return { user: null, person: chosenPerson(submitted.who, technicians) };
}

/** Names are compared as the page shows them. */
function chosenPerson(who: unknown, technicians: unknown[]): Person | null {
	const said = line(who, 60);
	const people = peopleOf(technicians);
	if (said === '') return null;
	if (people.length === 0) return { name: said, email: null, agentId: null };
	return people.find(({ name }) => shownName(name) === said.replace(/[\u2068\u2069]/g, '')) ?? null;
}

export const shownName = (name: string): string =>
	line(name, 60).replace(/</g, '‹').replace(/>/g, '›');
