import { onTicket, rowFrom } from '../ledger/row';
import { numberFrom } from '../ledger/place';
import type { Settings } from '../ledger/settingsTable';
import { sessionIdFrom } from '../session/model';
import { textOf } from '../session/value';
import type { Asked, ShownSession, ShownTicket } from './state';
import { line, minutes, plain, time } from './words';

const TO_LINK = ['unlinked', 'chatted'];
const ON_TICKETS = ['linked', 'written'];

/** States of rows that an action is about. */
export const statesFor = ({ action }: Asked): string[] =>
	action === 'link' ? TO_LINK : ON_TICKETS;

/**
 * Rows that the page shows, the newest first. `rows` as the store gives them, with their `id`; those of another desk, or of a state that
 * the action is not about, are left out.
 */
export function sessionsFrom(rows: unknown[], asked: Asked, settings: Settings): ShownSession[] {
	const shown: ShownSession[] = [];
	for (const cells of rows as Array<{ id?: unknown } | null>) {
		const row = rowFrom(cells);
		const rowId = Number(textOf(cells?.id));
		if (!row || !Number.isSafeInteger(rowId) || rowId < 1) continue;
		const sessionId = sessionIdFrom(row.sessionId);
		if (sessionId === null) continue;
		if (!row.state || !statesFor(asked).includes(row.state)) continue;
		const here = onTicket(row) && row.linkSystem === settings.linkSystem.trim().toLowerCase();
		if (asked.action !== 'link' && !here) continue;
		const { key, customer, company, hostname, representative, firstLine } = row;
		const { startedAt, endedAt, durationSeconds, linkId } = row;
		shown.push({
			...{ rowId, key, sessionId, customer, company, hostname, representative, firstLine },
			...{ startedAt, endedAt, durationSeconds },
			from: asked.action === 'link' ? null : linkId,
		});
	}
	return shown.sort(
		(a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? '') || b.rowId - a.rowId,
	);
}

/** A session as a choice. The number at its start is the row's, and all that is read of it: names in it are for people. */
export function labelOf(one: ShownSession, timezone: string): string {
	const said = [
		`#${one.rowId}`,
		time(one.startedAt, timezone),
		plain(one.customer || 'no customer', 40),
		plain(one.representative || 'no technician', 40),
		minutes(one.durationSeconds),
		one.firstLine ? `“${plain(one.firstLine, 60)}”` : '',
		one.from ? `on ticket ${line(one.from, 20)}` : '',
	];
	return said.filter(Boolean).join(' · ');
}

/** The numbers at the start of what was ticked. n8n gives a list, or one text. */
export function rowIdsFrom(ticked: unknown): number[] {
	const all = Array.isArray(ticked) ? (ticked as unknown[]) : [ticked];
	return all.flatMap((one) => {
		const number = /^#([1-9][0-9]{0,14})(?: |$)/.exec(line(one, 60))?.[1];
		return number ? [Number(number)] : [];
	});
}

const text = (value: unknown, most = 300) => line(value, most) || null;

type Fields = Record<string, unknown>;
const fieldsOf = (value: unknown): Fields =>
	typeof value === 'object' && value !== null ? (value as Fields) : {};

/** A ticket of a desk's answer; `null` for what is none. Only addresses of the web are shown as links. */
export function ticketFrom(value: unknown): ShownTicket | null {
	const said = fieldsOf(value);
	const id = numberFrom(text(said.id, 20));
	if (id === null) return null;
	const { name, email, company } = fieldsOf(said.customer);
	const url = text(said.url, 1000);
	return {
		id,
		summary: text(said.summary),
		customer: text(name) ?? text(email),
		company: text(company),
		closed: said.closed === true,
		url: url && /^https?:\/\//i.test(url) ? url : null,
	};
}

/** A desk's ticket under the names that the matcher reads; `null` for what is none. */
export function candidateFrom(value: unknown): Fields | null {
	const said = fieldsOf(value);
	const id = numberFrom(text(said.id, 20));
	if (id === null) return null;
	const customer = fieldsOf(said.customer);
	return {
		id,
		summary: said.summary,
		customer: customer.name,
		email: customer.email,
		company: customer.company,
		technician:
			typeof said.technician === 'object' ? fieldsOf(said.technician).name : said.technician,
		device: typeof said.device === 'object' ? fieldsOf(said.device).name : said.device,
		status: said.status,
		closed: said.closed === true,
		openedAt: said.openedAt,
		updatedAt: said.touchedAt,
	};
}
