import type { Told } from '../contract';
import type { Found, On } from '../desk';
import { type Flow, type Reply, send } from '../flow';
import { idOf, listed, PAGE, refusedFields, sent } from './model';
import type { FreshserviceSettings } from './settings';
import { fieldsOf } from '../json';
import { plainNote } from '../noteBody';
import { findNote } from '../putNote';
import { requestTo } from '../request';
import { textOf, textOrNull } from '../../session/value';

/** Hours of one entry. What is more is a mistake of whoever asks. */
const MOST_HOURS = 99;

/** Minutes as `HH:MM`. It knows no seconds, so that a part of a minute is a whole one. */
export function timeSpent(minutes: number): string {
	const whole = Math.max(1, Math.ceil(minutes));
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}

const pathOf = ({ ref }: Found) => `/api/v2/tickets/${ref}/time_entries`;

const entryIn = (body: unknown): string | null => {
	const said = fieldsOf(body);
	return textOrNull(fieldsOf(said.time_entry ?? said).id);
};

const NO_TIME =
	'Check that your plan includes time tracking, and that the agent of the API key may use it on this ticket.';

/** Bodies that may be refused for their shape or for their agent. */
const NEXT_ON = [400, 403];

/**
 * The entry as it is taken. UNSURE [freshservice.time-entry] whether its fields stand in the body or below `time_entry` (two clients do this, one does that), and
 * what an agent may do in another's name: it is sent flat first, and nothing is stored of what was refused.
 */
function* add(
	{ settings }: On<FreshserviceSettings>,
	found: Found,
	entry: object,
	agentId: string | null,
): Flow<{ reply: Reply<string | null>; as: string | null }> {
	const ask = (body: unknown) => ({
		request: requestTo(settings, pathOf(found), { method: 'POST', body }),
		read: ({ body: answer }: { body: unknown }) => entryIn(answer),
		because: refusedFields,
	});
	let reply: Reply<string | null> | null = null;
	for (const as of agentId === null ? [null] : [agentId, null]) {
		const flat = { ...entry, ...(as === null ? {} : { agent_id: Number(as) }) };
		reply = yield* send(ask(flat));
		if (!reply.ok && reply.status === 400) reply = yield* send(ask({ time_entry: flat }));
		if (reply.ok || !NEXT_ON.includes(reply.status)) return { reply, as };
	}
	return { reply: reply as Reply<string | null>, as: null };
}

/** Time on a ticket, once: entries of their own, found again by the marker in their note. */
export function* addTime(
	on: On<FreshserviceSettings>,
	found: Found,
	agentId: string | null,
): Flow<Told> {
	const { asked, settings } = on;
	const { id: ticketId, url } = found.ticket;
	const minutes = Number(textOf(asked.minutes));
	const none = { ticketId, url, timeId: null };
	if (minutes > MOST_HOURS * 60) {
		const said = `An entry can have at most ${MOST_HOURS} hours.`;
		return { outcome: 'refused', ...none, status: null, said };
	}
	const marker = textOf(asked.note?.marker);
	const entries = (cursor: string | null) => ({
		request: requestTo(settings, pathOf(found), {
			query: { per_page: String(PAGE), page: cursor ?? '1' },
		}),
		read: (got: Parameters<typeof listed>[0]) => {
			const { items, next } = listed(got, 'time_entries', cursor);
			return { items: items.map((one) => ({ id: textOrNull(one.id), text: one.note })), next };
		},
	});
	const there = yield* findNote(entries, { marker, isPlain: false }, '');
	if (!there.ok) {
		const { status, said } = there;
		return { outcome: 'refused', ...none, status, said: `${said} ${NO_TIME}` };
	}
	if (there.value) {
		const more = { timeId: there.value.id, minutes: null, status: null, said: null };
		return { outcome: 'there', ...none, ...more };
	}
	const at = sent(asked.at);
	const text = textOf(asked.note?.text) || 'Time of a remote session.';
	const entry = {
		time_spent: timeSpent(minutes),
		note: plainNote('text', [text, marker]),
		...(at ? { executed_at: at } : {}),
	};
	const { reply, as } = yield* add(on, found, entry, idOf(agentId));
	if (!reply.ok) {
		const because = reply.because ? ` It names these fields: ${reply.because}.` : '';
		const said = `${reply.said}${because} ${NO_TIME}`;
		return { outcome: 'refused', ...none, status: reply.status, said };
	}
	const more = { timeId: reply.value, minutes: Math.max(1, Math.ceil(minutes)), writtenAs: as };
	return { outcome: 'added', ...none, ...more, status: null, said: null };
}
