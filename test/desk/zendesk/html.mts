const HIDDEN = /\s(on\w+|style|data-[\w-]+|class|id)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;

/** What the desk makes of HTML that it is given: a subset of it, without what runs or hides. */
export const sanitised = (html: string): string =>
	html
		.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/<(script|style|iframe|object|form)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
		.replace(/<[^<>]*>/g, (tag) => tag.replace(HIDDEN, ''))
		.replace(/[\u200b-\u200d\u2060\ufeff]/g, '');

/** As it is read back. */
export const wrapped = (html: string): string => `<div class="zd-comment">${html}</div>`;

/** Line ends for blocks, no marks; `&nbsp;` stays. */
export const plain = (html: string): string =>
	html
		.replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^>]*>/gi, '\n')
		.replace(/<[^>]*>/g, '')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'")
		.replace(/&amp;/g, '&')
		.trim();

export const escaped = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
