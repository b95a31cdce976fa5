import { checkIn, checkOut, decide } from '../../../nodes/shared/linking/one';
import type { RowChange } from '../../../nodes/shared/ledger/row';
import type { Wanted } from '../../../nodes/shared/linking/state';
import { ended, ID } from '../ledger/ended.mts';
import { ago, NOW, onTicket, row, settings } from './form.mts';

export const MARKER = `BeyondTrust session ${ID} · abcdefgh`;
export const own = { key: ID, sessionId: ID };
export const person = {
	sessionId: ID,
	by: 'Alex Morgan',
	agentId: '21',
	email: 'alex@example.com',
};
export const link: Wanted = { ...person, action: 'link', ticketId: '1201', other: null };
export const takeOff: Wanted = { ...person, action: 'takeOff', ticketId: '7', other: null };
export const unlinkedRow = row(1, { ...own, linkSystem: null, linkId: null });
export const linkedRow = onTicket(1, '7', {
	...own,
	state: 'linked',
	linkedBy: 'Robin Keller',
	linkedAt: ago(20),
});

export const answers = (outcome: string, more: object = {}) => ({
	contract: 1,
	outcome,
	ticketId: null,
	noteId: null,
	said: null,
	...more,
});

/** One run of *Link one session*: what it asks the desk, and the row that it leaves. */
export function run(
	wanted: Wanted,
	before: object,
	answer: unknown,
	read: unknown = ended(),
	now = NOW,
) {
	const checkedIn = checkIn(wanted, before, settings, now);
	if (checkedIn.todo !== 'work') return { checkedIn, decision: null, after: before };
	const facts = {
		checkedIn,
		before,
		read,
		technicians: [],
		settings,
		system: 'halo',
		marker: MARKER,
	} as never;
	const decision = decide(wanted, facts, now);
	const change = checkOut(wanted, {
		...{ checkedIn, decision, before, answer, settings, now },
		session: decision.stored || 'error' in (read as object) ? null : (read as never),
		system: 'halo',
	});
	const fenced = decision.goes === 'desk' ? decision.row : {};
	const after = {
		...before,
		...checkedIn.row,
		...fenced,
		...change,
		updatedAt: new Date(now).toISOString(),
	};
	return { checkedIn, decision, after: after as typeof before & RowChange };
}
