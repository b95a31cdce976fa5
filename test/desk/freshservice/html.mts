/** Handlers and `data-` attributes, in a tag: what reads so in the text is only text. */
const ATTRIBUTE = /\s(?:on\w+|data-[\w-]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;

/** What the desk keeps of a note's HTML: no comments, no scripts, no styles, no handlers and no `data-` attributes; all of it in a `div`. */
export function kept(html: string): string {
	const clean = html
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/<(script|style|iframe)\b[\s\S]*?<\/\1\s*>/gi, '')
		.replace(/<(?:script|style|iframe)\b[^>]*>/gi, '')
		.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(ATTRIBUTE, ''));
	return `<div>${clean}</div>`;
}

/** The text of it, in one line. */
export const textOf = (html: string): string =>
	html
		.replace(/<[^>]*>/g, ' ')
		.replace(/&nbsp;/g, ' ')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
		.replace(/&amp;/g, '&')
		.replace(/\s+/g, ' ')
		.trim();
