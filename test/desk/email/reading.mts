import { sanitised } from '../chassis/sanitise.mts';

/** How a desk makes a note of a mail. Desks differ; each switch is what some of them do. */
export interface Reading {
	/** Which part it keeps. */
	part: 'html' | 'text';
	/** It cuts what looks like the quotation of an older mail. */
	cutsQuotes: boolean;
	/** Lines that begin with `#` are commands. */
	obeys: boolean;
}

export interface ReadMail {
	/** HTML or plain text, as `part` says. */
	body: string;
	/** Commands in it, such as `close`, oldest first. */
	commands: string[];
}

const BREAKS = /<(?:br|\/p|\/li|\/tr|\/td|\/th|\/h\d|\/div)\b[^>]*>/gi;
const QUOTED =
	/^(?:-{2,}\s?original message\s?-{2,}|_{10,}|on .{5,200} wrote:|(?:from|von): .*@|>)/im;
/** Blanks, and what cannot be seen: desks trim both. */
const TRIMMED = /^[\s\u200b\u200c\u200d\ufeff]+/;

const COMMAND = /^#(close|open|assign|public)\b.*$/i;

const linesOf = (html: string) =>
	html
		.replace(BREAKS, '\n')
		.replace(/<[^>]*>/g, '')
		.replace(/&gt;/g, '>')
		.replace(/&lt;/g, '<')
		.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
		.replace(/&amp;/g, '&')
		.split('\n')
		.map((line) => line.replace(TRIMMED, ''));

/** The note and the commands in a mail. */
export function readMail(
	{ text, html }: { text: string; html: string },
	{ part, cutsQuotes, obeys }: Reading,
): ReadMail {
	const isHtml = part === 'html';
	const lines = isHtml ? linesOf(html) : text.split(/\r?\n/).map((one) => one.replace(TRIMMED, ''));
	const commands = lines.flatMap((line) => {
		const name = obeys ? COMMAND.exec(line)?.[1] : undefined;
		return name ? [name.toLowerCase()] : [];
	});
	const quoteAt = cutsQuotes ? lines.findIndex((line) => QUOTED.test(line)) : -1;
	// What is left of an email that was cut is shown as plain lines.
	const kept = quoteAt >= 0 ? lines.slice(0, quoteAt).join('\n') : isHtml ? sanitised(html) : text;
	return { body: kept, commands };
}
