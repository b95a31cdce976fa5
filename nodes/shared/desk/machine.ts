import type { Answer, Asked, Told } from './contract';
import type { Desk, DeskSettings } from './desk';
import { type Answered, type Failure, failureOf, pauseOf } from './failure';
import type { DeskRequest, Flow, Need } from './flow';
import { flowOf } from './operations';
import { noteOf, replyOf } from './replies';
import { baseOf } from './request';
import { textOf } from '../session/value';

/** What a run knows so far, as JSON. */
export interface Known {
	/** What came of each step. */
	results: unknown[];
	/** The request is sent again after a pause. */
	isWaiting: boolean;
	/** Whether the request at hand was sent once more because of its token. */
	isRenewed: boolean;
	/** Seconds that were waited for in this run. */
	waited: number;
}

export const NOTHING_KNOWN: Known = {
	...{ results: [], isWaiting: false, isRenewed: false, waited: 0 },
};

/** What a run of a desk workflow knows. It never holds the session. */
export interface DeskState<Settings extends DeskSettings = DeskSettings> extends Known {
	asked: Asked;
	settings: Settings;
}

/** Whose story is played: a desk's, or that of a chat service (nodes/shared/chat). */
export interface Player<State extends Known> {
	flow(state: State): Flow<Told>;
	/** `null` where a request was answered as it should be. */
	failure(answered: Answered): Failure | null;
	/** What is told where a request came to nothing for now, and the story does not go on with that. */
	later(state: State, failure: Failure): Told;
	/** The item that the workflow gives back. */
	answer(told: Told): Record<string, unknown>;
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
	/** Reads that may be sent together with `request`. */
	alongside: DeskRequest[];
	seconds: number;
	/** What the note is rendered with. */
	render: { format: string; options: Record<string, unknown> } | null;
	answer: Record<string, unknown> | null;
	state: State;
}

/** Seconds. A caller waits for the desk, so a run does not wait longer than that in all. */
const MOST_WAITED = 60;
/** Seconds of one pause: n8n keeps a run in memory for up to 65, and must not park one that is called by another. */
const LONGEST_PAUSE = 30;

const nothing = { request: null, alongside: [], seconds: 0, render: null, answer: null };

const end = <S extends Known>(player: Player<S>, state: S, told: Told): Next<S> => ({
	...nothing,
	goes: 'answer',
	answer: player.answer(told),
	state: { ...state, results: [] },
});

const sends = <S extends Known>(
	state: S,
	request: DeskRequest,
	alongside: DeskRequest[] = [],
): Next<S> => ({
	...nothing,
	goes: request.method === 'GET' ? 'ask' : 'tell',
	request,
	alongside,
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

/** The next step of a story, by what is known. */
export function step<S extends Known>(player: Player<S>, state: S): Next<S> {
	const played = play(player.flow(state), state.results);
	if ('told' in played) return end(player, state, played.told);
	const { need } = played;
	if (need.needs === 'answer') return sends(state, need.query.request, need.alongside);
	if (need.needs === 'pause') return { ...nothing, goes: 'wait', seconds: need.seconds, state };
	const { format, options } = need;
	return { ...nothing, goes: 'render', render: { format, options }, state };
}

const playerOf = <S extends DeskSettings>(desk: Desk<S>): Player<DeskState<S>> => ({
	flow: (state) => flowOf(desk, state),
	failure: (answered) =>
		desk.failure ? desk.failure(answered) : failureOf(answered, desk.name, desk),
	later: ({ asked }, failure) => ({ ...later(failure), ticketId: targetOf(asked) }),
	answer: (told): Answer => ({ contract: 1, ...told }),
});

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
	const state: DeskState<S> = { asked, settings, ...NOTHING_KNOWN };
	const player = playerOf(desk);
	if (asked.contract !== 1) {
		const said = 'This desk workflow only knows version 1 of the contract.';
		return end(player, state, { outcome: 'refused', said });
	}
	const wrong = asked.operation === 'describe' ? null : unusable(desk, settings);
	if (wrong !== null) return end(player, state, later({ status: 0, kind: 'input', said: wrong }));
	return step(player, state);
}

const later = ({ status, kind, said }: Failure): Told => ({
	outcome: 'later',
	status: status || null,
	errorKind: kind,
	said,
});

/** The same request once more, where a new token or a pause may help; `null` where nothing does. Nothing came of a request that failed so. */
function again<S extends Known>(
	state: S,
	request: DeskRequest,
	answered: Answered,
	{ status, kind }: Failure,
): Next<S> | null {
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

/**
 * The next step, by what came of the last one: an answer, the item of an error, or the item that holds the note; and the answers to
 * what was asked alongside, in its order, as far as there are any.
 */
export const goOn = <S extends DeskSettings>(
	desk: Desk<S>,
	state: DeskState<S>,
	answered: Answered & { note?: unknown },
	others: Answered[] = [],
): Next<DeskState<S>> => stepOn(playerOf(desk), state, answered, others);

const same = (one: DeskRequest, other: DeskRequest) =>
	one.method === other.method && one.url === other.url;

/** Plays on while the story wants what was asked alongside and answered well. */
function playOn<S extends Known>(
	player: Player<S>,
	state: S,
	alongside: DeskRequest[],
	others: Answered[],
): Next<S> {
	const results = [...state.results];
	for (;;) {
		const played = play(player.flow(state), results);
		if ('told' in played || played.need.needs !== 'answer') break;
		const { need } = played;
		const answered = others[alongside.findIndex((one) => same(one, need.query.request))];
		if (answered === undefined || player.failure(answered) !== null) break;
		results.push(replyOf(need, answered, null));
	}
	return step(player, { ...state, results });
}

/** The same for any story. */
export function stepOn<S extends Known>(
	player: Player<S>,
	state: S,
	answered: Answered & { note?: unknown },
	others: Answered[] = [],
): Next<S> {
	const played = play(player.flow(state), state.results);
	if ('told' in played) return end(player, state, played.told);
	const { need } = played;
	const alongside = need.needs === 'answer' ? need.alongside : [];
	const and = (result: unknown) =>
		playOn(
			player,
			{ ...state, isRenewed: false, results: [...state.results, result] },
			alongside,
			others,
		);
	if (need.needs === 'note') return and(noteOf(answered));
	if (need.needs === 'pause') return and(null);
	const { request, takesFailures } = need.query;
	if (state.isWaiting) return sends(state, request);
	const failure = player.failure(answered);
	if (failure === null || failure.kind === 'refused') return and(replyOf(need, answered, failure));
	const repeated = again(state, request, answered, failure);
	if (repeated) return repeated;
	return takesFailures
		? and(replyOf(need, answered, failure))
		: end(player, state, player.later(state, failure));
}

const targetOf = ({ target }: Asked): string | null =>
	target?.kind === 'ticket' ? textOf(target.id) || null : null;
