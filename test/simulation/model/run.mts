import type { Choice, Swept } from '../../../nodes/shared/ledger/arrival';
import { checkIn, type CheckedIn } from '../../../nodes/shared/ledger/checkIn';
import { checkOut } from '../../../nodes/shared/ledger/checkOut';
import { decide, type Decision } from '../../../nodes/shared/ledger/decide';
import { type Lock, lockFor } from '../../../nodes/shared/ledger/lock';
import type { OutboundEvent } from '../../../nodes/shared/session/model';
import { ended, settings } from '../../unit/ledger/ended.mts';
import { change, type Cells, type Fault, has, insert, noted, type World, write } from './world.mts';

export type Came = OutboundEvent | Swept | Choice;

/** What a model is made of. `split`: the desk's look and its write are two steps, and so are the two halves of an upsert. `tables`: a store without unique keys. */
export interface Model {
	store: 'tables' | 'postgres';
	split: boolean;
	fault?: Fault;
}

/** One run, as plain data. `at` names its next step, `null` when it is over. */
export interface Run {
	at: string | null;
	came: Came;
	before?: Cells | null;
	checkedIn?: CheckedIn;
	lock?: Lock;
	found?: boolean;
	decision?: Decision;
	answer?: unknown;
}

export const started = (came: Came): Run => ({ at: 'look', came });
const MARKER = 'BeyondTrust session';
const SYSTEM = 'halo';
type Step = (world: World, run: Run, model: Model) => string | null;

function look(world: World, run: Run, model: Model): string | null {
	run.before = world.rows.find((row) => row.key === keyOf(run.came)) ?? null;
	run.checkedIn = checkIn(run.came, run.before, settings, world.now);
	const { todo, first } = run.checkedIn;
	if (todo === 'nothing') return null;
	if (!first) return 'claim';
	if (model.store === 'postgres') return 'insert';
	return model.fault === 'lock' ? 'update' : 'takeLock';
}

const keyOf = (came: Came) => came.sessionId ?? '';

function decideNow(world: World, run: Run): string | null {
	const { checkedIn, before } = run as Required<Run>;
	const away = { error: 'The appliance does not answer.', errorKind: 'unavailable' };
	run.decision = decide({
		checkedIn,
		before,
		read: world.down.includes('appliance') ? away : ended(),
		technicians: [],
		settings,
		system: SYSTEM,
		marker: MARKER,
	});
	return run.decision.goes === 'desk' ? 'fence' : 'close';
}

function put(world: World, run: Run, model: Model): string | null {
	const { decision, found } = run as Required<Run>;
	if (world.down.includes('desk')) {
		run.answer = { contract: 1, outcome: 'later', errorKind: 'unavailable', said: 'It is down.' };
		return 'record';
	}
	const ticket = decision.target?.id ?? '';
	const there = model.split ? found : noted(world, ticket, decision.note?.marker ?? '');
	const outcome = there && model.fault !== 'marker' ? 'there' : 'written';
	if (outcome === 'written') world.notes.push({ ticket, marker: decision.note?.marker ?? '' });
	run.answer = { contract: 1, outcome, ticketId: ticket, noteId: '1' };
	return 'record';
}

/** What the outside can see of a run, one step each. */
export const STEPS: Record<string, Step> = {
	look,
	takeLock: (world, run) => {
		const lock = lockFor(run.checkedIn?.key ?? '', world.now);
		// A run that waits longer than any lease lasts goes on without: a wrong clock has left the lock in the future.
		if (world.lock > lock.until) return 'update';
		// Another run holds it. A run that waits comes later, as the next sweep does here.
		if (world.lock >= lock.now) return null;
		world.lock = lock.until;
		run.lock = lock;
		return 'update';
	},
	// n8n's upsert of a data table: what it does not find it inserts, without a constraint.
	update: (world, run, model) => {
		const { checkedIn, lock } = run;
		if (has(world, checkedIn?.key ?? '')) {
			write(world, checkedIn?.key ?? '', checkedIn?.first ?? {});
			return lock ? 'free' : 'claim';
		}
		return model.split ? 'insert' : STEPS.insert(world, run, model);
	},
	insert: (world, { checkedIn, lock }, { store }) => {
		const key = checkedIn?.key ?? '';
		if (store === 'tables' || !has(world, key)) insert(world, key, checkedIn?.first ?? {});
		return lock ? 'free' : 'claim';
	},
	free: (world, { lock }) => {
		if (lock && world.lock === lock.until) world.lock = lock.free;
		return 'claim';
	},
	claim: (world, { checkedIn }, { fault }) =>
		checkedIn?.claim &&
		change(world, checkedIn.claim, checkedIn.row ?? {}, fault === 'claim') &&
		checkedIn.todo === 'work'
			? 'read'
			: null,
	read: decideNow,
	fence: (world, { decision }, { fault, split }) => {
		const own = decision && change(world, decision.claim, decision.row ?? {});
		if (!own && fault !== 'fence' && fault !== 'claim') return null;
		return split ? 'search' : 'put';
	},
	search: (world, run) => {
		run.found = noted(world, run.decision?.target?.id ?? '', run.decision?.note?.marker ?? '');
		return 'put';
	},
	put,
	record: (world, run) => {
		const { checkedIn, decision, before, answer } = run as Required<Run>;
		const input = { checkedIn, decision, before, session: ended(), answer, settings };
		change(world, decision.after, checkOut({ ...input, system: SYSTEM, now: world.now }));
		return null;
	},
	close: (world, { decision }) => {
		if (decision) change(world, decision.claim, decision.row ?? {});
		return null;
	},
};

/** `lost`: what was asked for happened, and the answer never came. */
export type Luck = 'good' | 'crash' | 'lost';

/** Plays one step. A crash ends the run; so does a lost answer, but for the desk's, which the run lives to record as a failure. */
export function play(world: World, run: Run, model: Model, luck: Luck = 'good'): void {
	const at = run.at ?? '';
	if (luck === 'crash') {
		run.at = null;
		return;
	}
	const next = STEPS[at](world, run, model);
	run.at = luck === 'good' ? next : null;
	if (luck === 'lost' && (at === 'put' || at === 'search')) {
		run.answer = { error: 'The connection was lost.' };
		run.at = 'record';
	}
}
