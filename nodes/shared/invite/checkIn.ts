import { createHash } from 'node:crypto';

import { minutesSince, pauseAfter } from '../ledger/due';
import type { Settings } from '../ledger/settingsTable';
import { type InviteChange, type InviteRow, inviteRowFrom } from './inviteRow';
import type { Request } from './request';
import { isAllowed, notAllowed } from './target';

/** Minutes in which the same invite is a second click, not a second invite. */
const SECOND_CLICK = 1;
/** Minutes after which nobody is believed to be sending any more: longer than n8n waits for a mail server. */
const LONGEST_SENDING = 15;
const HOUR = 60;

/** On what condition a row may be changed: it must still say this (as in the ledger). */
export interface InviteClaim {
	key: string;
	claim: number;
	claimIs: 'eq' | 'isEmpty';
	state: string | null;
	stateIs: 'eq' | 'isEmpty';
}

/**
 * What is to be done about an invite that is wanted. `send`: make the row where there is none (`first`), then write `row` if the row still
 * says what `claim` says; who succeeds sends it. `nothing`: `said` tells people why.
 */
export interface CheckedInvite {
	todo: 'send' | 'nothing';
	key: string;
	/** Why it is not sent: `refused`, `before` (a moment ago), `busy` (by another run), `later` (not due yet), `tired`. */
	why: 'refused' | 'before' | 'busy' | 'later' | 'tired' | null;
	said: string | null;
	/** The link of the one that was sent before. */
	url: string | null;
	claim: InviteClaim | null;
	/** Claims nothing, so that writing it twice does no harm. */
	first: InviteChange | null;
	row: InviteChange | null;
	/** On what condition `checkOut` writes. */
	after: InviteClaim | null;
	/** What was sent before and is to be sent again, as JSON; `null` for a new key. */
	again: string | null;
	/** An earlier run broke off, so that the customer may get it twice. */
	warning: string | null;
}

/** What tells one invite from another: of a new ticket there is one, whatever else. */
export function inviteKey({ by, target, queue }: Request): string {
	const { linkTo, linkId, recipient } = target;
	if (by !== 'form') return `automatic:${linkTo}:${linkId}`;
	const parts = [linkTo, linkId, queue.queueType, queue.queueId, recipient?.toLowerCase() ?? null];
	return `form:${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`;
}

/** How many invites somebody has sent, or tried to, within the last hour. */
function sentBy(email: string, rows: InviteRow[], now: number): number {
	return rows
		.filter((row) => row.sentBy === email && row.state !== null)
		.filter((row) => minutesSince(row.updatedAt, now) < HOUR)
		.reduce((sum, row) => sum + Math.max(1, row.attempts), 0);
}

type Verdict = Pick<CheckedInvite, 'why' | 'said'> | null;

const BUSY: Verdict = {
	why: 'busy',
	said: 'Another click came first. Check the ticket in a moment: the invite will be noted there once it is sent.',
};
const BEFORE: Verdict = { why: 'before', said: 'It was not sent a second time.' };

/** A person at the form may send again what was sent a while ago. */
function ofForm(row: InviteRow, now: number): Verdict {
	if (row.state === 'sent' && minutesSince(row.sentAt, now) < SECOND_CLICK) return BEFORE;
	if (row.state === 'sending' && minutesSince(row.updatedAt, now) < LONGEST_SENDING) return BUSY;
	return null;
}

/** A new ticket has one invite, ever. What may have gone out is sent again only by a person, and what failed by the sweep after its pause. */
function ofTicket(row: InviteRow, by: Request['by'], settings: Settings, now: number): Verdict {
	if (row.state === 'sent') return BEFORE;
	if (row.state === 'sending') return BUSY;
	if (by === 'person' || row.state === null) return null;
	if (row.state === 'unsure') {
		return {
			why: 'busy',
			said: 'It may or may not have gone out, so only a person can send it again.',
		};
	}
	if (by !== 'due') return null;
	if (row.attempts >= settings.retryLimit) {
		return { why: 'tired', said: `It failed ${row.attempts} times and will not be tried again.` };
	}
	return minutesSince(row.updatedAt, now) < pauseAfter(row.attempts, settings)
		? { why: 'later', said: 'It failed a moment ago and will be tried again later.' }
		: null;
}

