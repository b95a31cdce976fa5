import type { ShownTicket } from '../chassis/cards.mts';
import type { Answer, Call } from '../chassis/http.mts';
import { ticketPages } from '../chassis/pages.mts';
import { type Row, STATES, type Store } from './store.mts';
import { isoOf } from './time.mts';

/** Pages for people: a record by its number, or by its sys_id, as its address has it. */
export function routePages(store: Store, call: Call): Answer {
	const [, id = ''] = /^\/ticket\/([0-9a-f]{32})$/.exec(call.path) ?? [];
	const number = store.find('incident', id)?.number;
	const path = number ? `/ticket/${number}` : call.path;
	const tickets = store.rows('incident').map((row) => shownTicket(store, row));
	return ticketPages({ revision: store.revision, tickets }, { ...call, path });
}

function shownTicket(store: Store, row: Row): ShownTicket {
	const journal = store.rows('sys_journal_field').filter((one) => one.element_id === row.sys_id);
	return {
		...{ id: row.number, number: row.number, summary: row.short_description },
		...{ details: row.description, status: STATES[row.state] ?? row.state },
		kind: row.active === 'false' ? '' : row.state === '1' ? 'open' : 'progress',
		customer: store.referred(row, 'caller_id')?.name ?? '',
		company: store.referred(row, 'company')?.name ?? '',
		technician: store.referred(row, 'assigned_to')?.name ?? '',
		openedAt: isoOf(row.opened_at),
		notes: journal.map((one) => ({
			...{ id: one.sys_id, author: one.sys_created_by, minutes: null },
			label: one.element === 'work_notes' ? 'Work notes' : 'Additional comments',
			isPrivate: one.element === 'work_notes',
			at: isoOf(one.sys_created_on),
			...shownText(one.value),
		})),
	};
}

/** Between `[code]` and its end is HTML, wherever the text came from. */
function shownText(value: string): { text: string } | { html: string } {
	if (!/\[code\]/i.test(value)) return { text: value };
	const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
	const parts = value.split(/\[code\]([\s\S]*?)(?:\[\/code\]|$)/i);
	return { html: parts.map((part, index) => (index % 2 ? part : escaped(part))).join('') };
}
