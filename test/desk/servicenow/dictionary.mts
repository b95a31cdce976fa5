import type { Settings } from './settings.mts';
import { COLUMNS, type Row, sysId } from './store.mts';

/** Rows of the dictionary: one for each column of the tables that have something to tell. */
export function dictionary({ dictionary: access, longestEntry, timeNeeds }: Settings): Row[] {
	if (access === 'hidden') return [];
	const tables = ['sys_journal_field', 'task_time_worked'];
	return tables.flatMap((name) =>
		COLUMNS[name].map((element) => ({
			...{ sys_id: sysId(`dictionary ${name}.${element}`), name, element },
			max_length: String(element === 'value' ? (longestEntry ?? 65_000) : 40),
			mandatory: String(name === 'task_time_worked' && timeNeeds.includes(element)),
		})),
	);
}
