/** What runs or hides, in a tag: what reads so in the text is only text. */
const ATTRIBUTE = /\s(?:on\w+|style|class|id|data-[\w-]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;

/** What desks keep of HTML: no comments, no scripts, styles, frames or forms with what is in them, no handlers, nothing that is not seen. */
export const sanitised = (html: string): string =>
	html
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/<(script|style|iframe|object|form)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
		.replace(/<[a-z/][^<>]*>/gi, (tag) => tag.replace(ATTRIBUTE, ''))
		.replace(/[\u200b-\u200d\u2060\ufeff]/g, '');

/** The text of HTML: line ends for blocks, no marks; `&nbsp;` stays. */
export const plain = (html: string): string =>
	html
		.replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^>]*>/gi, '\n')
		.replace(/<[^>]*>/g, '')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
		.replace(/&amp;/g, '&')
		.trim();
