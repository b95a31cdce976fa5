import { type Answered, bodyOf, type Failure, failureOf, headerOf } from '../desk/failure';
import { fieldsOf } from '../desk/json';
import { lineOf, textOf } from '../session/value';

/** Names of permissions, and of nothing else, out of "API requires one of 'A.B, C.D'": they stand in a sentence. */
function permissionsIn(message: unknown): string[] {
	const [, list] = /requires one of '([^']{1,600})'/i.exec(lineOf(message, 1500)) ?? [];
	return (list ?? '')
		.split(',')
		.map((one) => one.trim())
		.filter((one) => /^[A-Z][A-Za-z]{1,60}(?:\.[A-Z][A-Za-z]{1,60}){1,4}$/.test(one))
		.slice(0, 6);
}

function forbidden(message: unknown): string {
	const permissions = permissionsIn(message);
	return permissions.length > 0
		? `The credential lacks a permission: one of ${permissions.map((one) => `'${one}'`).join(', ')}. Add it to 'Enabled Scopes' of the credential, and connect it again.`
		: 'Teams does not allow it (HTTP 403). The account that the credential is connected with must be a member of the team or the chat, and may need a permission more.';
}

const refused = (status: number, message: unknown): string | null => {
	switch (status) {
		case 401:
			return 'Teams does not take the token (HTTP 401). Connect the credential again.';
		case 403:
			return forbidden(message);
		case 404:
			return 'Teams has no such team, channel, chat or message, or does not show it to the account that the credential is connected with (HTTP 404).';
		case 413:
			return 'Teams takes no message of this length (HTTP 413).';
		default:
			return null;
	}
};

/** What went wrong, where something did. */
export function teamsFailure(answered: Answered): Failure | null {
	const general = failureOf(answered, 'Teams');
	if (!general) return null;
	const { status, kind } = general;
	if (status === 429) {
		const seconds = Number(headerOf(answered, 'retry-after'));
		const when = seconds > 0 ? ` before ${Math.ceil(seconds)} seconds are over` : ' now';
		return { status, kind, said: `Teams takes no more requests${when}. Try later.` };
	}
	const error = fieldsOf(fieldsOf(bodyOf(answered)).error);
	// A page of a proxy says nothing of Teams.
	if (textOf(error.code) === '' && status !== 401) return general;
	const said = refused(status, error.message);
	return said === null ? general : { status, kind, said };
}
