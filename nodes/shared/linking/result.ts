import { type LedgerRow, onTicket, rowFrom } from '../ledger/row';
import { escapedHtml } from '../session/escape';
import type { LinkState, ShownSession } from './state';
import { html, time } from './words';

interface Told {
	isDone: boolean;
	text: string;
}

const bad = (text: string): Told => ({ isDone: false, text });
const good = (text: string): Told => ({ isDone: true, text });

const LATER = ' It will be tried again automatically.';

/** What somebody else has done to a session meanwhile. */
function byOthers(row: LedgerRow, timezone: string): Told {
	const nothing = 'Nothing was written: ';
	if (row.state === 'received')
		return bad(`${nothing}somebody else, or the route, is working on it right now.`);
	const who = row.linkedBy ? html(row.linkedBy, 60) : 'somebody else';
	const what = onTicket(row) ? `linked it to ticket ${html(row.linkId, 20)}` : 'unlinked it';
	const when = row.linkedAt ? ` on ${time(row.linkedAt, timezone)}` : '';
	return bad(`${nothing}${who} got there first and ${what}${when}.`);
}

function linked(one: ShownSession, row: LedgerRow, state: LinkState, timezone: string): Told {
	const id = state.ticket?.id ?? '';
	const mine = row.linkedBy === state.person?.name;
	const from = one.from ? html(one.from, 20) : null;
	const isThere = onTicket(row) && row.linkId === id;
	const isWritten = row.state === 'linked' || row.state === 'written' || row.lateHash !== null;
	if (mine && isThere && isWritten) {
		return good(from ? `Moved from ticket ${from} to ticket ${id}.` : `Linked to ticket ${id}.`);
	}
	const error = row.lastError ? ` ${html(row.lastError, 300)}` : '';
	if (mine && isThere) {
		const off = from ? `Taken off ticket ${from}, and not` : 'Not';
		return bad(`${off} written on ticket ${id} yet.${error}${LATER}`);
	}
	if (row.reason === 'no-such-ticket' && mine) return bad(`The desk has no ticket ${id}.`);
	if (from && onTicket(row) && row.linkId === one.from) return bad(`Nothing was changed.${error}`);
	if (!onTicket(row) && error) return bad(`It is on no ticket.${error}`);
	return byOthers(row, timezone);
}

function unlinked(one: ShownSession, row: LedgerRow, state: LinkState, timezone: string): Told {
	const error = row.lastError ? ` ${html(row.lastError, 300)}` : '';
	if (!onTicket(row) && row.linkedBy === state.person?.name) {
		return good(`Unlinked from ticket ${html(one.from, 20)}.${error}`);
	}
	if (onTicket(row) && row.linkId === one.from && row.state !== 'received') {
		return bad(`Nothing was changed.${error}`);
	}
	return byOthers(row, timezone);
}

/** What came of each session, as the rows say that were read afterwards. With mark-up. */
export function resultOf(
	state: LinkState,
	rows: unknown[],
	timezone: string,
): { title: string; description: string } {
	// A session that was moved was looked at twice: what was seen last counts.
	const now = rows.map(rowFrom).reverse();
	const told = state.sessions.map((one): Told & { one: ShownSession } => {
		const row = now.find((found) => found?.key === one.key);
		if (!row) return { one, ...bad('Nothing was written: its row is no longer in the table.') };
		const tell = state.asked.action === 'unlink' ? unlinked : linked;
		return { one, ...tell(one, row, state, timezone) };
	});
	const count = told.filter(({ isDone }) => isDone).length;
	const lines = told.map(
		({ one, isDone, text }) =>
			`<b>${isDone ? '✓' : '✗'} ${time(one.startedAt, timezone)}, ${html(one.customer || 'no customer', 60)}</b><br>${text}`,
	);
	const { ticket } = state;
	const link =
		ticket?.url && count > 0
			? `<a href="${escapedHtml(ticket.url)}" target="_blank" rel="noopener">Open ticket ${ticket.id}</a>`
			: '';
	const some = count > 0 ? `${count} of ${told.length} done` : 'Nothing was changed';
	return {
		title: count === told.length ? 'Done' : some,
		description: [...lines, link].filter(Boolean).join('<br><br>'),
	};
}
