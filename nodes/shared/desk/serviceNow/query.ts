import type { DeskSettings } from '../desk';
import { headerOf } from '../failure';
import type { Got } from '../flow';
import { type Fields, fieldsOf } from '../json';
import { cut } from '../../session/text';
import { lineOf, textOf } from '../../session/value';

/** What a person has set in the desk workflow for ServiceNow, besides address and name. */
export interface ServiceNowSettings extends DeskSettings {
	/** The table of the records: `incident`, or another one below `task`. */
	table: string;
	/** A number of that table, for its prefix and its digits: a person who types 1201 means `INC0001201`. */
	number: string;
	/** The field of that table that holds the customer. */
	caller: string;
	/** Values of `state` that count as closed, with commas between them. */
	closedStates: string;
	/** The resolution code where `setStatus` names none. */
	closeCode: string;
	/** Where a record is seen, behind the address; its sys_id is put behind it. */
	ticketPage: string;
	/** The role of those who count as agents. */
	agentRole: string;
	/** Characters of a note; the dictionary of the instance says how many a journal takes. */
	longestNote: number | string;
	/** Where time goes: `task_time_worked`, or nothing. */
	timeTable: string;
}

/** Entries of a page. */
export const PAGE = 200;

/** A name of a table or of a field, dots included; anything else is not one, and `otherwise` is taken. */
export const nameOf = (value: unknown, otherwise: string): string => {
	const name = lineOf(value, 100).toLowerCase();
	return /^[a-z][a-z0-9_.]{0,79}$/.test(name) ? name : otherwise;
};

/** The path of the table, or of one record of it. */
export const recordPath = ({ table }: Pick<ServiceNowSettings, 'table'>, ref?: string): string =>
	`/api/now/table/${nameOf(table, 'incident')}${ref === undefined ? '' : `/${encodeURIComponent(ref)}`}`;

/** Characters of one value of a query: addresses of more than 2,048 are refused by some instances. */
const LONGEST_VALUE = 50;

/**
 * A text of people as a value of an encoded query. A `^` would begin another condition and cannot be escaped, and a value that begins
 * with `javascript:` would be run.
 */
export const queryValue = (text: unknown, most = LONGEST_VALUE): string =>
	cut(
		lineOf(text, 4 * most)
			.replace(/\^/g, ' ')
			.replace(/javascript\s*:/gi, ' ')
			.replace(/\s+/g, ' ')
			.trim(),
		most,
	);

/** The rows of an answer: `result` is a list, or one record. What is none is left out. */
export function rowsOf(body: unknown): Fields[] {
	const { result } = fieldsOf(body);
	const all: unknown[] = Array.isArray(result) ? result : [result];
	return all.map(fieldsOf).filter((one) => Object.keys(one).length > 0);
}

/** The value of a field as it is stored, in UTC: a text, or an object where display values or references were asked for. */
export const valueOf = (field: unknown): string => textOf(field) || textOf(fieldsOf(field).value);

/** The value as people see it, in the zone and the language of the account. */
export const shownOf = (field: unknown): string | null =>
	lineOf(textOf(field) || fieldsOf(field).display_value || fieldsOf(field).value, 500) || null;

/**
 * Where the next page begins, by the `Link` header: a page may be short or empty although more follows, because rows are hidden after the
 * page was cut. Only the offset is taken, never the address. Where something has taken the header away, a full page has a next one.
 */
export function nextOf({ answered }: Got, count: number, cursor: string | null): string | null {
	const now = Number(cursor ?? 0);
	const links = headerOf(answered, 'link').slice(0, 20_000);
	if (links === '') return count >= PAGE ? String(now + PAGE) : null;
	const next = links.split(/,\s*(?=<)/).find((one) => /;\s{0,5}rel="?next\b/i.test(one)) ?? '';
	const offset = Number(/[?&]sysparm_offset=(\d{1,9})/.exec(next)?.[1] ?? 0);
	return offset > now ? String(offset) : null;
}
