import { textOf } from '../session/value';
/**
 * What the list of invites says of one. `sending`: a run is at it, or broke off. `unsure`: the delivery ended without saying whether it went
 * out. `failed`: it surely did not, and is tried again. `refused`: it did not, and trying again helps only after somebody has put something right.
 */
export type InviteState = 'sending' | 'sent' | 'failed' | 'refused' | 'unsure';

const STATES: readonly string[] = [
	'sending',
	'sent',
	'failed',
	'refused',
	'unsure',
] satisfies InviteState[];

/** A row of `beyondtrust_invites`. Times are ISO 8601 in UTC; `null` is an empty cell. `updatedAt` is the store's own. */
export interface InviteRow {
	key: string;
	state: InviteState | null;
	claim: number;
	/** Of form invites: how often within an hour; of those of new tickets: how often since the last success. */
	attempts: number;
	ticketId: string | null;
	/** Address of the person; empty where none sent it. */
	sentBy: string | null;
	url: string | null;
	expiresAt: string | null;
	sentAt: string | null;
	lastError: string | null;
	/** JSON of `{ invite, sessionKey, link }`, kept only where keys are sent again. */
	payload: string | null;
	updatedAt: string | null;
}

/** What is to be written into a row; other columns stay. */
export type InviteChange = Partial<Omit<InviteRow, 'updatedAt'>> & {
	queue?: string;
	recipient?: string | null;
	channel?: string;
};

const text = (value: unknown): string | null => textOf(value) || null;

function time(value: unknown): string | null {
	if (!(value instanceof Date) && typeof value !== 'string') return null;
	const at = new Date(value).getTime();
	return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function count(value: unknown): number {
	const number = Number(textOf(value));
	return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

/**
 * A row as a store gives it, or `null` where there is none. People edit these tables: what does not fit counts as empty, and a state that
 * nobody knows as none.
 */
export function inviteRowFrom(value: unknown): InviteRow | null {
	const cells = (typeof value === 'object' && value !== null ? value : {}) as Record<
		string,
		unknown
	>;
	const key = text(cells.key);
	if (key === null) return null;
	const state = text(cells.state)?.trim().toLowerCase() ?? '';
	return {
		key,
		state: STATES.includes(state) ? (state as InviteState) : null,
		claim: count(cells.claim),
		attempts: count(cells.attempts),
		ticketId: text(cells.ticketId),
		sentBy: text(cells.sentBy)?.toLowerCase() ?? null,
		url: text(cells.url),
		expiresAt: time(cells.expiresAt),
		sentAt: time(cells.sentAt),
		lastError: text(cells.lastError),
		payload: text(cells.payload),
		updatedAt: time(cells.updatedAt),
	};
}
