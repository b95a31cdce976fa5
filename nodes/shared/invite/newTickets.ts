import type { DeskEvent } from '../desk/contract';
import { minutesSince, pauseAfter } from '../ledger/due';
import type { Settings } from '../ledger/settingsTable';
import { InputError } from '../session/errors';
import { inviteRowFrom } from './inviteRow';
import type { By } from './request';

/** A ticket to look at, or a call of the desk to read, as a request for the desk workflow. */
export type TicketCall = { contract: 1; by: Exclude<By, 'form'> } & (
	| { operation: 'getTicket'; ticket: string }
	| { operation: 'readEvent'; ticket: null; event: DeskEvent }
);

/** Characters of a call: what is longer tells of no ticket. */
const LONGEST_CALL = 1_000_000;

/** Headers that hold logins of others, which nobody needs. */
const PRIVATE = ['authorization', 'cookie', 'proxy-authorization'];

/**
 * A call of the desk as it came, for the desk workflow to read. `headers` are those of n8n's Webhook, `body` the bytes that were sent. Nothing
 * of it is believed yet.
 *
 * @throws InputError for one that is too long
 */
export function callOf(headers: unknown, body: Buffer): DeskEvent {
	if (body.length > LONGEST_CALL) {
		throw new InputError('The call from the desk is too long to be about a new ticket.');
	}
	const texts = Object.entries(objectIn(headers)).flatMap(([name, value]) => {
		const isText = typeof value === 'string' && !PRIVATE.includes(name.toLowerCase());
		return isText ? [[name.toLowerCase(), value] as const] : [];
	});
	return { headers: Object.fromEntries(texts), body: body.toString('utf8') };
}

type Json = Record<string, unknown>;

const objectIn = (value: unknown): Json =>
	(typeof value === 'object' && value !== null ? value : {}) as Json;

const call = (ticket: string, by: TicketCall['by']): TicketCall => ({
	contract: 1,
	operation: 'getTicket',
	ticket,
	by,
});

/**
 * The tickets whose customers may be invited: the one that a desk's call tells of, or those whose invite failed, as far as they are due. `came`
 * is what `callOf` made of the call, as `event`, where the desk called. Where a person started it, all that failed are tried, also those of which
 * nobody knows whether they went out.
 */
export function ticketsToInvite(
	came: unknown,
	rows: unknown[],
	by: 'due' | 'person',
	settings: Settings,
	now: number,
): TicketCall[] {
	const { event } = objectIn(came);
	if (event !== undefined) {
		const read = { contract: 1, operation: 'readEvent', ticket: null, by: 'newTicket' } as const;
		return [{ ...read, event: objectIn(event) as unknown as DeskEvent }];
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
