import type { Answered, Failure } from '../failure';
import { mailFailureIn } from '../../invite/mailFailure';
import { lineOf, textOf } from '../../session/value';

const NAME = 'The mail server';

const UNSURE =
	'The connection to the mail server broke off, so the note may or may not have arrived. It will be sent again: check that it is not on the ticket twice.';
const NOTHING = "The email was not sent. Choose an SMTP credential in 'Send the mail to the desk'.";

/** The reply of the server by its numbers alone, such as `550 5.1.1`: its words may hold addresses. */
const repliedIn = (sentence: string): string => {
	const [, code, more = ''] = /: ([45]\d\d)(?:[ -](\d\.\d{1,3}\.\d{1,3})\b)?/.exec(sentence) ?? [];
	return code ? ` (${`${code} ${more}`.trim()})` : '';
};

/**
 * What came of a mail, by the item of n8n's Send Email; `null` where the server took it. n8n hands the item that it was given on where the
 * node did not even begin.
 */
export function emailFailure(answered: Answered & { messageId?: unknown }): Failure | null {
	const { error, messageId } = answered;
	const failure = (kind: Failure['kind'], said: string): Failure => ({ status: 0, kind, said });
	if (error === undefined || error === null) {
		return textOf(messageId) ? null : failure('credentials', NOTHING);
	}
	const { message } =
		typeof error === 'object' ? (error as { message?: unknown }) : { message: error };
	const sentence = lineOf(message, 2000);
	const replied = repliedIn(sentence);
	if (/^(?:Invalid login|Missing credentials)/.test(sentence)) {
		const said = `${NAME} does not take the login${replied}. Check the SMTP credential.`;
		return failure('credentials', said);
	}
	switch (mailFailureIn(sentence)) {
		case 'undeliverable':
			return failure(
				'refused',
				`${NAME} refused the email for good${replied}. Check 'to' and 'from' in Settings, and that the account of the SMTP credential may send as 'from'.`,
			);
		case 'notDelivered':
			return replied
				? failure('unavailable', `${NAME} does not accept the email right now${replied}.`)
				: failure(
						'unreachable',
						`${NAME} could not be reached. Check the SMTP credential: host, port, TLS.`,
					);
		default:
			return failure('unsure', UNSURE);
	}
}
