import { isOff } from '../ledger/author';
import { lineOf } from '../session/value';

/** Who sends an invite: a row of `beyondtrust_technicians`. */
export interface Person {
	/** As the person logged in with it, lower case; what invites are counted by. */
	email: string;
	name: string;
	/** Of the desk's agent, where one is known. */
	agentId: string | null;
}

/** What a form knows of who sent it: n8n's own login, and only without one what was typed. */
export interface Submitted {
	user?: { email?: unknown } | null;
	/** Typed on a form that has a field of this name, because its login names nobody (Basic Auth). */
	email?: unknown;
}

interface Technician {
	email?: unknown;
	displayName?: unknown;
	privateName?: unknown;
	publicName?: unknown;
	agentId?: unknown;
	agentName?: unknown;
	enabled?: unknown;
}

/** The address that somebody logged in with, lower case; empty where there is none. A login is never overruled by what was typed. */
export const addressOf = ({ user, email }: Submitted): string =>
	lineOf(user ? user.email : email).toLowerCase();

/**
 * The technician who is logged in, by the address of the login, or a sentence why nobody may send in that name. `technicians` are the rows
 * of the table.
 */
export function personFrom(
	submitted: Submitted,
	technicians: unknown[],
): { person: Person } | { problem: string } {
	const email = addressOf(submitted);
	if (email === '') {
		return {
			problem:
				"This page does not know who you are. Set 'Authentication' of the form to n8n User Auth, and log in with an account that has an email address.",
		};
	}
	const rows = technicians
		.filter((one): one is Technician => typeof one === 'object' && one !== null)
		.filter((one) => lineOf(one.email).toLowerCase() === email);
	if (rows.length === 0) {
		return {
			problem: `Nobody in the table beyondtrust_technicians has your address ${email}. Ask an administrator to enter it in the column 'email' of your row.`,
		};
	}
	if (rows.some(isOff)) {
		return {
			problem: `Your row in the table beyondtrust_technicians (${email}) is switched off, so you cannot send invites.`,
		};
	}
	const row = rows.find((one) => lineOf(one.agentId) !== '') ?? rows[0];
	const names = [row.agentName, row.displayName, row.privateName, row.publicName].map((one) =>
		lineOf(one),
	);
	return {
		person: {
			email,
			name: names.find(Boolean) ?? email,
			agentId: lineOf(row.agentId) || null,
		},
	};
}
