import type { Session } from '../session/model';
import { redact } from '../session/redact';
import { cleaned, cut } from '../session/text';
import type { LedgerRow, RowChange } from './row';

/** Most characters that are kept of what a customer said first, and are looked at for secrets. */
const LONGEST_LINE = 120;
const LOOKED_AT = 1000;
const LONGEST_NAME = 200;

const tidy = (text: string | null | undefined, longest: number): string | null =>
	typeof text === 'string' ? cut(cleaned(text).replace(/\s+/g, ' ').trim(), longest) || null : null;

/** What the customer wrote first, redacted and cut; `null` where there is none. */
export function firstLineOf(session: Session): string | null {
	const line = (session.transcript ?? []).find(({ from }) => from?.type === 'customer');
	return line ? tidy(redact(cut(line.text, LOOKED_AT)), LONGEST_LINE) : null;
}

/** What people tell sessions apart by in lists. `defaultUser` is the customer of a session that names none. */
export function columnsOf(session: Session, defaultUser: string): RowChange {
	const {
		customer: { name, username, company, hostname },
		startedAt,
	} = session;
	const customer = tidy(name ?? username ?? defaultUser, LONGEST_NAME);
	const person = session.primaryRepresentative;
	const when = startedAt?.slice(0, 16).replace('T', ' ') ?? null;
	return {
		name: tidy([customer, company, hostname, when].filter(Boolean).join(', '), 2 * LONGEST_NAME),
		customer,
		company: tidy(company, LONGEST_NAME),
		hostname: tidy(hostname, LONGEST_NAME),
		firstLine: firstLineOf(session),
		representative: tidy(
			person?.privateName ?? person?.publicName ?? person?.username,
			LONGEST_NAME,
		),
		startedAt,
		endedAt: session.endedAt,
		durationSeconds: session.durationSeconds,
	};
}

/** Said below a note that is made of a row. */
export const MADE_OF_ROW =
	'The appliance no longer has the report of this session: this note contains what was stored when the session ended.';

/** As much of a session as its row kept; without the parts of which the row says nothing, so that a note tells which are missing. */
export function storedSession(row: LedgerRow, defaultUser: string): Partial<Session> {
	const name = row.customer === defaultUser ? null : row.customer;
	const person = row.representative
		? ({ privateName: row.representative, primary: true } as Session['primaryRepresentative'])
		: null;
	const said = { at: null, from: { type: 'customer', name, participant: null }, to: null } as const;
	return {
		sessionId: row.sessionId ?? row.key,
		type: 'support',
		complete: true,
		state: 'ended',
		startedAt: row.startedAt,
		endedAt: row.endedAt,
		durationSeconds: row.durationSeconds,
		customer: { name, company: row.company, hostname: row.hostname } as Session['customer'],
		representatives: person ? [person] : [],
		primaryRepresentative: person,
		...(row.firstLine ? { transcript: [{ ...said, text: row.firstLine }] } : {}),
	};
}
