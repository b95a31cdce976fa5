import type { Ticket } from './fields';
import type { Wanted } from './wanted';

/** Points and the sentence that explains them. */
export interface Evidence {
	points: number;
	reason: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Up to so long before the session began a ticket was opened, and what that is worth. */
const OPENED_BEFORE: Array<[upTo: number, points: number]> = [
	[2 * HOUR, 18],
	[8 * HOUR, 14],
	[DAY, 11],
	[3 * DAY, 7],
	[7 * DAY, 3],
	[14 * DAY, -4],
	[30 * DAY, -9],
	[Infinity, -14],
];

/** Some desks write the ticket after the call. */
const OPENED_AFTER: Array<[upTo: number, points: number]> = [
	[3 * HOUR, 15],
	[DAY, 7],
	[3 * DAY, -4],
	[Infinity, -25],
];

const CLOSED_BEFORE: Array<[upTo: number, points: number]> = [
	[HOUR, -5],
	[DAY, -20],
	[Infinity, -30],
];

const CLOSED_AFTER = 9;
const TOUCHED = 9;
/** Nobody has looked at it for `LONG` when the session began. */
const UNTOUCHED = -6;
const LONG = 2 * DAY;

const worth = (table: Array<[number, number]>, time: number): number =>
	table.find(([upTo]) => time <= upTo)?.[1] ?? 0;

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;

/** A length of time for people. */
export function inWords(time: number): string {
	if (time < 2 * HOUR) return count(Math.max(1, Math.round(time / MINUTE)), 'minute');
	return time < 2 * DAY
		? count(Math.round(time / HOUR), 'hour')
		: count(Math.round(time / DAY), 'day');
}

function opened(openedAt: number, from: number, to: number): Evidence {
	if (openedAt > to) {
		const after = openedAt - to;
		const reason = `Opened ${inWords(after)} after the session ended.`;
		return { points: worth(OPENED_AFTER, after), reason };
	}
	if (openedAt >= from) {
		return { points: worth(OPENED_BEFORE, 0), reason: 'Opened during the session.' };
	}
	const before = from - openedAt;
	const reason = `Opened ${inWords(before)} before the session started.`;
	return { points: worth(OPENED_BEFORE, before), reason };
}

/** When it was closed; of a closed ticket without that time, the last time it was touched. */
function closed({ closed: isClosed, closedAt, updatedAt }: Ticket, from: number, to: number) {
	const at = closedAt ?? (isClosed ? updatedAt : null);
	if (at === null) return null;
	if (at < from) {
		const before = from - at;
		const reason = `Closed ${inWords(before)} before the session started.`;
		return { points: worth(CLOSED_BEFORE, before), reason };
	}
	return at - to <= DAY
		? { points: CLOSED_AFTER, reason: 'Closed within a day of the session.' }
		: null;
}

/** What the times of a ticket say, given the time of the session. */
export function timesOf(ticket: Ticket, { from, to }: Wanted): Evidence[] {
	if (from === null) return [];
	const end = to ?? from;
	const list: Evidence[] = [];
	if (ticket.openedAt !== null) list.push(opened(ticket.openedAt, from, end));
	const close = closed(ticket, from, end);
	if (close) return [...list, close];
	const { updatedAt } = ticket;
	if (updatedAt !== null && updatedAt !== ticket.openedAt) {
		if (updatedAt >= from - HOUR && updatedAt <= end + 8 * HOUR) {
			list.push({ points: TOUCHED, reason: 'Last touched around the session.' });
		}
	}
	if (updatedAt !== null && from - updatedAt > LONG) {
		const reason = `Not touched in the ${inWords(from - updatedAt)} before the session.`;
		list.push({ points: UNTOUCHED, reason });
	}
	return list;
}
