import { rowFrom } from '../ledger/row';
import { escapedHtml } from '../session/escape';
import { RECONCILIATION } from './one';
import { html, plain } from './words';

/** Most lines of a list. */
const LINES = 20;

/** What was done, in numbers and in words. `html` is mark-up. */
export interface Report {
	worthSending: boolean;
	linked: number;
	newSuggestions: number;
	subject: string;
	text: string;
	html: string;
}

interface Part {
	heading: string;
	rows: Array<{ name: string | null; said: string | null }>;
}

const left = ({ rows }: Part) => (rows.length > LINES ? [`and ${rows.length - LINES} more`] : []);

const textOf = (part: Part) =>
	[
		part.heading,
		...part.rows
			.slice(0, LINES)
			.map(({ name, said }) => `- ${plain(name, 120)}: ${plain(said, 250)}`),
		...left(part).map((one) => `- ${one}`),
	].join('\n');

const htmlOf = (part: Part) => {
	const lines = part.rows
		.slice(0, LINES)
		.map(({ name, said }) => `<li>${html(name, 120)}: ${html(said, 250)}</li>`);
	const more = left(part).map((one) => `<li>${one}</li>`);
	return `<h3>${escapedHtml(part.heading)}</h3><ul>${[...lines, ...more].join('')}</ul>`;
};

/** What a run of the reconciliation has done, from the rows as they are after it: those it linked, and those with a new suggestion. */
export function report(rows: unknown[]): Report {
	const all = rows.map(rowFrom).filter((row) => row !== null);
	const of = (list: typeof all) =>
		list.map(({ name, sessionId, suggestion }) => ({ name: name ?? sessionId, said: suggestion }));
	const links = all.filter(({ linkedBy }) => linkedBy === RECONCILIATION);
	const fresh = all.filter(({ linkedBy, suggestion }) => linkedBy === null && suggestion !== null);
	const parts: Part[] = [
		{ heading: `${links.length} put on tickets`, rows: of(links) },
		{ heading: `${fresh.length} with a new suggestion`, rows: of(fresh) },
	].filter(({ rows: some }) => some.length > 0);
	return {
		worthSending: parts.length > 0,
		linked: links.length,
		newSuggestions: fresh.length,
		subject: `Remote sessions: ${links.length} linked, ${fresh.length} new suggestions`,
		text: `${parts.map(textOf).join('\n\n')}\n`,
		html: parts.map(htmlOf).join(''),
	};
}
