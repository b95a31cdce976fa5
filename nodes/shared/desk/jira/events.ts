import type { DeskEvents } from '../desk';
import { isRecent, isSame, signatureOf } from '../event';
import { fieldsOf } from '../json';
import { typedKey } from '../numbers';
import { textOf } from '../../session/value';

/**
 * Minutes. The time of a call stands in its body, which is signed, so that nobody can send an old one again. UNSURE [jira.retries]: how long after the first try
 * Jira sends a call once more that was not taken; some tries with pauses of minutes are known.
 */
const OLDEST = 90;

function timeIn(body: string): number | null {
	try {
		const { timestamp } = fieldsOf(JSON.parse(body));
		return typeof timestamp === 'number' ? timestamp : null;
	} catch {
		return null;
	}
}

/** Webhooks of the administration of Jira (System, WebHooks) with a secret: `X-Hub-Signature: sha256=` and the signature in hex. */
export const events: DeskEvents = {
	doubt({ headers, body }, secret, now) {
		const given = textOf(headers['x-hub-signature']).toLowerCase();
		if (given === '') {
			return "The call has no 'X-Hub-Signature': give the webhook in Jira the secret of the credential in 'What comes first?'. Automation rules do not sign their calls and cannot be used here.";
		}
		if (!isSame(given, `sha256=${signatureOf(body, secret, 'hex')}`)) {
			return "The call is not signed with the secret of the credential in 'What comes first?': enter the same secret in the webhook in Jira.";
		}
		const at = timeIn(body);
		if (at !== null && isRecent(at, now, OLDEST)) return null;
		return 'The call is old, or its time is wrong: check the clock of this server.';
	},
	newTicketIn(body) {
		const { webhookEvent, issue } = fieldsOf(body);
		return webhookEvent === 'jira:issue_created' ? typedKey(fieldsOf(issue).key) : null;
	},
};
