import { WHICH_PERIOD } from '../../../workflows/src/blocks/route/sweep';

interface Sweep {
	key?: string;
	createdAt?: string;
	sweptTo?: string | null;
	lookedBackAt?: string | null;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const settings = { sweepOverlapMinutes: 60, lookBackHours: 72 };
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

/** The period as an expression of the sweep makes it, in milliseconds before now. */
function periodAfter(last: Sweep) {
	const make = new Function('$', '$json', `return ${WHICH_PERIOD};`);
	const period = make(() => ({ first: () => ({ json: settings }) }), last) as {
		from: string;
		knownFrom: string;
		lookBack: boolean;
	};
	const before = (time: string) => Math.round((Date.now() - Date.parse(time)) / MINUTE);
	return {
		from: before(period.from),
		knownFrom: before(period.knownFrom),
		lookBack: period.lookBack,
	};
}

it('begins with the hour before the first sweep', () => {
	expect(periodAfter({})).toEqual({ from: 60, knownFrom: 75, lookBack: false });
});

it('goes on where the last sweep ended, with an overlap', () => {
	const last = {
		key: 'w',
		createdAt: ago(9 * DAY),
		sweptTo: ago(5 * MINUTE),
		lookedBackAt: ago(DAY / 2),
	};
	expect(periodAfter(last)).toEqual({ from: 65, knownFrom: 80, lookBack: false });
});

it('looks back three days once a day', () => {
	const last = {
		key: 'w',
		createdAt: ago(9 * DAY),
		sweptTo: ago(5 * MINUTE),
		lookedBackAt: ago(DAY),
	};
	expect(periodAfter(last)).toMatchObject({ from: 72 * 60, lookBack: true });
});

it('looks back over all of the time in which n8n did not run', () => {
	const down = ago(7 * DAY);
	const last = { key: 'w', createdAt: ago(30 * DAY), sweptTo: down, lookedBackAt: down };
	expect(periodAfter(last)).toMatchObject({ from: 7 * 24 * 60 + 60, lookBack: true });
});

it('never looks further back than the hour before the first sweep', () => {
	const last = { key: 'w', createdAt: ago(DAY), sweptTo: ago(5 * MINUTE), lookedBackAt: null };
	const { from, knownFrom, lookBack } = periodAfter(last);
	expect({ from, lookBack }).toEqual({ from: 25 * 60, lookBack: true });
	// The ledger is read further back, for what came late.
	expect(knownFrom).toBe(36 * 60 + 15);
});

it('begins with the first attempt where no sweep has succeeded yet', () => {
	const last = { key: 'w', createdAt: ago(3 * 60 * MINUTE), sweptTo: null, lookedBackAt: null };
	expect(periodAfter(last)).toMatchObject({ from: 4 * 60, lookBack: false });
});
