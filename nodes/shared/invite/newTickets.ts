import { minutesSince, pauseAfter } from '../ledger/due';
import type { Settings } from '../ledger/settingsTable';
import { textOf } from '../session/value';
import { inviteRowFrom } from './inviteRow';
import type { By } from './request';

/** A ticket to look at, as a request for the desk workflow. */
export interface TicketCall {
	contract: 1;
	operation: 'getTicket';
	ticket: string;
	by: Exclude<By, 'form'>;
}

type Json = Record<string, unknown>;

const objectIn = (value: unknown): Json =>
	(typeof value === 'object' && value !== null ? value : {}) as Json;

/** Webhooks of desks can be given any body; what is likely counts. */
const NAMES = ['ticket_id', 'ticketid', 'ticketId', 'faultid', 'object_id', 'objectid', 'id'];

function ticketIn(body: unknown): string | null {
	const said = objectIn(Array.isArray(body) ? body[0] : body);
	const candidates = [objectIn(said.ticket).id, ...NAMES.map((name) => said[name])];
	const id = candidates.find((one) => one !== undefined && one !== null && one !== '');
	const text = textOf(id).trim();
	return /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,39}$/u.test(text) ? text : null;
}

const call = (ticket: string, by: TicketCall['by']): TicketCall => ({
	contract: 1,
	operation: 'getTicket',
	ticket,
	by,
});

/**
 * The tickets whose customers may be invited: the one that a desk's call names, or those whose invite failed, as far as they are due. `came` is
 * the item that started the run, with `body` where the desk called. Where a person started it, all that failed are tried, also those of which
 * nobody knows whether they went out.
 */
export function ticketsToInvite(
	came: unknown,
	rows: unknown[],
	by: 'due' | 'person',
	settings: Settings,
	now: number,
): TicketCall[] {
	const { body } = objectIn(came);
	if (body !== undefined) {
		const ticket = ticketIn(body);
		return ticket === null ? [] : [call(ticket, 'newTicket')];
	}
	const isDue = (attempts: number, updatedAt: string | null) =>
		attempts < settings.retryLimit &&
		minutesSince(updatedAt, now) >= pauseAfter(attempts, settings);
	const tickets = rows
		.map(inviteRowFrom)
		.filter((row) => row?.key.startsWith('automatic:ticket:') ?? false)
		.filter((row) => {
			if (by === 'person') return ['failed', 'refused', 'unsure'].includes(row?.state ?? '');
			return row?.state === 'failed' && isDue(row.attempts, row.updatedAt);
		})
		.map((row) => row?.key.slice('automatic:ticket:'.length) ?? '')
		.filter(Boolean);
	return [...new Set(tickets)].map((ticket) => call(ticket, by));
}