function verdictOn(
	request: Request,
	row: InviteRow | null,
	rows: InviteRow[],
	settings: Settings,
	now: number,
): Verdict {
	const { by, person, target } = request;
	const { recipient, own, number } = target;
	if (recipient && !isAllowed(recipient, own, settings)) {
		return { why: 'refused', said: notAllowed(recipient, number) };
	}
	const found = row && (by === 'form' ? ofForm(row, now) : ofTicket(row, by, settings, now));
	if (found) return found;
	if (person && sentBy(person.email, rows, now) >= settings.invitesPerHour) {
		return {
			why: 'refused',
			said: `You have sent ${settings.invitesPerHour} invites within an hour, which is the limit (setting 'invitesPerHour'). Try again later.`,
		};
	}
	return null;
}

/** `given` as the store gave it: an empty cell is another thing than a 0 that somebody typed. */
function claimOn(key: string, given: unknown, row: InviteRow | null): InviteClaim {
	const cells = (row ? given : {}) as { claim?: unknown; state?: unknown };
	const isThere = (cell: unknown) => cell !== null && cell !== undefined && cell !== '';
	return {
		key,
		claim: row?.claim ?? 0,
		claimIs: isThere(cells.claim) ? 'eq' : 'isEmpty',
		state: isThere(cells.state) ? (cells.state as string) : null,
		stateIs: isThere(cells.state) ? 'eq' : 'isEmpty',
	};
}

/** How often: of the form within this hour, of a new ticket since it was sent last. */
function attemptsOf({ by }: Request, row: InviteRow | null, now: number): number {
	const counts = row && (by !== 'form' || minutesSince(row.updatedAt, now) < HOUR);
	return (counts ? row.attempts : 0) + 1;
}

const SOON = 10;

/** A key that expires within ten minutes is not worth sending again. */
function payloadOf(row: InviteRow | null, settings: Settings, now: number): string | null {
	if (!settings.reuseKeys || !row?.payload || row.expiresAt === null) return null;
	return Date.parse(row.expiresAt) - now > SOON * 60_000 ? row.payload : null;
}

function warningFor(row: InviteRow | null): string | null {
	if (row?.state !== 'sending' && row?.state !== 'unsure') return null;
	return 'An earlier attempt ended without saying whether the invite went out, so the customer may have got it twice.';
}

/**
 * What is to be done about an invite that is wanted. `rows` are those of its ticket and those of the last hour, as the store gives them; `now`
 * in milliseconds since 1970.
 */
export function checkIn(
	request: Request,
	rows: unknown[],
	settings: Settings,
	now: number,
): CheckedInvite {
	const key = inviteKey(request);
	const given = rows.find((one) => inviteRowFrom(one)?.key === key);
	const row = inviteRowFrom(given);
	const all = rows.map(inviteRowFrom).filter((one): one is InviteRow => one !== null);
	const verdict = verdictOn(request, row, all, settings, now);
	const nothing: CheckedInvite = {
		todo: 'nothing',
		key,
		why: null,
		said: null,
		url: verdict?.why === 'before' ? (row?.url ?? null) : null,
		claim: null,
		first: null,
		row: null,
		after: null,
		again: null,
		warning: null,
	};
	if (verdict) return { ...nothing, ...verdict };
	const { target, queue, person } = request;
	const claim = (row?.claim ?? 0) + 1;
	const first: InviteChange = {
		key,
		ticketId: target.ticketId,
		queue: queue.label,
		recipient: target.recipient,
		channel: target.linkTo,
		sentBy: person?.email ?? null,
	};
	return {
		...nothing,
		todo: 'send',
		claim: claimOn(key, given, row),
		first,
		row: { state: 'sending', claim, attempts: attemptsOf(request, row, now), lastError: null },
		after: { key, claim, claimIs: 'eq', state: 'sending', stateIs: 'eq' },
		again: payloadOf(row, settings, now),
		warning: warningFor(row),
	};
}
