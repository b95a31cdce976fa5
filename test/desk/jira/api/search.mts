import type { Answer } from '../../chassis/http.mts';
import { textOf } from '../adf.mts';
import type { Issue } from '../model.mts';
import { refused } from '../refusals.mts';
import type { Store } from '../store.mts';
import { bodyOf, issueOf, type Site } from './shape.mts';

type Test = (issue: Issue) => boolean;

const bad = (message: string) => refused(400, [message]);
const MINUTES: Record<string, number> = { m: 1, h: 60, d: 1440, w: 10_080 };

/** A clause ends at AND outside of quotes. */
function clausesOf(jql: string): string[] {
	const clauses: string[] = [''];
	const parts = jql.matchAll(/"(?:[^"\\]|\\.)*"|\bAND\b|[^"]/gi);
	let length = 0;
	for (const [part] of parts) {
		length += part.length;
		if (/^AND$/i.test(part)) clauses.push('');
		else clauses[clauses.length - 1] += part;
	}
	if (length !== jql.length) throw bad('Error in the JQL Query: a quoted string is not completed.');
	return clauses.map((one) => one.trim());
}

const unquoted = (value: string): string => {
	const [, inner] = /^"((?:[^"\\]|\\.)*)"$/.exec(value.trim()) ?? [];
	return inner === undefined ? value.trim() : inner.replace(/\\(.)/g, '$1');
};

/** A moment: counted back from now, or a date in the time zone of the account. */
function momentIn({ behaviour, now }: Store, value: string): number {
	const [, count, unit] = /^-(\d+)([mhdw])$/.exec(value) ?? [];
	if (count) return now() - Number(count) * MINUTES[unit!]! * 60_000;
	const [, day, time = '00:00'] = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?$/.exec(value) ?? [];
	if (!day) throw bad(`Date value '${value}' for field 'updated' is invalid.`);
	return Date.parse(`${day}T${time}:00Z`) - behaviour.zoneMinutes * 60_000;
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** A search for words, in which some signs are operators. */
function forWords(text: string): Test {
	if (/[-+&|!(){}[\]^~*?:/\\"]/.test(text) || /\b(?:AND|OR|NOT)\b/.test(text)) {
		throw bad(`The text query '${text.slice(0, 40)}' for field 'text' is not allowed.`);
	}
	const wanted = wordsOf(text);
	return ({ summary, description, comments }) => {
		const all = [summary, description, ...comments.map(({ body }) => textOf(body))];
		const known = new Set(wordsOf(all.join(' ')));
		return wanted.every((word) => known.has(word));
	};
}

function testOf(store: Store, clause: string): Test {
	const [, field = '', operator = '', value = ''] =
		/^(\w+)\s*(>=|=|~|\bin\b)\s*(.+)$/is.exec(clause) ?? [];
	switch (`${field.toLowerCase()} ${operator.toLowerCase()}`) {
		case 'project =':
		case 'project in': {
			const keys = value
				.replace(/^\(|\)$/g, '')
				.split(',')
				.map(unquoted);
			const unknown = keys.find(
				(key) => !store.projects.some((one) => one.isVisible && one.key === key),
			);
			if (unknown !== undefined) {
				throw bad(`The value '${unknown}' does not exist for the field 'project'.`);
			}
			return (issue) => keys.includes(store.projectOf(issue).key);
		}
		case 'updated >=':
		case 'created >=': {
			const from = momentIn(store, unquoted(value));
			return (issue) => issue[field.toLowerCase() as 'updated' | 'created'] >= from;
		}
		case 'text ~':
			return forWords(unquoted(value));
		default:
			// Bare words are taken for a search for text.
			if (/^[\w\s]+$/.test(clause) && clause !== '') return forWords(clause);
			throw bad(`Error in the JQL Query: '${clause.slice(0, 40)}' is not understood.`);
	}
}

/** A query and its order, which stands outside of quotes. */
function splitOff(jql: string): string[] {
	const quiet = jql.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => '_'.repeat(quoted.length));
	const [order] = /\s*ORDER BY\s+.+$/is.exec(quiet) ?? [''];
	const where = jql.slice(0, jql.length - order.length);
	return [where, order.replace(/^\s*ORDER BY\s+/i, '')];
}

/** Issues by a query, of those that the account may see and as far as the search knows them. @throws Refusal 400 */
function found(store: Store, jql: string): Issue[] {
	const [where = '', order = ''] = splitOff(jql);
	if (where.trim() === '') {
		throw bad('Unbounded JQL queries are not allowed here. Please add a search restriction.');
	}
	if (order !== '' && !/^updated DESC$/i.test(order.trim()))
		throw bad(`Cannot order by '${order}'.`);
	const tests = clausesOf(where).map((clause) => testOf(store, clause));
	return store.issues
		.filter((issue) => store.canSee(issue) && issue.indexedAt <= store.now())
		.filter((issue) => tests.every((test) => test(issue)))
		.sort((a, b) => b.updated - a.updated || Number(b.id) - Number(a.id));
}

const tokenOf = (at: number) => Buffer.from(`page:${at}`).toString('base64');

function placeOf(token: unknown): number {
	if (token === undefined) return 0;
	const [, at] = /^page:(\d+)$/.exec(Buffer.from(String(token), 'base64').toString()) ?? [];
	if (at === undefined) throw bad('The provided next page token is invalid or expired.');
	return Number(at);
}

/** `POST /search/jql`: ids only, unless fields are asked for. */
export function search(site: Site): Answer {
	const { jql, maxResults = 50, fields, nextPageToken } = bodyOf(site.call);
	const all = found(site.store, String(jql));
	const at = placeOf(nextPageToken);
	const most = Math.min(Number(maxResults), fields === undefined ? 5_000 : 100);
	const issues = all.slice(at, at + most).map((issue) => {
		if (fields === undefined) return { id: issue.id };
		return issueOf(site, issue, fields as string[]);
	});
	const isLast = at + most >= all.length;
	const more = isLast ? {} : { nextPageToken: tokenOf(at + most) };
	return { status: 200, body: { issues, ...more, isLast } };
}
