import type { Agent } from '../agents';
import type { Found } from '../desk';
import { type Fields, fieldsOf, timeOf } from '../json';
import { typedNumber, typedRecord } from '../numbers';
import { baseOf } from '../request';
import { nameOf, type ServiceNowSettings, shownOf, valueOf } from './query';
import { lineOf, textOf } from '../../session/value';

/** A sys_id, alone or in the address of a page. */
const SYS_ID = /(?:^|sys_id(?:=|%3d))([0-9a-f]{32})(?=$|[^0-9a-f])/i;

/** The sys_id in a text; `null` where there is none. */
export const sysIdIn = (text: unknown): string | null =>
	SYS_ID.exec(lineOf(text, 500))?.[1].toLowerCase() ?? null;

/** A record's number, its digits alone, or its sys_id (also in the address of its page). */
export const ticketIn = (typed: unknown): string | null =>
	typedRecord(typed) ?? typedNumber(typed) ?? sysIdIn(typed);

/** The number as this instance writes it: digits alone get the prefix, and too few of them zeros. */
export function numberOf({ number }: ServiceNowSettings, id: string): string {
	const [, prefix = 'INC', digits = '0000000'] =
		/^([A-Z]{2,10})([0-9]{3,15})$/.exec(lineOf(number, 40).toUpperCase()) ?? [];
	const own = id.startsWith(prefix) ? id.slice(prefix.length) : id;
	return /^\d+$/.test(own) ? `${prefix}${own.padStart(digits.length, '0')}` : id;
}

/** Of the record, what is read of it. Names with dots are of what it refers to. */
export const fieldNames = (settings: ServiceNowSettings): string => {
	const caller = nameOf(settings.caller, 'caller_id');
	const names = [
		...['sys_id', 'number', 'short_description', 'state', 'active', 'sys_class_name'],
		...['opened_at', 'sys_created_on', 'sys_updated_on', 'sys_mod_count'],
		...[caller, `${caller}.name`, `${caller}.email`, 'company', 'assigned_to', 'cmdb_ci'],
	];
	return names.join(',');
};

/** Values of `state` as everybody has them, unless the instance has its own. */
export const STATES = { new: '1', open: '2', pending: '3', resolved: '6', closed: '7' } as const;
export const CANCELED = '8';

const isClosed = (record: Fields, { closedStates }: ServiceNowSettings): boolean => {
	const closed = textOf(closedStates)
		.split(/[,;\s]+/)
		.filter(Boolean);
	return valueOf(record.active) === 'false' || closed.includes(valueOf(record.state));
};

/** A record as a ticket; `null` where this is none. Times are those that are stored, in UTC: what is shown is in the account's zone. */
export function foundIn(record: Fields, settings: ServiceNowSettings): Found | null {
	const ref = sysIdIn(valueOf(record.sys_id));
	const number = typedRecord(valueOf(record.number));
	if (ref === null || number === null) return null;
	const caller = nameOf(settings.caller, 'caller_id');
	const state = valueOf(record.state);
	const ticket = {
		id: number,
		number,
		summary: shownOf(record.short_description) ?? '',
		status: shownOf(record.state),
		closed: isClosed(record, settings),
		customer: {
			id: sysIdIn(valueOf(record[caller])),
			name: shownOf(record[`${caller}.name`]) ?? shownOf(fieldsOf(record[caller]).display_value),
			email: shownOf(record[`${caller}.email`]),
			company: shownOf(fieldsOf(record.company).display_value),
		},
		technician: shownOf(fieldsOf(record.assigned_to).display_value),
		device: shownOf(fieldsOf(record.cmdb_ci).display_value),
		type: shownOf(record.sys_class_name),
		typeId: lineOf(valueOf(record.sys_class_name), 100) || null,
		openedAt: timeOf(valueOf(record.opened_at)) ?? timeOf(valueOf(record.sys_created_on)),
		touchedAt: timeOf(valueOf(record.sys_updated_on)),
		url: `${baseOf(settings) ?? ''}${textOf(settings.ticketPage)}${ref}`,
		openChatId: null,
	};
	return { ticket, ref, facts: { state, changes: changesIn(record) } };
}

/** How often the record was changed; a shown number may have separators in it. */
export function changesIn(record: Fields): number | null {
	const digits = valueOf(record.sys_mod_count).replace(/\D/g, '');
	return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** A user as an agent; `null` where this is none. */
export function agentIn(record: Fields): Agent | null {
	const id = sysIdIn(valueOf(record.sys_id));
	const name = lineOf(valueOf(record.name) || valueOf(record.user_name));
	if (id === null || name === '') return null;
	const email = lineOf(valueOf(record.email), 254) || null;
	return { id, name, email, enabled: valueOf(record.active) === 'true' };
}

/** The ticket that the call of the business rule names: its number, else its sys_id. */
export function newTicketIn(body: unknown): string | null {
	const said = fieldsOf(body);
	return typedRecord(said.number) ?? sysIdIn(said.sys_id);
}
