import { type LedgerRow, rowFrom } from '../ledger/row';
import type { Settings } from '../ledger/settingsTable';
import type { Question } from './desk';

const DAY = 86_400_000;
/** How much older than the sessions the tickets are that they are compared with. */
const EARLIER_DAYS = 30;
const MOST_TICKETS = 2000;
/** Most chats that a desk is asked about in a run. */
const MOST_CHATS = 100;

const isHere = ({ linkSystem }: LedgerRow, settings: Settings) =>
	!linkSystem || linkSystem === settings.linkSystem.trim().toLowerCase();

/** What the desk is asked before sessions are looked at again: tickets, and the chats that may have one by now. `now` in milliseconds. */
export function toAsk(rows: unknown[], settings: Settings, now: number): Question {
	const ids = rows.flatMap((cells) => {
		const row = rowFrom(cells);
		const isChat = row?.linkKind === 'chat' && isHere(row, settings);
		return isChat && row.linkId ? [row.linkId] : [];
	});
	return {
		contract: 1,
		operation: 'findTickets',
		since: new Date(now - (settings.reconcileDays + EARLIER_DAYS) * DAY).toISOString(),
		text: '',
		limit: MOST_TICKETS,
		chatIds: [...new Set(ids)].slice(0, MOST_CHATS),
	};
}
