import fc from 'fast-check';

import { isoFromUnixSeconds } from '../../../nodes/shared/session/time';
import { runs } from '../runs.mts';

const LAST_SECOND = 253_402_300_799;
const DAY = 86_400;

describe('The times of a report', () => {
	it('are those that the clock of the language makes of them, in whatever order they come', () => {
		const second = fc.oneof(
			fc.integer({ min: 1, max: LAST_SECOND }),
			fc.integer({ min: 1, max: 2_000_000 }),
			fc.integer({ min: 1, max: 30_000 }).map((day) => day * DAY),
			fc.integer({ min: 1, max: 30_000 }).map((day) => day * DAY - 1),
		);
		fc.assert(
			fc.property(fc.array(second, { maxLength: 5 }), (seconds) => {
				for (const one of seconds) {
					expect(isoFromUnixSeconds(`${one}`)).toBe(new Date(one * 1_000).toISOString());
				}
			}),
			runs,
		);
	});

	it.each([
		['1770109500', '2026-02-03T09:05:00.000Z'],
		[' 1770109500.25 ', '2026-02-03T09:05:00.250Z'],
		[`${LAST_SECOND}`, '9999-12-31T23:59:59.000Z'],
		[`${LAST_SECOND + 1}`, null],
		['0', null],
		['-5', null],
		['1770109500000', null],
		['', null],
		[undefined, null],
	])('reads %j as %j', (text, iso) => {
		expect(isoFromUnixSeconds(text)).toBe(iso);
	});
});
