import { findMissing, periodOf } from '../../../nodes/shared/ledger/findMissing';
import { FREE } from '../../../nodes/shared/ledger/lock';
import { ID, MINUTE, NOW, settings } from '../../unit/ledger/ended.mts';
import { type Luck, type Model, play, type Run, started, type Came } from './run.mts';
import type { World } from './world.mts';

export const emptyWorld = (): World => ({
	now: NOW,
	rows: [],
	lock: FREE,
	notes: [],
	down: [],
});

const toItsEnd = (world: World, run: Run, model: Model) => {
	while (run.at !== null) play(world, run, model);
};

/** What a sweep finds: the session, where the appliance lists it, and what is due. */
export function sweep(world: World, listed: boolean): Came[] {
	const ended = [{ sessionId: ID, endedAt: new Date(NOW).toISOString() }];
	const failure = world.down.includes('appliance') ? 'The appliance does not answer.' : null;
	const { sessions } = findMissing({
		last: null,
		listed: listed && !failure ? ended : [],
		rows: world.rows,
		failure,
		applianceId: failure ? null : 'A',
		period: periodOf(null, settings, world.now),
		settings,
		now: world.now,
	});
	return sessions as Came[];
}

/** What a day of sweeps makes of a world in which nothing fails any more. */
export function settle(world: World, model: Model): World {
	world.down = [];
	for (let round = 0; round < 6; round++) {
		world.now += 4 * 60 * MINUTE;
		for (const came of sweep(world, round === 0)) toItsEnd(world, started(came), model);
	}
	return world;
}

/** What is wrong in the end: `null` where there is one note, and the ledger says on which ticket. */
export function verdict(world: World): string | null {
	if (world.notes.length !== 1) return `${world.notes.length} notes`;
	const [{ ticket }] = world.notes;
	const right = world.rows.every(
		({ state, linkId }) => (state === 'written' || state === 'linked') && linkId === ticket,
	);
	return right && world.rows.length === 1 ? null : 'the ledger is wrong';
}

export interface Played {
	schedules: number;
	wrong: number;
	states: number;
	example: string | null;
}

interface State {
	world: World;
	runs: Run[];
	failures: number[];
}

/**
 * All interleavings of runs, with at most one crash or lost answer in each at each of its steps. Schedules that lead to the same state are
 * played once from there and counted each.
 *
 * @param later minutes by which the last run comes later than the first ones have begun, which stand still meanwhile
 */
export function playAll(cames: Came[], model: Model, later = 0, world = emptyWorld()): Played {
	const seen = new Map<string, Played>();
	const ends = new Map<string, Played>();
	const from = (state: State): Played => {
		const key = JSON.stringify(state);
		const known = seen.get(key);
		if (known) return known;
		const played = state.runs.every(({ at }) => at === null)
			? judged(JSON.stringify(state.world), model, ends)
			: added(nextStates(key, model, later).map(from));
		seen.set(key, played);
		return played;
	};
	const all = from({ world, runs: cames.map(started), failures: cames.map(() => 0) });
	return { ...all, states: seen.size };
}

function judged(world: string, model: Model, ends: Map<string, Played>): Played {
	const known = ends.get(world);
	if (known) return known;
	const example = verdict(settle(JSON.parse(world) as World, model));
	const played = { schedules: 1, wrong: example ? 1 : 0, states: 0, example };
	ends.set(world, played);
	return played;
}

const added = (parts: Played[]): Played => ({
	schedules: parts.reduce((sum, { schedules }) => sum + schedules, 0),
	wrong: parts.reduce((sum, { wrong }) => sum + wrong, 0),
	states: 0,
	example: parts.find(({ example }) => example)?.example ?? null,
});

function nextStates(json: string, model: Model, later: number): State[] {
	const state = JSON.parse(json) as State;
	const next: State[] = [];
	state.runs.forEach(({ at }, index) => {
		if (at === null) return;
		const lucks: Luck[] = state.failures[index] ? ['good'] : ['good', 'crash', 'lost'];
		for (const luck of lucks) {
			const { world, runs, failures } = JSON.parse(json) as State;
			if (at === 'look' && index === runs.length - 1) world.now += later * MINUTE;
			play(world, runs[index], model, luck);
			if (luck !== 'good') failures[index] = 1;
			next.push({ world, runs, failures });
		}
	});
	return next;
}
