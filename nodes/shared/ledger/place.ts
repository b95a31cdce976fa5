import { typedKey, typedRecord } from '../desk/numbers';
import { suggestTickets } from '../session/match';
import type { Session } from '../session/model';
import { textOf } from '../session/value';
import type { Reason } from './row';
import type { Settings } from './settingsTable';

/** Where a session belongs by its link: to a ticket or chat, to a ticket that must be looked at first, or nowhere (`reason`). */
export type Place =
	| { kind: 'ticket' | 'chat'; id: string }
	| { kind: 'look'; id: string }
	| { kind: 'none'; reason: Reason; suggestion: string | null };

/**
 * A ticket's number, compared as a number: `0001201` is `1201`. Desks with keys (`HELP-412`) or records (`INC0010234`) have those, in capitals.
 * `null` where it is none.
 */
export function numberFrom(id: string | null): string | null {
	const digits = /^0*([1-9][0-9]{0,9})$/.exec(id ?? '');
	return digits ? digits[1] : (typedKey(id) ?? typedRecord(id));
}

/** Whether two numbers are one ticket's: in a record's, too, zeros on the left say nothing (`INC1201` is `INC0001201`). */
export function sameTicket(one: string | null, other: string | null): boolean {
	const [a, b] = [one, other].map((id) => numberFrom(id)?.replace(/^([A-Z]+)0+(?=[0-9])/, '$1'));
	return a !== undefined && a === b;
}

/** A ticket as the desk's `getTicket` gives it; `null` where the desk has none. */
export type DeskTicket = {
	id: string | number;
	customer?: { name?: string | null; email?: string | null; company?: string | null } | null;
} | null;

const nowhere = (reason: Reason, suggestion: string | null = null): Place => ({
	kind: 'none',
	reason,
	suggestion,
});

/**
 * Whether a ticket's customer is the session's, as the matcher sees it. It is shown nothing but the two customers: who sets a stranger's
 * ticket in the address of a session may well name its number, its technician and its subject, too.
 */
export function customerFits(session: Session, ticket: NonNullable<DeskTicket>): boolean {
	const { name, email, company } = ticket.customer ?? {};
	const unlinked: Session = {
		...session,
		externalKey: null,
		link: { kind: 'none', system: null, id: null, signature: 'absent', raw: null },
		transcript: [],
		notes: [],
		attributes: {},
	};
	const candidate = { id: 'the ticket', customer: name, email, company };
	return suggestTickets(unlinked, [candidate]).length > 0;
}

/** An unsigned link may have been set by the customer, in the address the session was started from. */
function unsigned(
	session: Session,
	id: string,
	settings: Settings,
	ticket: DeskTicket | undefined,
): Place {
	const suggestion = `${id} (0.00): the session's own link, which is not signed.`;
	if (settings.unsignedLinks === 'accept') return { kind: 'ticket', id };
	if (settings.unsignedLinks === 'refuse') return nowhere('not-invited-here', suggestion);
	if (ticket === undefined) return { kind: 'look', id };
	if (ticket === null) return nowhere('no-such-ticket');
	// As the desk writes it, which a link that somebody typed may not do.
	return customerFits(session, ticket)
		? { kind: 'ticket', id: numberFrom(textOf(ticket.id)) ?? id }
		: nowhere('customer-differs', suggestion);
}

/**
 * Where a session's own link leads. `system` is the desk's name in links; a plain number that a technician typed names no system and is
 * taken for a ticket of this desk. `ticket` is what the desk says of it, where it was asked.
 */
export function placeOf(
	session: Session,
	system: string,
	settings: Settings,
	ticket?: DeskTicket,
): Place {
	const { link } = session;
	const signed = link.signature === 'valid';
	if (link.signature === 'invalid') return nowhere('bad-signature');
	if (settings.onlyInvitedHere && !signed) return nowhere('not-invited-here');
	const here = link.system === null || link.system === system.trim().toLowerCase();
	if (link.kind === 'none' || !here) return nowhere('no-link');
	const id = numberFrom(link.id);
	if (link.kind === 'chat') {
		if (!signed) return nowhere('unsigned-chat');
		return link.id ? { kind: 'chat', id: link.id } : nowhere('no-link');
	}
	if (id === null) return nowhere('no-such-ticket');
	return signed ? { kind: 'ticket', id } : unsigned(session, id, settings, ticket);
}
