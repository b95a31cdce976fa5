import fc from 'fast-check';

import { runs } from '../../unit/runs.mts';
import { event, ID, MINUTE } from '../../unit/ledger/ended.mts';
import { type Came, type Luck, type Model, play, type Run, started } from './run.mts';
import { emptyWorld, settle, sweep, verdict } from './schedules.mts';
import type { Fault, World } from './world.mts';

const cames: Came[] = [
	event(),
	event({ appliance_id: 'B' }),
	event({ event: 'support_conference_customer_exit_survey_completed' }),
	{ why: 'listed', sessionId: ID, applianceId: 'A' },
	{ why: 'due', sessionId: ID, applianceId: 'A' },
	{ why: 'recheck', sessionId: ID, applianceId: 'A' },
	{ why: 'person', sessionId: ID, linkSystem: 'halo', ticketId: '1202', by: 'Ada' },
];

type Action =
	| { start: number }
	| { sweep: boolean }
	| { step: number; luck: Luck }
	| { wait: number }
	| { down: World['down'] };

/** Of any three runs at work, one goes a step; sweeps come; clocks go back, too; the appliance, the desk or both are away for a while. */
const action: fc.Arbitrary<Action> = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ start: fc.nat({ max: cames.length - 1 }) }) },
	{
		weight: 12,
		arbitrary: fc.record({
			step: fc.nat({ max: 2 }),
			luck: fc.constantFrom<Luck>('good', 'good', 'good', 'good', 'good', 'good', 'crash', 'lost'),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ sweep: fc.boolean() }) },
	{
		weight: 1,
		arbitrary: fc.record({
			down: fc.constantFrom<World['down']>([], ['appliance'], ['desk'], ['appliance', 'desk']),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({ wait: fc.constantFrom(1, 6, 20, 200, 2000, -6, -200, -100_000) }),
	},
);

function act(world: World, atWork: Run[], one: Action, model: Model): void {
	const begin = (came: Came) => atWork.length < 3 && atWork.push(started(came));
	if ('start' in one) begin(cames[one.start]);
	else if ('sweep' in one) sweep(world, one.sweep).forEach(begin);
	else if ('wait' in one) world.now += one.wait * MINUTE;
	else if ('down' in one) world.down = one.down;
	else if (atWork[one.step]) play(world, atWork[one.step], model, one.luck);
}

/** What is wrong after a history: `null` where one note and one row are left that agree. */
function playHistory(actions: Action[], model: Model): string | null {
	const world = emptyWorld();
	let atWork: Run[] = [];
	for (const one of actions) {
		act(world, atWork, one, model);
		atWork = atWork.filter(({ at }) => at !== null);
	}
	for (const run of atWork) while (run.at !== null) play(world, run, model);
	// Time has gone on by more than any of the waits took it back.
	world.now += 200_000 * MINUTE;
	return verdict(settle(world, model));
}

const actionsOfAHistory = fc.array(action, { maxLength: 60, size: 'max' });

/** Random histories of the ledger in this store, and of ledgers with a planted fault, which they have to find out. */
export function histories(store: Model['store']): void {
	test('whatever happens to three runs at a time, a session ends with one note and a row that says where', () => {
		let played = 0;
		fc.assert(
			fc.property(actionsOfAHistory, (actions) => {
				played++;
				expect(playHistory(actions, { store, split: false })).toBeNull();
			}),
			runs,
		);
		process.stdout.write(
			`simulated ledger, ${store}: ${played.toLocaleString('en')} random histories\n`,
		);
	}, 600_000);

	test.each<Fault>(['claim', 'marker', 'fence'])(
		'random histories find out a ledger without its %s',
		(fault) => {
			const property = fc.property(
				actionsOfAHistory,
				(actions) => playHistory(actions, { store, split: false, fault }) === null,
			);
			// A fence is missed only where runs stand still: in one history of a thousand or two.
			expect(fc.check(property, { numRuns: 20_000, endOnFailure: true }).failed).toBe(true);
		},
		300_000,
	);
}
