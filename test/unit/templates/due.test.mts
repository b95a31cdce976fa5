import { DUE } from '../../../workflows/src/blocks/route/due';

interface Row {
	state?: string | null;
	attempts?: number | null;
	lastError?: string | null;
	createdAt?: string;
	updatedAt?: string;
}

interface Rules {
	isDue(row: Row): boolean;
	inHands(row: Row): boolean;
	isTired(row: Row): boolean;
	pause(attempts: number): number;
}

const SETTINGS = { retryPauseMinutes: 5, retryLimit: 12, longestRunMinutes: 15 };

/** The rules as an expression of the route sees them. */
function rules(settings = SETTINGS): Rules {
	const make = new Function('$', `${DUE}\nreturn { isDue, inHands, isTired, pause };`);
	return make(() => ({ first: () => ({ json: settings }) })) as Rules;
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const failed = (attempts: number, minutes: number): Row => ({
	state: 'received',
	attempts,
	lastError: 'The desk is down.',
	updatedAt: ago(minutes),
});

it('doubles the pause with each attempt, up to three hours', () => {
	const { pause } = rules();
	const pauses = [1, 2, 3, 4, 5, 6, 7, 12, 1000].map(pause);
	expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 180, 180, 180]);
});

it.each([
	[1, 4, false],
	[1, 6, true],
	[3, 19, false],
	[3, 21, true],
	[20, 179, false],
	[20, 181, true],
])('after failure %i and %i minutes is due: %s', (attempts, minutes, due) => {
	expect(rules().isDue(failed(attempts, minutes))).toBe(due);
});

it('takes at once what nobody has tried, and what a person set free', () => {
	const { isDue } = rules();
	expect(isDue({})).toBe(true);
	expect(isDue({ state: 'received', attempts: 0, lastError: 'x', updatedAt: ago(0) })).toBe(true);
	expect(isDue({ state: null, attempts: null, updatedAt: ago(0) })).toBe(true);
});

it('leaves a run alone that says nothing, until it is taken for dead', () => {
	const { isDue, inHands } = rules();
	const silent = (minutes: number): Row => ({ ...failed(1, minutes), lastError: null });
	expect([inHands(silent(14)), isDue(silent(14))]).toEqual([true, false]);
	expect([inHands(silent(16)), isDue(silent(16))]).toEqual([false, true]);
	expect(inHands(failed(1, 0))).toBe(false);
});

it.each(['written', 'chatted', 'unlinked', 'linked', 'quarantined'])(
	'takes nothing on again that is %s',
	(state) => {
		expect(rules().isDue({ ...failed(1, 10_000), state })).toBe(false);
	},
);

it('gives up after the limit, and not before all pauses could have passed', () => {
	const { isTired } = rules();
	const row = (attempts: number, minutes: number) => ({
		...failed(attempts, 200),
		createdAt: ago(minutes),
	});
	const day = 5 + 10 + 20 + 40 + 80 + 160 + 5 * 180;
	expect(isTired(row(11, 10_000))).toBe(false);
	expect(isTired(row(12, day + 1))).toBe(true);
	// Somebody who has the token and repeats an event uses up attempts, and no time.
	expect(isTired(row(500, day - 1))).toBe(false);
});
