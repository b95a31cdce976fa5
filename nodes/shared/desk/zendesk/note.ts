import type { Found, NoteToWrite, NoteWritten, On } from '../desk';
import { type Flow, type Got, type Query, type Reply, send } from '../flow';
import { fieldsOf } from '../json';
import { requestTo } from '../request';
import { commentWritten, foundIn, idOf, type ZendeskSettings } from './model';
import { lineOf, textOf } from '../../session/value';

/**
 * UNSURE [zendesk.placeholders]: whether Zendesk fills in placeholders (`{{ticket.requester.email}}`, `{% … %}`) in comments that come by its API; agents may type
 * them. A blank between the signs makes them none, whatever it does.
 */
export const inert = (text: string): string => text.replace(/\{(?=[{%])/g, '{ ');

/** `public` is always sent: without it a comment on a public ticket goes out to the customer. */
const commentOf = ({ body, isPrivate, agentId }: NoteToWrite) => ({
	html_body: inert(body),
	public: !isPrivate,
	...(idOf(agentId) ? { author_id: Number(agentId) } : {}),
});

/** The two fields of Zendesk's app, in seconds; the first is a sum that we have to make. */
interface TimeSpent {
	total: number;
	last: number;
}

const NO_FIELDS =
	"Enter the ids of the two fields of Zendesk's Time Tracking app as 'totalTimeField' and 'lastTimeField' in Settings. Without that app, Zendesk does not record time.";
const OTHER_FIELDS =
	"The ticket has no fields with the ids of 'totalTimeField' and 'lastTimeField' in Settings, so its time was not added.";

/** The time that a ticket has after this many more minutes, or a sentence why it can have none. */
export function timeAfter(
	{ settings }: On<ZendeskSettings>,
	{ facts }: Found,
	minutes: number,
): TimeSpent | string {
	if (!hasTime(settings)) return NO_FIELDS;
	const before = facts?.seconds;
	const last = Math.round(minutes * 60);
	return typeof before === 'number' ? { total: before + last, last } : OTHER_FIELDS;
}

export const hasTime = ({ totalTimeField, lastTimeField }: ZendeskSettings): boolean =>
	idOf(totalTimeField) !== null && idOf(lastTimeField) !== null;

/** A sum is only right as of the time that the ticket was read; a comment needs no such guard. */
const timeOf = (settings: ZendeskSettings, { facts }: Found, { total, last }: TimeSpent) => ({
	custom_fields: [
		{ id: Number(idOf(settings.totalTimeField)), value: total },
		{ id: Number(idOf(settings.lastTimeField)), value: last },
	],
	safe_update: true,
	updated_stamp: textOf(facts?.updatedAt),
});

/** What Zendesk refuses with, as far as it matters; its descriptions hold nothing of people's. */
function becauseOf({ facts }: Found) {
	return ({ status, body }: Got): string | null => {
		if (status !== 422) return null;
		const said = lineOf(JSON.stringify(fieldsOf(body).details ?? null), 2000);
		if (/closed prevents/i.test(said)) return facts?.isMerged === true ? 'merged' : 'closed';
		return /too many comments|comment limit|5,?000/i.test(said) ? 'full' : null;
	};
}

/** A comment on a ticket, with its time in the same update. */
export const commentOn = (
	{ settings }: On<ZendeskSettings>,
	found: Found,
	note: NoteToWrite,
	time: TimeSpent | null,
): Query<NoteWritten> => ({
	request: requestTo(settings, `/api/v2/tickets/${found.ref}.json`, {
		method: 'PUT',
		body: { ticket: { comment: commentOf(note), ...(time ? timeOf(settings, found, time) : {}) } },
	}),
	read: ({ body }) => commentWritten(body),
	because: becauseOf(found),
});

export const ticket = ({ settings }: On<ZendeskSettings>, id: string): Query<Found | null> => ({
	request: requestTo(settings, `/api/v2/tickets/${id}.json`, {
		query: { include: 'users,organizations' },
	}),
	read({ body }) {
		const found = foundIn(body, settings);
		return found?.ref === id ? found : null;
	},
});

/** Of a comment that comes with time. */
const MOST_TRIES = 3;
const CONFLICT = 409;

/**
 * A comment, with its time where it has some. Where somebody changed the ticket meanwhile, nothing was stored: it is read again and the sum made
 * anew. `reply` is the last one, also where all were conflicts; `why` says why there is no time.
 */
export function* commentWithTime(
	on: On<ZendeskSettings>,
	found: Found,
	note: NoteToWrite,
): Flow<{ reply: Reply<NoteWritten>; why: string | null }> {
	let at = found;
	for (let tries = 1; ; tries += 1) {
		const time = note.minutes ? timeAfter(on, at, note.minutes) : null;
		const why = typeof time === 'string' ? time : null;
		const reply = yield* send(commentOn(on, at, note, typeof time === 'string' ? null : time));
		const isConflict = !reply.ok && reply.status === CONFLICT;
		if (!isConflict || tries === MOST_TRIES) return { reply, why };
		const again = yield* send(ticket(on, found.ref));
		if (!again.ok || again.value === null) return { reply, why };
		at = again.value;
	}
}

const BUSY = 'The ticket kept changing in the meantime, so its time was not added.';

/** A note, with its time where the account keeps times. The note matters more than its time. */
export function* writeNote(
	on: On<ZendeskSettings>,
	found: Found,
	note: NoteToWrite,
): Flow<Reply<NoteWritten>> {
	const keepsTime = hasTime(on.settings);
	const { reply, why } = yield* commentWithTime(on, found, note);
	if (reply.ok || reply.status !== CONFLICT) return withWord(reply, keepsTime ? why : null);
	const bare = yield* send(commentOn(on, found, note, null));
	return withWord(bare, keepsTime && note.minutes ? BUSY : null);
}

const withWord = (reply: Reply<NoteWritten>, said: string | null): Reply<NoteWritten> =>
	reply.ok && said ? { ...reply, value: { ...reply.value, said } } : reply;

/** What to do where Zendesk refuses a note. */
export function adviceOn(_on: On<ZendeskSettings>, status: number, because: string | null): string {
	if (because === 'merged') {
		return 'The ticket was merged into another ticket and is closed for good. Link the session to that ticket.';
	}
	if (because === 'closed') {
		return 'The ticket is closed for good and can no longer be changed. Open a follow-up ticket in Zendesk and link the session to it.';
	}
	if (because === 'full') return 'The ticket has as many comments as Zendesk allows.';
	return ADVICE[status] ?? '';
}

/** Of a 404. */
export const HIDDEN =
	'Zendesk gives this answer for tickets that were deleted, and for tickets that the account may not see: its role must have access to all tickets.';

const ADVICE: Record<number, string> = {
	403: 'The account must be an agent who may add private and public comments to all tickets, not a light agent, and not suspended.',
	404: HIDDEN,
	409: 'The ticket was being changed at the same moment.',
	422: "Check which fields a ticket must have in Zendesk before it can be changed, and that 'totalTimeField' and 'lastTimeField' in Settings are ids of number fields.",
};
