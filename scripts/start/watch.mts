import { setTimeout as pause } from 'node:timers/promises';

import type { Json } from '../../test/harness/api.mts';
import { chatPage, ledger, ticketPage } from './landed.mts';
import type { Say } from './servers.mts';
import type { Stack } from './stack.mts';

const PAUSE = 2_000;

/** What a person who has just ended a session on the control page wants to know of each `reason` of the ledger. */
const REASONS: Record<string, string> = {
	'no-link': 'its external key names no ticket',
	'bad-signature': 'the signature of its external key is wrong',
	'unsigned-chat':
		'its external key names a chat and is not signed, so anybody could have typed it',
	'customer-differs':
		'its external key is not signed, and the ticket it names belongs to another customer',
	'no-such-ticket': 'its external key names a ticket that the desk does not have',
	'unknown-technician': 'nobody knows its technician',
	'not-invited-here': 'its external key was not signed here',
	'gave-up': 'it could not be written',
};

/** Where a session of the ledger went, as a sentence; undefined while that is not settled. */
export function whereItWent(row: Json, stack: Pick<Stack, 'desk' | 'forms'>): string | undefined {
	const state = String(row.state);
	const id = String(row.linkId);
	const who = `Session of ${String(row.customer || 'somebody without a name')}: ${state}`;
	if (state === 'written' || state === 'linked') {
		return `${who}, its note is on ${ticketPage(stack, id)}`;
	}
	if (state === 'chatted') return `${who}, it is in ${chatPage(stack, id)}`;
	if (state === 'received' && row.lastError) {
		return `${who}, not written yet, and tried again by the sweep: ${String(row.lastError)}`;
	}
	if (state !== 'unlinked' && state !== 'quarantined') return undefined;
	const why = REASONS[String(row.reason)] ?? String(row.reason);
	const form = stack.forms.find(({ name }) => name.startsWith('Link sessions'));
	const next = state === 'unlinked' && form ? `. Link it to a ticket at ${form.url}` : '';
	return `${who}, because ${why}${next}`;
}

/**
 * Says where each session went that ends after those already told, until `isOver`.
 *
 * @param told sessions that are not news
 * @param options.pauseMs between two looks at the ledger
 */
export async function watchSessions(
	stack: Stack,
	told: string[],
	{ isOver, say, pauseMs = PAUSE }: { isOver: () => boolean; say: Say; pauseMs?: number },
): Promise<void> {
	const said = new Map<string, string>();
	const look = async () => {
		for (const row of await stack.n8n.api.dataTableRows(ledger)) {
			const id = String(row.sessionId);
			const sentence = told.includes(id) ? undefined : whereItWent(row, stack);
			if (sentence === undefined || said.get(id) === sentence) continue;
			said.set(id, sentence);
			say(sentence);
		}
	};
	while (!isOver()) {
		// n8n may be busy or about to end; the next look tells.
		await look().catch(() => {});
		await pause(pauseMs);
	}
}
