import { event, MINUTE } from '../../unit/ledger/ended.mts';
import { type Canvas, item, run } from './engine.mts';
import { Actor, type Luck, randomFrom } from './scheduler.mts';
import { BEGIN, newWorld, verdict, type World } from './world.mts';

const EVENT = 'When a session ends';
const EVERY = 'Every five minutes';

/** At most so many crashes and lost answers, and so many times at which all stand still, a schedule. */
const FAILURES = 2;
const JUMPS = 2;

export interface Played {
	/** What is wrong in the end; `null` where nothing is. */
	wrong: string | null;
	steps: number;
	/** What happened, a line a step, to be read when something is wrong. */
	story: string[];
}

type Random = ReturnType<typeof randomFrom>;
const oneOf = <T,>(random: Random, list: readonly T[]): T | undefined =>
	list[Math.floor(random() * list.length)];

interface Schedule {
	canvas: Canvas;
	world: World;
	random: Random;
	actors: Actor[];
	started: Set<Actor>;
	/** Of a run that pauses for a second: how far each other run was when it began to. */
	pausing: Map<Actor, Map<Actor, number>>;
	failures: number;
	jumps: number;
	story: string[];
}

/** Two events and a sweep for one session, one step at a time in a random order. The same seed plays the same schedule. */
export async function playSchedule(
	canvas: Canvas,
	seed: number,
	deskLooks = true,
): Promise<Played> {
	const random = randomFrom(seed);
	jest.setSystemTime(BEGIN);
	const schedule: Schedule = {
		canvas,
		world: newWorld(random() < 0.75, deskLooks),
		random,
		actors: ['first event', 'second event', 'sweep'].map((name) => new Actor(name)),
		started: new Set(),
		pausing: new Map(),
		failures: 0,
		jumps: 0,
		story: [],
	};
	const next = strategy(schedule);
	for (let actor = next(); actor; actor = next()) await advance(schedule, actor);
	await settle(schedule);
	const steps = schedule.actors.reduce((sum, actor) => sum + actor.steps, 0);
	return { wrong: verdict(schedule.world), steps, story: schedule.story };
}

/** Where runs are interrupted most often: something is about to happen that must not happen twice. */
const DELICATE = /write the note|[(]insert[)]|still ours/;

/**
 * One third of the schedules takes any run at every step. The others let a run go on for a while, break off more often where it is delicate,
 * and then have all stand still now and then: what goes wrong only if one run stands in the wrong place for long, and another one in
 * another afterwards, is rare where every step is drawn.
 */
function strategy(schedule: Schedule): () => Actor | undefined {
	const { random, actors } = schedule;
	const inBursts = random() < 2 / 3;
	let current: Actor | undefined;
	let left = 0;
	const goesOn = (actor: Actor) => {
		const delicate = DELICATE.test(actor.waiting?.at ?? '') && random() < 0.5;
		if (delicate && random() < 0.7) standStill(schedule);
		return left-- > 0 && !delicate && canGo(schedule, actor);
	};
	return () => {
		if (inBursts && current && goesOn(current)) return current;
		const able = actors.filter((actor) => canGo(schedule, actor));
		const others = able.filter((actor) => actor !== current);
		current = oneOf(random, others.length > 0 ? others : able);
		left = Math.floor(2 ** (random() * 4.3));
		return current;
	};
}

/** Whether a run can make its next step. In a second of pause whoever is at work, and does not pause, makes a step. */
function canGo({ started, pausing }: Schedule, actor: Actor): boolean {
	if (actor.over) return false;
	if (!started.has(actor) || !actor.waiting?.pauses) return true;
	return [...(pausing.get(actor) ?? [])].every(
		([other, steps]) => other.over || other.waiting?.pauses || other.steps > steps,
	);
}

async function advance(schedule: Schedule, actor: Actor): Promise<void> {
	const { started, story, random } = schedule;
	if (random() < 0.04) standStill(schedule);
	if (!started.has(actor)) {
		started.add(actor);
		story.push(`${actor.name} begins`);
		await actor.start(() => begin(schedule, actor).catch(() => undefined));
	} else {
		const stand = actor.waiting;
		const luck = luckOf(schedule);
		jest.setSystemTime(Date.now() + (stand?.pauses ? 1000 : 1 + Math.floor(random() * 50)));
		story.push(`${actor.name}: ${stand?.at}${luck === 'good' ? '' : ` (${luck})`}`);
		await actor.go(luck);
	}
	if (actor.waiting?.pauses) {
		const others = [...started].filter((other) => other !== actor && !other.over);
		schedule.pausing.set(actor, new Map(others.map((other) => [other, other.steps])));
	}
}

function luckOf(schedule: Schedule): Luck {
	const { random } = schedule;
	if (schedule.failures >= FAILURES || random() >= 0.04) return 'good';
	schedule.failures += 1;
	return random() < 0.5 ? 'crash' : 'lost';
}

/** Now and then all runs stand still for longer than any run is believed to take, where they may. */
function standStill(schedule: Schedule): void {
	const { actors, random, story } = schedule;
	const may = actors.every(({ waiting }) => waiting?.minutes ?? true);
	if (schedule.jumps >= JUMPS || !may) return;
	schedule.jumps += 1;
	const minutes = oneOf(random, [6, 20, 20, 240]) ?? 0;
	story.push(`${minutes} minutes pass`);
	jest.setSystemTime(Date.now() + minutes * MINUTE);
}

async function begin({ canvas, world }: Schedule, actor: Actor): Promise<unknown> {
	const place = { world, actor };
	if (actor.name === 'sweep') return await run(canvas, canvas.sweep, EVERY, [item({})], place);
	const came = event(actor.name === 'second event' ? { timestamp: '2' } : {});
	return await run(canvas, canvas.route, EVENT, [item(came)], place);
}

/** Sweeps of a day in which nothing fails any more; one that comes after all is well must leave it so. */
async function settle(schedule: Schedule): Promise<void> {
	let well = false;
	for (let round = 0; round < 8 && !well; round++) {
		well = verdict(schedule.world) === null;
		jest.setSystemTime(Date.now() + 4 * 60 * MINUTE);
		await begin(schedule, new Actor('sweep', true));
	}
}
