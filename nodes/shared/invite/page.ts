import { escapedHtml } from '../session/escape';

/** The last page of a form; `message` is HTML. */
export interface End {
	goes: 'end';
	title: string;
	message: string;
}

/** A page of a form that asks; `description` is HTML, `fields` what n8n takes as fields in JSON. */
export interface Ask {
	goes: 'ask';
	title: string;
	description: string;
	fields: string;
}

export const NOTHING_SENT = 'Nothing was sent';

/** The end of a form, of a sentence in plain text. */
export const end = (title: string, sentence: string): End => ({
	goes: 'end',
	title,
	message: escapedHtml(sentence),
});

/** n8n puts fields into a text with String.replace, to which dollar signs mean something; so there are none in it. */
export const fieldsOf = (fields: unknown[]): string =>
	JSON.stringify(fields).replace(/[$]/g, '\\u0024');

/** n8n escapes angle brackets of some fields twice, and two choices of one name could not be told apart. */
export const choiceText = (text: string): string => text.replace(/[<>]/g, ' ').trim();
