import type { Answer, Asked, Told } from './contract';
import type { Desk, DeskSettings } from './desk';
import { type Answered, bodyOf, type Failure, failureOf, pauseOf } from './failure';
import type { DeskRequest, Flow, Need, Note, Reply } from './flow';
import { flowOf } from './operations';
import { baseOf } from './request';
import { lineOf, textOf } from '../session/value';

/** What a run knows so far, as JSON. It never holds the session. */
export interface DeskState<Settings extends DeskSettings = DeskSettings> {
	asked: Asked;
	settings: Settings;
	/** What came of each step. */
	results: unknown[];
	/** The request is sent again after a pause. */
	isWaiting: boolean;
	/** Whether the request at hand was sent once more because of its token. */
	isRenewed: boolean;
	/** Seconds that were waited for in this run. */
	waited: number;
}

/** The ways of a desk workflow, in the order of the outputs of its Switch. */
export const WAYS = ['ask', 'tell', 'wait', 'render', 'answer'] as const;

/**
 * Which way a desk workflow goes on: `ask` (reads) and `tell` send `request`, `wait` pauses for `seconds` and comes back, `render` writes
 * the note, `answer` is the end.
 */
export interface Next<State = DeskState> {
	goes: (typeof WAYS)[number];
	request: DeskRequest | null;
	seconds: number;
	/** What the note is rendered with. */
	render: { format: string; options: Record<string, unknown> } | null;
	answer: Answer | null;
	state: State;
}

/** Seconds. A caller waits for the desk, so a run does not wait longer than that in all. */
const MOST_WAITED = 60;
/** Seconds of one pause: n8n keeps a run in memory for up to 65, and must not park one that is called by another. */
const LONGEST_PAUSE = 30;

const nothing = { request: null, seconds: 0, render: null, answer: null };

const end = <S extends DeskSettings>(state: DeskState<S>, told: Told): Next<DeskState<S>> => ({
	...nothing,
	goes: 'answer',
	answer: { contract: 1, ...told },
	state: { ...state, results: [] },
});

const sends = <S extends DeskSettings>(
	state: DeskState<S>,
	request: DeskRequest,
): Next<DeskState<S>> => ({
	...nothing,
	goes: request.method === 'GET' ? 'ask' : 'tell',
	request,
	state: { ...state, isWaiting: false },
});

/** Plays the story with what is known, up to what is needed next. */
function play<T>(flow: Flow<T>, results: unknown[]): { need: Need } | { told: T } {
	let step = flow.next();
	for (const result of results) {
		if (step.done) break;
		step = flow.next(result);
	}
	return step.done ? { told: step.value } : { need: step.value };
}

function next<S extends DeskSettings>(desk: Desk<S>, state: DeskState<S>): Next<DeskState<S>> {
	const played = play(flowOf(desk, state), state.results);
	if ('told' in played) return end(state, played.told);
	const { need } = played;
	if (need.needs === 'answer') return sends(state, need.query.request);
	const { format, options } = need;
	return { ...nothing, goes: 'render', render: { format, options }, state };
}

function unusable<S extends DeskSettings>(desk: Desk<S>, settings: S): string | null {
	if (desk.unusable) return desk.unusable(settings);
	if (baseOf(settings) !== null) return null;
	return `The address of ${desk.name} is not valid. Enter it as 'address' in Settings, such as ${desk.sampleAddress}.`;
}

/** The first step for what was asked. */
export function begin<S extends DeskSettings>(
	desk: Desk<S>,
	whole: Asked,
	settings: S,
): Next<DeskState<S>> {
	const hasSession = typeof whole.session === 'object' && whole.session !== null;
	// Whether there is a session is all that is kept of it.
	const asked: Asked = { ...whole, session: hasSession ? {} : null };
	const state: DeskState<S> = {
		...{ asked, settings, results: [], isWaiting: false, isRenewed: false, waited: 0 },
	};
	if (asked.contract !== 1) {
		const said = 'This desk workflow only knows version 1 of the contract.';
		return end(state, { outcome: 'refused', said });
	}
	const wrong = asked.operation === 'describe' ? null : unusable(desk, settings);
	if (wrong !== null) return end(state, later({ status: 0, kind: 'input', said: wrong }));
	return next(desk, state);
}

const later = ({ status, kind, said }: Failure): Told => ({
	outcome: 'later',
	status: status || null,
	errorKind: kind,
	said,
});

/** The same request once more, where a new token or a pause may help; `null` where nothing does. Nothing came of a request that failed so. */
function again<S extends DeskSettings>(
	state: DeskState<S>,
	request: DeskRequest,
	answered: Answered,
	{ status, kind }: Failure,
): Next<DeskState<S>> | null {
	// n8n may have got a new token meanwhile, for another run or at a status of its own.
	if (kind === 'credentials' && status > 0 && !state.isRenewed) {
		return sends({ ...state, isRenewed: true }, request);
	}
	if (kind !== 'throttled') return null;
	const seconds = pauseOf(answered, Math.min(LONGEST_PAUSE, MOST_WAITED - state.waited));
	if (seconds === null) return null;
	const waiting = { ...state, isWaiting: true, waited: state.waited + seconds };
	return { ...nothing, goes: 'wait', seconds, state: waiting };
}

function replyOf(need: Need & { needs: 'answer' }, answered: Answered, failure: Failure | null) {
	const status = Number(textOf(answered.statusCode)) || 0;
	const got = { status, body: bodyOf(answered), answered };
	const { query } = need;
	if (failure && query.otherwise !== undefined) return { ok: true, value: query.otherwise };
	const reply: Reply<unknown> = failure
		? { ok: false, status, said: failure.said, because: query.because?.(got) ?? null }
		: { ok: true, value: query.read(got) };
	return reply;
}

/** What the node that writes the note gave: the note, or a sentence why there is none. */
function noteOf({ note, error }: { note?: unknown; error?: unknown }): Note | string {
	const { body, marker } = (note ?? {}) as { body?: unknown; marker?: unknown };
	if (typeof body === 'string') return { body, marker: textOf(marker) || null };
	const { message } = (error ?? {}) as { message?: unknown };
	return lineOf(error, 500) || lineOf(message, 500) || 'it gave no reason.';
}

/** The next step, by what came of the last one: an answer, the item of an error, or the item that holds the note. */
export function goOn<S extends DeskSettings>(
	desk: Desk<S>,
	state: DeskState<S>,
	answered: Answered & { note?: unknown },
): Next<DeskState<S>> {
	const played = play(flowOf(desk, state), state.results);
	if ('told' in played) return end(state, played.told);
	const { need } = played;
	const and = (result: unknown) =>
		next(desk, { ...state, isRenewed: false, results: [...state.results, result] });
	if (need.needs === 'note') return and(noteOf(answered));
	const { request } = need.query;
	if (state.isWaiting) return sends(state, request);
	const failure = desk.failure ? desk.failure(answered) : failureOf(answered, desk.name, desk);
	if (failure === null || failure.kind === 'refused') return and(replyOf(need, answered, failure));
	const repeated = again(state, request, answered, failure);
	return repeated ?? end(state, { ...later(failure), ticketId: targetOf(state.asked) });
}

const targetOf = ({ target }: Asked): string | null =>
	target?.kind === 'ticket' ? textOf(target.id) || null : null;
