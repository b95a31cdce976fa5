import { DateTime } from 'luxon';

import { sentence } from '../ledger/failure';
import type { Settings } from '../ledger/settingsTable';
import { cleaned, cut } from '../session/text';
import type { CheckedInvite } from './checkIn';
import type { InviteChange, InviteState } from './inviteRow';
import type { Request } from './request';

/** What an answer holds besides the session key. */
const NOT_OF_THE_KEY = ['invite', 'link', 'error', 'details', 'delivery'];

/** What the desk workflow takes as a note that tells of no session (contract, version 1, `putNote`). */
export interface NoteRequest {
	contract: 1;
	operation: 'putNote';
	target: { kind: 'ticket'; id: string };
	session: null;
	/** `text` is plain text: the desk workflow writes it as it is, for the service desk only. */
	note: { audience: 'internal'; sections: []; marker: string; postscript: ''; text: string };
	author: { agentId: string | null; names: string[]; email: string | null };
	minutes: 0;
	at: string;
	known: null;
}

export interface CheckedOut extends NoteRequest {
	outcome: Extract<InviteState, 'sent' | 'failed' | 'refused' | 'unsure'>;
	/** Why it was not sent, or may not have been. */
	said: string | null;
	url: string | null;
	expiresAt: string | null;
	/** It leads to the fallback team, because nobody was there. */
	fallbackUsed: boolean;
	/** Whether somebody serves the queue; `null` where nothing tells. */
	reachable: boolean | null;
	row: InviteChange;
}

export interface ToCheckOut {
	request: Request;
	checkedIn: CheckedInvite;
	/** What Invite: Send gave, or its error item. */
	answer: unknown;
	settings: Settings;
	/** Milliseconds since 1970. */
	now: number;
	/** IANA name of the time zone in which the note tells times. */
	timezone: string;
	/** What the desk finds the note by. */
	marker: string;
}

interface Sent {
	error?: unknown;
	details?: { errorKind?: unknown } | null;
	delivery?: unknown;
	url?: unknown;
	expiresAt?: unknown;
	fallbackUsed?: unknown;
	queue?: { available?: unknown } | null;
	invite?: unknown;
	link?: unknown;
}

const UNSAID =
	'The delivery workflow did not confirm that the invite was sent. It must return delivered: true.';

function failureOf(errorKind: unknown): 'failed' | 'refused' | 'unsure' {
	if (errorKind === 'perhapsDelivered') return 'unsure';
	return errorKind === 'undeliverable' ? 'refused' : 'failed';
}

/** Whether it went out. Without `delivered: true` it did not; but nobody knows where the delivery broke off, or said nothing. */
function outcomeOf(answer: Sent): { outcome: CheckedOut['outcome']; said: string | null } {
	if (answer.error !== undefined && answer.error !== null) {
		return { outcome: failureOf(answer.details?.errorKind), said: sentence(answer.error) };
	}
	const said = [answer.delivery].flat() as Array<{ delivered?: unknown } | null | undefined>;
	return said.some((one) => one?.delivered === true)
		? { outcome: 'sent', said: null }
		: { outcome: 'unsure', said: UNSAID };
}

const text = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? cut(cleaned(value), 2000) : null;

/** When link and code end, in words: `2026-03-03 09:00 CET`. */
export const until = (iso: string, timezone: string): string =>
	DateTime.fromISO(iso, { zone: timezone }).toFormat('yyyy-MM-dd HH:mm ZZZZ');

function noteText(input: ToCheckOut, expiresAt: string | null, fallbackUsed: boolean): string {
	const { request, timezone } = input;
	const { target, queue, person } = request;
	const where =
		target.linkTo === 'chat' ? `into the chat ${target.linkId}` : `to ${target.recipient}`;
	const end = expiresAt ? `, valid until ${until(expiresAt, timezone)}` : '';
	const instead = fallbackUsed ? ' Nobody was available, so it leads to the fallback team.' : '';
	const by = person?.name ?? 'the system';
	return cleaned(
		`Remote session invite sent ${where} for ${queue.label} by ${by}${end}.${instead}`,
	);
}

/** What came of an invite: what its row says, to be written if the row is still this run's (`after`), and the note for its ticket. */
export function checkOut(input: ToCheckOut): CheckedOut {
	const { request, checkedIn, settings, now } = input;
	const answer = (
		typeof input.answer === 'object' && input.answer !== null ? input.answer : {}
	) as Sent;
	const { outcome, said } = outcomeOf(answer);
	const isSent = outcome === 'sent';
	const url = text(answer.url);
	const expiresAt = text(answer.expiresAt);
	const { invite, link } = answer;
	const sessionKey = Object.fromEntries(
		Object.entries(answer).filter(([name]) => !NOT_OF_THE_KEY.includes(name)),
	);
	const fallbackUsed = answer.fallbackUsed === true;
	const sentAt = new Date(now).toISOString();
	const payload = settings.reuseKeys ? JSON.stringify({ invite, sessionKey, link }) : null;
	const attempts = request.by !== 'form' && isSent ? { attempts: 0 } : {};
	const row: InviteChange = isSent
		? { state: 'sent', url, expiresAt, sentAt, payload, lastError: null, ...attempts }
		: { state: outcome, lastError: said };
	const { person } = request;
	const available = answer.queue?.available;
	return {
		contract: 1,
		operation: 'putNote',
		target: { kind: 'ticket', id: request.target.ticketId },
		session: null,
		note: {
			audience: 'internal',
			sections: [],
			marker: input.marker,
			postscript: '',
			text: noteText(input, expiresAt, fallbackUsed),
		},
		author: {
			agentId: person?.agentId ?? null,
			names: person ? [person.name] : [],
			email: person?.email ?? null,
		},
		minutes: 0,
		at: sentAt,
		known: null,
		outcome,
		said,
		url,
		expiresAt,
		fallbackUsed,
		reachable: typeof available === 'boolean' ? available : null,
		row: { ...keptColumns(checkedIn), ...row },
	};
}

/** A canvas names the columns once, so all of them are there. */
const keptColumns = ({ row }: CheckedInvite): InviteChange => ({
	attempts: row?.attempts ?? 1,
	url: null,
	expiresAt: null,
	sentAt: null,
	payload: null,
});
