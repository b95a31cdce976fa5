import { createHash } from 'node:crypto';

import { lineOf } from '../session/value';
import type { LedgerRow } from './row';

/** `linkedBy` of a session that no person has put on its ticket. */
export const RECONCILIATION = 'reconciliation';

/** Tells notes of one session apart; the same where a lost answer makes somebody try again. */
export const shortHash = (...parts: Array<string | null>): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);

/** Whether a person took the session off a ticket: its first note may be on the ticket to which it goes back. */
const wasTakenOff = (row: LedgerRow | null) => row?.linkKind === 'none' && row.linkedAt !== null;

/**
 * What makes the marker of a note differ from that of the note before, where a session goes back to tickets after somebody took it
 * off. It stands in `reason` until the desk has the note, so that a sweep after an outage writes the same note.
 */
export const againOn = (row: LedgerRow | null, ticketId: string): string | null =>
	wasTakenOff(row) ? `again ${shortHash(row?.key ?? null, ticketId, row?.linkedAt ?? null)}` : null;

/** The same, read back from a row; empty where there is none. */
export const againOf = ({ reason }: Partial<LedgerRow>): string =>
	/^again [0-9a-f]{8}$/.test(reason ?? '') ? ` ${reason}` : '';

/** A time in a note, `2026-11-23 10:00 UTC`. */
const utc = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** A name in a note must not look like something of ours. */
export const named = (name: string): string =>
	lineOf(name, 60).replace(/BeyondTrust session/gi, 'session');

/** Says below a note which person chose its ticket, and where the session was before; empty where none did. */
export function linkedLine(
	{ linkedBy, linkedAt }: Partial<LedgerRow>,
	other: string | null = null,
): string {
	if (!linkedBy || linkedBy === RECONCILIATION) return '';
	const what = other ? `Moved here from ticket ${lineOf(other, 20)}` : 'Linked';
	return `${what} by ${named(linkedBy)}${linkedAt ? ` on ${utc(linkedAt)}` : ''}.`;
}
