import type { DeskSettings } from '../desk';
import type { DeskMail } from '../flow';
import { wordsOf } from '../noteBody';
import { typedKey, typedNumber, typedRecord } from '../numbers';
import { checkedRecipient } from '../../invite/recipient';
import { lineOf, textOf } from '../../session/value';

export interface EmailSettings extends DeskSettings {
	/** The mailbox that the desk reads, one address. */
	to: string;
	/** Who sends, as the desk knows an agent: `Name <address>`, or the address alone. */
	from: string;
	/** The subject, with `{ticket}` where the number belongs. */
	subject: string;
	/** A number as the desk writes it: `1234`, `ABC-123` or `INC0001234`. */
	ticketPattern: string;
	/** What stands between `address` and the number of a ticket in a browser. */
	ticketPage: string;
	/** Whether the desk keeps what comes to `to` as internal notes, which it sends to no customer. */
	mailsBecomeInternalNotes: boolean;
}

/** A subject is one line; longer ones are folded, and some desks look for the number in the first line only. */
const LONGEST_SUBJECT = 150;
const HOLE = '{ticket}';
/** Line ends would begin another header; the others show something else than what is sent. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const SHAPES = [typedNumber, typedKey, typedRecord];

const shapeOf = ({ ticketPattern }: EmailSettings) =>
	SHAPES.find((shape) => shape(ticketPattern) !== null);

/** A ticket as it was typed, where it has the shape of `ticketPattern`; whether there is such a ticket nobody can tell. */
export const typedTicket = (typed: unknown, settings: EmailSettings): string | null =>
	shapeOf(settings)?.(typed) ?? null;

/** One address, or nothing where it is none: with several, an email may reach some and be refused by others. */
function addressIn(text: string): string | null {
	try {
		return checkedRecipient(text, false);
	} catch {
		return null;
	}
}

/** `Name <address>` as the header wants it; the name in quotes, so that no comma or bracket in it is more than text. */
function senderIn(from: unknown): string | null {
	const given = textOf(from);
	const [, name, inner] = /^([^<>]{0,200})<([^<>]{1,254})>\s*$/.exec(given) ?? [];
	const address = addressIn(inner ?? given);
	if (address === null || HIDDEN.test(given)) return null;
	const shown = lineOf(name, 100).replace(/["\\]/g, '').trim();
	return shown ? `"${shown}" <${address}>` : address;
}

/** The first fault of Settings, in a sentence that names the field. */
export function unusable(settings: EmailSettings): string | null {
	const subject = textOf(settings.subject);
	if (addressIn(textOf(settings.to)) === null) {
		return "The address of the desk's mailbox is missing or not valid. Enter one as 'to' in Settings, such as service-desk@example.com.";
	}
	if (senderIn(settings.from) === null) {
		return "The sender is missing or not valid. Enter it as 'from' in Settings, such as Remote support <remote-support@example.com>.";
	}
	if (subject.split(HOLE).length !== 2) {
		return `The number of the ticket is missing from the subject, or is there twice. Enter it as 'subject' in Settings with ${HOLE} once, such as [#${HOLE}] Remote session.`;
	}
	if (subject.length > LONGEST_SUBJECT || HIDDEN.test(subject)) {
		return `The subject is longer than ${LONGEST_SUBJECT} characters, or contains an invisible one. Change 'subject' in Settings.`;
	}
	if (!shapeOf(settings)) {
		return "The format of ticket numbers is not known. Enter one as 'ticketPattern' in Settings, such as 1234, ABC-123 or INC0001234.";
	}
	return null;
}

/**
 * What a desk that reads mail may take for a command (`#close`), for the beginning of what is quoted (`-----Original Message-----`), or
 * for a header, at the beginning of a line. UNSURE [email.commands] which of them a desk knows: each has its own.
 */
const BEGINS_A_LINE =
	/(<(?:br|p|li|t[dh])>(?:<(?:em|strong)>)*)(?=[\s\p{Cc}\p{Cf}]{0,40}(?:[#@>/!~%]|&gt;|--|__|==|(?:from|sent|von|gesendet|de|on|am|le)\b[^<\n]{0,200}:))/giu;

/** A note in which no line that somebody typed is a command to the desk. HTML. */
const withoutCommands = (html: string) => html.replace(BEGINS_A_LINE, '$1| ');

/** The same as plain text, for desks that read only that: the mark-up of a note is that of session/note/html.ts. */
const plainOf = (html: string) =>
	wordsOf(
		html
			.replace(/<\/th><td>/g, ': ')
			.replace(/<\/t[dh]><t[dh]>/g, ' | ')
			.replace(/<li>/g, '- ')
			.replace(/<a href="([^"]{0,2000})">([^<]{0,500})<\/a>/g, '$2: $1'),
	).replace(/\n{3,}/g, '\n\n');

/** A note as the mail to the desk. `body` is HTML, `ticket` a number that `typedTicket` gave. */
export function mailOf(settings: EmailSettings, ticket: string, body: string): DeskMail {
	const html = withoutCommands(body);
	return {
		from: senderIn(settings.from) ?? '',
		to: addressIn(textOf(settings.to)) ?? '',
		subject: lineOf(textOf(settings.subject).replace(HOLE, ticket), LONGEST_SUBJECT + 80),
		text: plainOf(html),
		html,
	};
}
