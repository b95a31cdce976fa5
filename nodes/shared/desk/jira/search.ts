import type { On, TicketsWanted } from '../desk';
import type { DeskRequest } from '../flow';
import { fieldsWanted, PAGE } from './model';
import { type JiraSettings, keysIn } from './settings';
import { requestTo } from '../request';
import { cut } from '../../session/text';
import { lineOf } from '../../session/value';

/** Signs that a search for words takes for its own, and those that would end its text. In capitals, AND, OR and NOT are signs, too. */
const OPERATORS = /[-+&|!(){}[\]^~*?:/<>=\\"'`]/g;

/** The words of a text that people typed, as they can stand in a text of JQL; '' where it has none. */
export const searchWords = (typed: unknown): string =>
	cut(
		lineOf(typed, 200)
			.replace(OPERATORS, ' ')
			.replace(/\b(?:AND|OR|NOT|TO)\b/g, (word) => word.toLowerCase())
			.replace(/\s+/g, ' ')
			.trim(),
		100,
	);

const HOUR = 3_600_000;

/**
 * A moment as JQL writes it, which is read in the time zone of the account. Which one that is nobody knows here, so the moment is put back as
 * far as zones go; the caller leaves out what is older than what was asked for. A relative time would need a clock, and a flow has none.
 */
function dateIn(since: string | null): string | null {
	const at = Date.parse(since ?? '');
	if (Number.isNaN(at)) return null;
	const before = new Date(Math.max(at - 14 * HOUR, 0)).toISOString();
	return before.slice(0, 16).replace('T', ' ');
}

/** What is searched for, newest changes first. Jira refuses a query that leaves nothing out, hence the year. */
export function jqlOf({ projects }: JiraSettings, { since, text }: TicketsWanted): string {
	const keys = keysIn(projects).map((key) => `"${key}"`);
	const from = dateIn(since);
	const words = searchWords(text);
	const parts = [
		...(keys.length > 0 ? [`project in (${keys.join(', ')})`] : []),
		...(from ? [`updated >= "${from}"`] : []),
		...(words ? [`text ~ "${words}"`] : []),
	];
	return `${(parts.length > 0 ? parts : ['updated >= "-52w"']).join(' AND ')} ORDER BY updated DESC`;
}

/** The request for a page of tickets. The search knows of a change only after some seconds or minutes. */
export const searchRequest = (
	{ settings }: On<JiraSettings>,
	wanted: TicketsWanted,
	cursor: string | null,
): DeskRequest =>
	requestTo(settings, '/rest/api/3/search/jql', {
		method: 'POST',
		body: {
			jql: jqlOf(settings, wanted),
			maxResults: Math.min(wanted.limit, PAGE),
			fields: fieldsWanted(settings),
			...(cursor ? { nextPageToken: cursor } : {}),
		},
	});
