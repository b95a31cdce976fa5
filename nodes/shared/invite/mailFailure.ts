import { lineOf } from '../session/value';

/**
 * What the failure of an email means. `undeliverable`: the mail server refused it for good (a 5xx reply, or an address that is none).
 * `notDelivered`: it surely did not go out, and may later. `perhapsDelivered`: nobody knows, because the connection broke off.
 */
export type MailFailure = 'undeliverable' | 'notDelivered' | 'perhapsDelivered';

/** A reply of the server as nodemailer quotes it behind its own words: `…: 550 5.1.1 No such user` (RFC 5321, 4.2). */
const REPLY = /: ([45])\d\d(?:[ -]|$)/;
/** Node's own codes of a connection that never stood. */
const NEVER_STOOD = /\bconnect (?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)\b/;

/** nodemailer's codes (lib/errors, lib/smtp-connection) of what happens before an email is handed over. */
const BEFORE = ['EAUTH', 'EDNS', 'ETLS', 'ECONFIG', 'ENOAUTH', 'EREQUIRETLS'];
/** And of a mail, its sender or its recipient, that is not taken. */
const NOT_TAKEN = ['EENVELOPE', 'EMESSAGE'];

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
	(typeof value === 'object' && value !== null ? value : {}) as Fields;

/** n8n wraps the error of a node, and its own words may stand where nodemailer's were: those are kept in `messages`. */
function wordsIn(error: Fields): string[] {
	const { message, messages } = error;
	return [message, ...(Array.isArray(messages) ? messages : [])].map((one) => lineOf(one, 2000));
}

/**
 * What the error of a delivery workflow says of the mail, by the codes of nodemailer and the replies of SMTP, never by a sentence. `error` is
 * what n8n throws for a workflow that failed: nodemailer's code stands in `httpCode` there, of the error or of the one that it wraps.
 */
export function mailFailure(error: unknown): MailFailure {
	const layers = [fieldsOf(error), fieldsOf(fieldsOf(error).errorResponse)];
	const code = layers.map(({ httpCode }) => lineOf(httpCode, 40)).find(Boolean) ?? '';
	const words = layers.flatMap(wordsIn);
	if (NOT_TAKEN.includes(code)) {
		const reply = words.map((one) => REPLY.exec(one)?.[1]).find(Boolean);
		return reply === '4' ? 'notDelivered' : 'undeliverable';
	}
	if (BEFORE.includes(code)) return 'notDelivered';
	const isSmtp = code === 'ESOCKET' || code === 'ECONNECTION';
	return isSmtp && words.some((one) => NEVER_STOOD.test(one)) ? 'notDelivered' : 'perhapsDelivered';
}

/** nodemailer's own words before the reply of the server (lib/smtp-connection), and the code that it gives them. */
const WORDS: Array<[RegExp, string]> = [
	[/^(?:Invalid login|Missing credentials)/, 'EAUTH'],
	[
		/^(?:Can't send mail|(?:Mail|Recipient|Data) command failed|No recipients defined|Invalid (?:sender|recipient)|Internationalized mailbox)/,
		'EENVELOPE',
	],
	[/^(?:Message failed|Message size larger|Empty message)/, 'EMESSAGE'],
	[/^(?:getaddrinfo|query\w{1,10}) [A-Z]/, 'EDNS'],
	[/^connect E[A-Z]/, 'ESOCKET'],
	[
		/^(?:Greeting never received|Connection timeout|Invalid (?:greeting|HELO|LHLO)|Server terminates connection|Error (?:initiating|upgrading))/,
		'ETLS',
	],
	[/certificate|altnames|wrong version number/i, 'ETLS'],
];

/**
 * The same by the sentence alone: where n8n's Send Email goes on after a failure, nodemailer's code is lost. What the sentence does not tell
 * surely counts as `perhapsDelivered`.
 */
export function mailFailureIn(sentence: string): MailFailure {
	const httpCode = WORDS.find(([words]) => words.test(sentence))?.[1] ?? '';
	return mailFailure({ httpCode, message: sentence });
}
