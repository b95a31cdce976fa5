import type { Choice } from '../../../nodes/shared/ledger/arrival';
import { event, ID } from '../../unit/ledger/ended.mts';
import type { Model } from './run.mts';
import { type Played, playAll } from './schedules.mts';
import type { Fault } from './world.mts';

const chosen: Choice = {
	why: 'person',
	sessionId: ID,
	linkSystem: 'halo',
	ticketId: '1202',
	by: 'Ada',
};
const swept = { why: 'listed', sessionId: ID, applianceId: 'A' } as const;

/** Two runs for one session: an event beside another, beside the sweep, and beside a person who chooses another ticket. */
const PAIRS = {
	'two events': { cames: [event(), event({ timestamp: '2' })], later: 0 },
	'an event and a sweep': { cames: [event(), swept], later: 0 },
	'an event that stands still and a sweep': { cames: [event(), swept], later: 20 },
	'an event that stands still and a person': { cames: [event(), chosen], later: 20 },
};

function playPairs(model: Omit<Model, 'split'>): Record<string, Played> {
	const played = Object.entries(PAIRS).map(([name, { cames, later }]) => {
		// Not that a run stands still for minutes between the two halves of one request: docs/reliability.md says so.
		const split = later === 0;
		return [name, playAll(cames, { ...model, split }, later)] as const;
	});
	return Object.fromEntries(played);
}

const sum = (played: Record<string, Played>, what: 'schedules' | 'wrong' | 'states') =>
	Object.values(played).reduce((total, one) => total + one[what], 0);

test.each(['postgres', 'tables'] as const)(
	'no interleaving of two runs, with a crash or a lost answer at every step, ends with two notes or none (%s)',
	(store) => {
		const played = playPairs({ store });
		process.stdout.write(
			`simulated ledger, ${store}: ${sum(played, 'schedules').toLocaleString('en')} schedules of two runs, ${sum(played, 'states').toLocaleString('en')} states\n`,
		);
		const wrong = Object.entries(played).map(([name, one]) => [name, one.wrong, one.example]);
		expect(wrong).toEqual(Object.keys(PAIRS).map((name) => [name, 0, null]));
		expect(sum(played, 'schedules')).toBeGreaterThan(1000);
	},
);

test.each<[Fault, Model['store']]>([
	['claim', 'postgres'],
	['claim', 'tables'],
	['marker', 'postgres'],
	['marker', 'tables'],
	['fence', 'postgres'],
	['fence', 'tables'],
	['lock', 'tables'],
])(
	'a ledger without its %s is found out (%s)',
	(fault, store) => {
		const played = playPairs({ store, fault });
		process.stdout.write(
			`simulated ledger, ${store}, no ${fault}: ${sum(played, 'wrong').toLocaleString('en')} of ${sum(played, 'schedules').toLocaleString('en')} schedules are wrong\n`,
		);
		expect(sum(played, 'wrong')).toBeGreaterThan(0);
	},
	120_000,
);
