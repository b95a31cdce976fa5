import { valueAt } from './query.mts';
import type { Settings } from './settings.mts';
import { COLUMNS, JOURNALS, REFERS, type Row, STATES, type Store } from './store.mts';
import { shown } from './time.mts';

const LABELS: Record<string, string> = {
	work_notes: 'Work notes',
	comments: 'Additional comments',
};

/** All entries of a journal in one text, newest first, in the zone of the account. */
export function journalText(
	store: Store,
	{ zone, longestShown }: Settings,
	record: Row,
	element: string,
) {
	const own = store
		.rows('sys_journal_field')
		.filter((one) => one.element_id === record.sys_id && one.element === element);
	const entry = ({ sys_created_on: at, sys_created_by: by, value }: Row) =>
		`${shown(at, zone)} - ${by} (${LABELS[element]})\n${value}\n\n`;
	const text = own.reverse().map(entry).join('');
	return longestShown === null ? text : text.slice(0, longestShown);
}

/** What people see in place of a value. */
function displayOf(store: Store, settings: Settings, table: string, row: Row, name: string) {
	const value = valueAt(store, row, name);
	const column = name.split('.').at(-1) ?? '';
	if (JOURNALS.includes(name) && table === 'incident') {
		return journalText(store, settings, row, name);
	}
	if (column in REFERS) {
		const [last, ...before] = name.split('.').reverse();
		const holder = before.length > 0 ? store.referred(row, before.reverse().join('.')) : row;
		return (holder && store.referred(holder, last)?.name) ?? '';
	}
	if (column === 'state') return STATES[value] ?? value;
	if (column === 'sys_class_name') return 'Incident';
	if (column === 'sys_mod_count') return Number(value).toLocaleString('en-US');
	return /_on$|_at$/.test(column) && value !== '' ? shown(value, settings.zone) : value;
}

const exists = (table: string, name: string): boolean => {
	const [column, ...rest] = name.split('.');
	if (!COLUMNS[table].includes(column)) return false;
	return rest.length === 0 || (column in REFERS && exists(REFERS[column], rest.join('.')));
};

/**
 * A row as it is answered: only texts, references as objects, every field as two values where all are asked for. What does not exist or may not
 * be read is left out.
 */
export function answered(
	store: Store,
	settings: Settings,
	{ table, row, query, url }: { table: string; row: Row; query: URLSearchParams; url: string },
): Record<string, unknown> {
	const wanted = query.get('sysparm_fields')?.split(',') ?? COLUMNS[table];
	const how = query.get('sysparm_display_value') ?? 'false';
	const hasLinks = query.get('sysparm_exclude_reference_link') !== 'true';
	const isHidden = (name: string) => name === 'work_notes' && settings.workNotes === 'unreadable';
	const names = wanted.filter((name) => exists(table, name) && !isHidden(name));
	const field = (name: string): unknown => {
		const isJournal = table === 'incident' && JOURNALS.includes(name);
		const value = isJournal ? '' : valueAt(store, row, name);
		const refers = name.includes('.') ? undefined : REFERS[name];
		const link = `${url}/api/now/table/${refers}/${value}`;
		const links = hasLinks && refers && value ? { link } : {};
		if (how === 'all') {
			return { display_value: displayOf(store, settings, table, row, name), value, ...links };
		}
		if (how === 'true') {
			const text = displayOf(store, settings, table, row, name);
			return refers && value && hasLinks ? { display_value: text, ...links } : text;
		}
		return refers && value && hasLinks ? { ...links, value } : value;
	};
	return Object.fromEntries(names.map((name) => [name, field(name)]));
}
