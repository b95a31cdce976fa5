import { escapedHtml } from '../session/escape';
import { escaped as escapedWiki } from '../session/note/jiraWiki';
import { cleaned, cut } from '../session/text';
import type { NoteFormat } from '../session/model';
import { fieldsOf } from './json';

/** What stands on a line of its own in a note: `paragraph` makes one of plain text. */
const lineBreaks = (text: string) => cleaned(text).split('\n');
const escapedMark = (text: string) => text.replace(/[\\`*_{}[\]()#+.!|<>~^-]/g, '\\$&');
const PARAGRAPH: Record<NoteFormat, (text: string) => string> = {
	html: (text) => `<p>${lineBreaks(text).map(escapedHtml).join('<br>')}</p>`,
	text: (text) => lineBreaks(text).join('\n'),
	markdown: (text) => lineBreaks(text).map(escapedMark).join('  \n'),
	jiraWiki: (text) => lineBreaks(text).map(escapedWiki).join('\n'),
	slackMrkdwn: (text) =>
		lineBreaks(text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')).join('\n'),
	adf: (text) => JSON.stringify(adfParagraph(text)),
};

/** Line ends are nodes of their own, and an empty text is refused. */
const adfParagraph = (text: string) => ({
	type: 'paragraph',
	content: lineBreaks(text).flatMap((line, index) => [
		...(index > 0 ? [{ type: 'hardBreak' }] : []),
		...(line === '' ? [] : [{ type: 'text', text: line }]),
	]),
});

function adfWith(body: string, paragraphs: string[]): string {
	let document: Record<string, unknown> = {};
	try {
		document = fieldsOf(JSON.parse(body || '{}'));
	} catch {
		// Not a document: then it holds the paragraphs only.
	}
	const content = Array.isArray(document.content) ? (document.content as unknown[]) : [];
	const all = [...content, ...paragraphs.map(adfParagraph)];
	return JSON.stringify({ type: 'doc', version: 1, ...document, content: all });
}

/** A note with paragraphs of plain text below it. For `adf`, the body is JSON text. */
export function withParagraphs(format: NoteFormat, body: string, paragraphs: string[]): string {
	const more = paragraphs.filter((one) => one.trim() !== '');
	if (more.length === 0) return body;
	if (format === 'adf') return adfWith(body, more);
	const between = format === 'html' ? '' : '\n\n';
	return [body, ...more.map(PARAGRAPH[format])].filter(Boolean).join(between);
}

/** A note of plain text. */
export const plainNote = (format: NoteFormat, paragraphs: string[]): string =>
	withParagraphs(
		format,
		'',
		paragraphs.map((one) => cut(one, 20_000)),
	);

/** The words of HTML that somebody wants in a chat which takes text only. */
export const wordsOf = (html: string): string =>
	cleaned(
		cut(html, 100_000)
			.replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]{0,2000}>/gi, '\n')
			.replace(/<[^<>]{0,2000}>/g, '')
			.replace(/&nbsp;/g, ' ')
			.replace(/&lt;/g, '<')
			.replace(/&gt;/g, '>')
			.replace(/&quot;/g, '"')
			.replace(/&#(39|96|36|123|125);/g, (_, code: string) => String.fromCharCode(Number(code)))
			.replace(/&amp;/g, '&'),
	).trim();
