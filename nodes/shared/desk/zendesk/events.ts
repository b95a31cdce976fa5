import type { DeskEvents } from '../desk';
import { isRecent, isSame, signatureOf } from '../event';
import { fieldsOf } from '../json';
import { typedNumber } from '../numbers';
import { textOf } from '../../session/value';

/** Minutes. UNSURE [zendesk.signed-again]: whether a call that is delivered again is signed anew; if not, one that is late is refused, and the sweep of invites misses it. */
const LONGEST_AGE = 5;

const SIGNATURE = 'x-zendesk-webhook-signature';
const CREATED = 'zen:event-type:ticket.created';

const UNSIGNED = `The call has no header '${SIGNATURE}'. Use a webhook of Zendesk, not a target or an app.`;
const OTHER_KEY =
	"The signature of the call does not match the secret. Copy the webhook's signing secret (Admin Center, Apps and integrations, Webhooks) into the credential in 'What comes first?'.";
const OLD = `The call was signed more than ${LONGEST_AGE} minutes ago, or the clock of n8n is wrong: it may be an old call that somebody sent again.`;

/** Zendesk signs the time and the very bytes of the body. */
export const events: DeskEvents = {
	doubt({ headers, body }, secret, now) {
		const given = headers[SIGNATURE] ?? '';
		const at = headers[`${SIGNATURE}-timestamp`] ?? '';
		if (given === '') return UNSIGNED;
		if (!isSame(given, signatureOf(`${at}${body}`, secret, 'base64'))) return OTHER_KEY;
		return isRecent(at, now, LONGEST_AGE) ? null : OLD;
	},
	/** An event of a ticket that was created, or what a trigger sends: `{ "ticket_id": "{{ticket.id}}" }`. */
	newTicketIn(body) {
		const { type, detail, ticket_id: id } = fieldsOf(body);
		if (type === undefined) return typedNumber(id);
		return textOf(type) === CREATED ? typedNumber(fieldsOf(detail).id) : null;
	},
};
