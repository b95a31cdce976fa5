import { eventually, type Json } from '../../test/harness/api.mts';
import type { Played } from './play.mts';
import type { Stack } from './stack.mts';

export const ledger = 'beyondtrust_sessions';

/** Where a person sees a ticket and a chat of the simulated desk. */
export const ticketPage = ({ desk }: Pick<Stack, 'desk'>, id: string): string =>
	`${desk.url}${desk.pageOf(id)}`;
export const chatPage = ({ desk }: Pick<Stack, 'desk'>, id: string): string =>
	`${desk.url}/chat/${id}`;

/** Where a session was found. */
export interface Landed extends Played {
	/** Its row in the ledger; undefined while there is none. */
	row?: Json;
	/** Author of the note on the ticket that names the session. */
	noteBy?: string;
	/** Whether the chat holds what was said. */
	inChat: boolean;
	complete: boolean;
}

const patience = 150_000;
/** When the sweep is run, which comes every five minutes by itself. */
const sweepAfter = 15_000;
const unlinkedStates = ['unlinked', 'chatted'];
const writtenStates = ['written', 'linked'];

function look(played: Played, rows: Json[], { desk }: Stack): Landed {
	const { sessionId, ticketId, chatId } = played;
	const row = rows.find((one) => one.sessionId === sessionId);
	const notes = ticketId === undefined ? [] : desk.control.notes(ticketId);
	const note = notes.find(({ body }) => body.includes(sessionId));
	const messages = chatId === undefined ? [] : (desk.messagesOf?.(chatId) ?? []);
	const inChat = messages.some((text) => text.includes(sessionId));
	const expected = played.unlinked ? unlinkedStates : writtenStates;
	const complete =
		expected.includes(String(row?.state)) &&
		(ticketId === undefined || note !== undefined) &&
		(chatId === undefined || inChat);
	return { ...played, row, noteBy: note?.author, inChat, complete };
}

/** Waits until every session is where it belongs, two and a half minutes at most. @returns what was seen last, complete or not */
export async function waitUntilLanded(stack: Stack, played: Played[]): Promise<Landed[]> {
	let latest: Landed[] = [];
	// A chat that belongs to a ticket is told by the desk, and the next sweep puts the session there.
	const sweep = setTimeout(() => {
		void stack.n8n.api.runWorkflow(stack.sweepId, 'Every five minutes', patience).catch(() => {});
	}, sweepAfter);
	const all = eventually(
		'all sessions where they belong',
		async () => {
			const rows = await stack.n8n.api.dataTableRows(ledger);
			latest = played.map((one) => look(one, rows, stack));
			return latest.every(({ complete }) => complete) ? true : undefined;
		},
		{ timeout: patience, pause: 500 },
	);
	return await all
		.then(
			() => latest,
			(error: unknown) => {
				if (latest.length === 0) throw error;
				return latest;
			},
		)
		.finally(() => clearTimeout(sweep));
}
