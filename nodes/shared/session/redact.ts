import { withoutForms } from './redaction/forms';
import { canBeFolded, folded } from './redaction/lookAlikes';
import { withoutOwn } from './redaction/ownWords';
import { type Said, withoutAnswers } from './redaction/turns';

export { patternsFrom } from './redaction/ownWords';
export type { Said } from './redaction/turns';

const marks = (text: string) => text.split('[redacted: ').length;

/** One text, as it is written and as it looks: invisible and look-alike letters hide no secret. */
function withoutVisible(text: string): string {
	const result = withoutForms(text);
	if (!canBeFolded(text)) return result;
	const seen = withoutForms(folded(text));
	return marks(seen) > marks(result) ? seen : result;
}

/**
 * Takes out of a conversation what nobody should read in a ticket: passwords as people say them in chats, card numbers with a valid check
 * digit, bearer tokens, authorization headers, private keys – and whatever matches `own`. Each becomes `[redacted: kind]`, an own one
 * `[redacted]`. Lines are judged together: a password is often the answer to a question, or the next line of who has named it.
 * Takes time in proportion to the text.
 */
export function redactChat(said: Said[], own: RegExp[] = []): string[] {
	const lines = said.flatMap(({ who, text }, message) =>
		withoutVisible(text)
			.split('\n')
			.map((line) => ({ who, text: line, message })),
	);
	const texts: string[][] = said.map(() => []);
	withoutAnswers(lines).forEach((line, index) => {
		texts[lines[index].message].push(line);
	});
	return texts.map((parts) => withoutOwn(parts.join('\n'), own));
}

/** The same for what one person wrote. */
export const redact = (text: string, own: RegExp[] = []): string =>
	redactChat([{ who: '', text }], own)[0];
