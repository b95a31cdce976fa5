import { type ChatService, isOn, type On, type Posted, type Room, type RoomSeen } from './chat';
import { markerOf, messageOf } from './message';
import { placeOf } from './place';
import type { Told } from '../desk/contract';
import { type Answered, type Failure, headerOf, wordsOfError } from '../desk/failure';
import { eachPage, type Flow, pause, type Query, type Reply, send } from '../desk/flow';
import { holds } from '../desk/marker';

/** A message to be delivered. */
export interface ToDeliver extends On {
	/** What the caller handed over. */
	came: unknown;
	/** The id of the execution: what makes the marker that of one run. */
	run: string;
}

/** Kinds of a failure after which nobody knows whether the message was taken. */
const PERHAPS: Array<Failure['kind']> = ['unavailable', 'unreachable', 'unreadable', 'unsure'];
/** Seconds before a message is looked for whose answer got lost: the service may still be at it. */
const PAUSE = 3;
const LONGEST_PAUSE = 30;
/** Milliseconds by which the clocks of n8n and of the service may differ. */
const SKEW = 300_000;

/** What may come to nothing comes back, so that a message is never given up without a word on whether it went out. */
const ask = <T>(query: Query<T>) => send({ ...query, takesFailures: true });

type Failed = Reply<unknown> & { ok: false };

/** What a delivery workflow answers. `unsure`: nobody knows whether the message is there. */
const told = (service: ChatService, more: Told): Told => ({
	...{ delivered: false, channel: service.channel, messageId: null, thread: null, reason: null },
	...{ unsure: false },
	...more,
});
const undelivered = (service: ChatService, reason: string) => told(service, { reason });

const NOTHING = 'Nothing was posted.';

/** Brings one message to where it belongs, once. */
export function* deliver(service: ChatService, on: ToDeliver): Flow<Told> {
	const message = messageOf(on.came);
	if (!message) return undelivered(service, `The message has no text. ${NOTHING}`);
	const place = placeOf(service, on.settings, on.came);
	if (typeof place === 'string') return undelivered(service, `${place} ${NOTHING}`);
	const found: Reply<Room | string> =
		place.kind === 'room' ? { ok: true, value: place } : yield* service.direct(on, place);
	const room = found.ok ? found.value : found.said;
	if (typeof room === 'string') return undelivered(service, `${room} ${NOTHING}`);
	const doubt = yield* doubtOf(service, on, room);
	if (doubt !== null) return undelivered(service, `${doubt} ${NOTHING}`);
	const marker = markerOf(on);
	return yield* postOnce(service, on, room, { marker, body: service.format(message, marker) });
}

/** Why a message must not go into a channel; `null` where it may. */
function* doubtOf(service: ChatService, on: ToDeliver, room: Room): Flow<string | null> {
	const isInvite = on.purpose === 'invite';
	const field = isInvite ? 'allowPublic' : 'allowShared';
	if (room.isDirect || isOn(on.settings[field])) return null;
	const looked = yield* ask(service.look(on, room));
	if (!looked.ok) {
		const advice = ` Where that does not matter, set '${field}' in Settings to true.`;
		return `Who reads in the channel could not be looked at: ${looked.said}${looked.kind === 'refused' ? advice : ''}`;
	}
	const seen: RoomSeen | null = looked.value;
	if (!seen) return `${service.name} did not tell who reads in the channel.`;
	if (seen.closed !== null) return seen.closed;
	if (isInvite && !seen.isPrivate) {
		return `The channel '${seen.name}' is not private, and an invite lets anybody who reads it join as the customer. Take a private channel or a person, or set 'allowPublic' in Settings to true.`;
	}
	if (!isInvite && seen.isShared) {
		return `In the channel '${seen.name}', people of others read along. Take another one, or set 'allowShared' in Settings to true.`;
	}
	return null;
}

interface ToPost {
	body: string;
	marker: string;
}

/** Errors of a connection that never stood: then nothing was sent. Node's own codes. */
const neverStood = ({ error }: Answered): boolean =>
	/\b(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b/.test(wordsOfError(error));

/** Posts a message, and looks for it before it is posted once more. */
function* postOnce(service: ChatService, on: ToDeliver, room: Room, to: ToPost): Flow<Told> {
	const query: Query<Posted> = {
		...service.post(on, room, to.body),
		because: ({ answered }) =>
			neverStood(answered) ? 'neverStood' : headerOf(answered, 'retry-after') || null,
	};
	let last = '';
	for (let attempt = 0; attempt < 2; attempt += 1) {
		const posted = yield* ask(query);
		if (posted.ok) return yield* checked(service, on, room, posted.value);
		last = posted.said;
		if (!PERHAPS.includes(posted.kind) || posted.because === 'neverStood') {
			return undelivered(service, `${last} ${NOTHING}`);
		}
		yield* pause(pauseAfter(posted));
		const there = yield* find(service, on, room, to.marker);
		if (!there.ok) {
			const reason = `${last} Whether the message is there could not be looked at: ${there.said} That needs ${service.toList}.`;
			return told(service, { unsure: true, reason });
		}
		if (there.value) return yield* checked(service, on, room, there.value);
	}
	return undelivered(service, `${last} It was tried twice, and the message is not there.`);
}

const pauseAfter = ({ because }: Failed): number => {
	const said = Number(because ?? '');
	return said > 0 ? Math.min(Math.max(Math.ceil(said), PAUSE), LONGEST_PAUSE) : PAUSE;
};

/** A message by its marker, in its thread or in its channel. */
function* find(
	service: ChatService,
	on: ToDeliver,
	room: Room,
	marker: string,
): Flow<Reply<Posted | null>> {
	const from = on.startedAt - SKEW;
	const isOld = ({ at }: { at: number | null }) => at !== null && at < from;
	const listed = yield* eachPage(
		(cursor) => ({ ...service.messages(on, room, cursor), takesFailures: true }),
		(all, page) =>
			all.some(({ text }) => holds(text, marker)) || (page.length > 0 && page.every(isOld)),
	);
	if (!listed.ok) return listed;
	const message = listed.value.find(({ text }) => holds(text, marker));
	return { ok: true, value: message ? { id: message.id, thread: room.thread } : null };
}

/** What was posted, where it was to be posted: a service that does not know the thread puts it into the channel, for all to see. */
function* checked(
	service: ChatService,
	on: ToDeliver,
	room: Room,
	{ id, thread }: Posted,
): Flow<Told> {
	if (room.thread === null || thread === room.thread) {
		return told(service, { delivered: true, messageId: id, thread });
	}
	const gone = id === null ? null : yield* ask(service.takeBack(on, room, id));
	const deleted = gone?.ok
		? 'The message was deleted again.'
		: 'It could not be deleted: do that by hand.';
	return undelivered(
		service,
		`${service.name} put the message into the channel and not into the thread '${room.thread}', which it may not have. ${deleted}`,
	);
}
