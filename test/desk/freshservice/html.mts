import { plain, sanitised } from '../chassis/sanitise.mts';

/** What the desk keeps of a note's HTML, all of it in a `div`. */
export const kept = (html: string): string => `<div>${sanitised(html)}</div>`;

/** The text of it, in one line. */
export const textOf = (html: string): string =>
	plain(html.replace(/<[^>]*>/g, ' '))
		.replace(/&nbsp;/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
