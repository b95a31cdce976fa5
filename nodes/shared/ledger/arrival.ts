import { createHash } from 'node:crypto';

import { type OutboundEvent, sessionIdFrom } from '../session/model';
import { cut } from '../session/text';

/** Bytes of an event that a row keeps. */
export const MOST_RAW = 2048;

/**
 * Why a session is looked at: it `ended`, a `survey` came, the appliance `listed` it in a sweep, it is `due` again, the sweep's look back
 * (`recheck`) or a `person` who chose a ticket for it; `nothing`: the sweep found none.
 */
export type Why = 'ended' | 'survey' | 'listed' | 'due' | 'recheck' | 'person' | 'nothing';

/** A session that the sweep found; `nothing` stands for none. */
export interface Swept {
	why: 'listed' | 'due' | 'recheck' | 'nothing';
	sessionId: string | null;
	applianceId: string | null;
	/** The row's key, where there is a row. */
	key?: string | null;
	endedAt?: string | null;
}

/** A ticket that a person chose for a session, by the name that stands in the row. */
export interface Choice {
	why: 'person';
	sessionId: string;
	linkSystem: string;
	ticketId: string;
	by: string;
}

/** What came in, in one shape. `usable`: it names a session and says what happened. `problems` are sentences. */
export interface Arrival {
	why: Why;
	key: string;
	sessionId: string | null;
	applianceId: string | null;
	usable: boolean;
	problems: string;
	raw: string;
	choice: Choice | null;
}

/** As much of a value, as JSON, as a row keeps: whole if it fits into 2 kB, else its beginning as a text. */
export function rawOf(value: unknown): string {
	const json = JSON.stringify(value) ?? 'null';
	if (Buffer.byteLength(json) <= MOST_RAW) return json;
	// A character takes up to four bytes, and quoting may double what is quoted already.
	const room = Math.floor(MOST_RAW / 8);
	let length = Math.min(json.length, MOST_RAW);
	const short = () => JSON.stringify({ cut: cut(json, length) });
	while (length > room && Buffer.byteLength(short()) > MOST_RAW) length -= 64;
	return short();
}

function fromEvent(event: OutboundEvent): Arrival {
	const sessionId = sessionIdFrom(event.sessionId);
	const ended = event.event === 'sessionEnded';
	const survey =
		event.event === 'customerSurveyCompleted' || event.event === 'representativeSurveyCompleted';
	const whole = JSON.stringify(event.raw ?? event) ?? 'null';
	const other =
		event.event && !ended && !survey ? `It is a different kind of event (${event.event}).` : '';
	const problems = [...(event.problems ?? []), other].filter(Boolean).join(' ');
	const usable = sessionId !== null && (ended || survey);
	return {
		why: survey ? 'survey' : 'ended',
		// The same junk again is the same row, other junk another one.
		key: usable
			? sessionId
			: `event-${createHash('sha256').update(whole).digest('hex').slice(0, 32)}`,
		sessionId,
		applianceId: event.applianceId ?? null,
		usable,
		problems: usable
			? ''
			: problems || 'The event does not say which session it is about, or what happened.',
		raw: rawOf(event.raw ?? event),
		choice: null,
	};
}

/** An event, a session of the sweep or a person's choice, in one shape. The key is the session's id, whatever appliance an event names. */
export function arrivalFrom(came: OutboundEvent | Swept | Choice): Arrival {
	if (!('why' in came)) return fromEvent(came);
	const sessionId = sessionIdFrom(came.sessionId);
	const choice = came.why === 'person' ? came : null;
	const named = 'key' in came ? came.key : null;
	return {
		why: came.why,
		key: sessionId ?? named ?? 'unknown',
		sessionId,
		applianceId: 'applianceId' in came ? came.applianceId : null,
		usable: sessionId !== null,
		problems: sessionId === null ? 'The row names no session.' : '',
		raw: rawOf(choice ? { chosenBy: choice.by } : { foundBy: 'sweep', ...came }),
		choice,
	};
}
