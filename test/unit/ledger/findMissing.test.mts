import fc from 'fast-check';

import {
	findMissing,
	MOST_SESSIONS,
	periodOf,
	sweepFailed,
} from '../../../nodes/shared/ledger/findMissing';
import { keepUntil } from '../../../nodes/shared/ledger/keep';
import { runs } from '../runs.mts';
import { ago, ID, NOW, settings } from './ended.mts';

const HOUR = 60;
const other = (number: number) => number.toString(16).padStart(32, '0');
const done = {
	key: ID,
	sessionId: ID,
	applianceId: 'A',
	state: 'written',
	linkKind: 'ticket',
	linkId: '1',
	noteHash: 'h',
	endedAt: ago(10),
	updatedAt: ago(5),
	createdAt: ago(9),
};
const swept = { key: 'A', createdAt: ago(100 * HOUR), sweptTo: ago(5), lookedBackAt: ago(HOUR) };

const find = (rows: unknown[], listed: string[] = [], last: Record<string, unknown> = swept) =>
	findMissing({
		last,
		listed: listed.map((sessionId) => ({ sessionId, endedAt: ago(3) })),
		rows,
		applianceId: 'A',
		period: periodOf(last, settings, NOW),
		settings,
		now: NOW,
	});
const whys = (rows: unknown[], listed?: string[], last?: Record<string, unknown>) =>
	find(rows, listed, last).sessions.map(({ why, sessionId }) => [why, sessionId]);

test('asks since the last sweep with an overlap, after a week without n8n for all of it', () => {
	expect(periodOf(swept, settings, NOW)).toEqual({
		from: ago(65),
		knownFrom: ago(80),
		lookBack: false,
	});
	const week = 7 * 24 * HOUR;
	const last = { ...swept, createdAt: ago(2 * week), sweptTo: ago(week), lookedBackAt: ago(week) };
	expect(periodOf(last, settings, NOW)).toMatchObject({ from: ago(week + 60), lookBack: true });
});

test('looks back once a day, never to before the first sweep', () => {
	const old = { ...swept, createdAt: ago(100 * HOUR), lookedBackAt: ago(25 * HOUR) };
	expect(periodOf(old, settings, NOW)).toMatchObject({ from: ago(72 * HOUR), lookBack: true });
	const young = { key: 'A', createdAt: ago(30 * HOUR), sweptTo: ago(5), lookedBackAt: null };
	expect(periodOf(young, settings, NOW)).toMatchObject({ from: ago(31 * HOUR), lookBack: true });
	expect(periodOf(null, settings, NOW)).toMatchObject({ from: ago(60), lookBack: false });
});

test('one sweep under a wrong clock stops no later one', () => {
	const ahead = { key: 'A', createdAt: ago(-9e6), sweptTo: ago(-9e6), lookedBackAt: ago(-9e6) };
	expect(periodOf(ahead, settings, NOW)).toMatchObject({ from: ago(60), lookBack: false });
	expect(find([], [], ahead).sweep).toEqual({
		sweptTo: ago(0),
		lookedBackAt: ago(0),
		lastError: null,
	});
});

test('no period begins in the future, and none later than the overlap ago', () => {
	const time = fc.option(fc.date({ noInvalidDate: false }), { nil: null });
	fc.assert(
		fc.property(time, time, time, (createdAt, sweptTo, lookedBackAt) => {
			const { from, knownFrom } = periodOf(
				{ key: 'A', createdAt, sweptTo, lookedBackAt },
				settings,
				NOW,
			);
			expect(Date.parse(from)).toBeLessThanOrEqual(NOW - 60 * 60_000);
			expect(Date.parse(knownFrom)).toBeLessThan(Date.parse(from));
		}),
		runs,
	);
});

test('routes what is listed and not known, once, and leaves what is done', () => {
	expect(whys([done], [ID, other(2), other(2).toUpperCase(), 'no id'])).toEqual([
		['listed', other(2)],
	]);
});

test('takes up what is due, unknown but listed, or written before its report was complete', () => {
	const due = {
		...done,
		key: other(3),
		sessionId: other(3),
		state: 'received',
		attempts: 1,
		lastError: 'x',
	};
	const unknown = {
		...done,
		key: other(4),
		sessionId: other(4),
		state: 'quarantined',
		reason: 'x',
		updatedAt: ago(9),
	};
	const early = { ...done, key: other(5), sessionId: other(5), endedAt: null };
	const listed = [other(3), other(4), other(5)];
	expect(whys([due, unknown, early], listed)).toEqual([
		['listed', other(4)],
		['listed', other(5)],
		['due', other(3)],
	]);
	expect(whys([{ ...unknown, reason: 'gave-up' }], listed.slice(1, 2))).toEqual([]);
});

test("a sweep leaves another appliance's rows alone, unless its own lists the session", () => {
	const foreign = {
		...done,
		applianceId: 'B',
		state: 'received',
		linkKind: null,
		attempts: 1,
		lastError: 'x',
		updatedAt: ago(99),
	};
	expect(whys([foreign])).toEqual([]);
	expect(find([foreign], [ID]).sessions).toMatchObject([{ why: 'listed', applianceId: 'A' }]);
});

test('the first success ends the pauses of an outage for all', () => {
	const waiting = {
		...done,
		key: other(6),
		sessionId: other(6),
		state: 'received',
		outages: 9,
		lastError: 'x',
		updatedAt: ago(6),
	};
	expect(whys([waiting])).toEqual([]);
	expect(whys([waiting, done])).toEqual([['due', other(6)]]);
});

test('once a day looks again at what is on its ticket since less than 36 hours', () => {
	const last = { ...swept, lookedBackAt: ago(25 * HOUR) };
	const old = { ...done, key: other(7), sessionId: other(7), endedAt: ago(37 * HOUR) };
	expect(whys([done, old], [], last)).toEqual([['recheck', ID]]);
	expect(whys([done, old])).toEqual([]);
});

test('a sweep that was cut begins where it began', () => {
	const many = Array.from({ length: MOST_SESSIONS + 1 }, (_, index) => other(index + 10));
	const found = find([], many);
	expect([found.sessions.length, found.cut, found.sweep.sweptTo]).toEqual([
		MOST_SESSIONS,
		true,
		ago(5),
	]);
});

test('a sweep whose appliance could not be asked routes what is due and moves nothing', () => {
	const waiting = { ...done, state: 'received', lastError: 'x', updatedAt: ago(99) };
	const last = { ...swept, lookedBackAt: ago(HOUR) };
	const found = findMissing({
		...{ last, listed: [], rows: [waiting], applianceId: null, settings, now: NOW },
		period: periodOf(last, settings, NOW),
		failure: 'It is down.',
	});
	expect(found.sessions).toMatchObject([{ why: 'due' }]);
	expect(found.sweep).toEqual({
		sweptTo: swept.sweptTo,
		lookedBackAt: ago(HOUR),
		lastError: 'It is down.',
	});
});

test('a sweep that could not look says why and moves nothing', () => {
	expect(sweepFailed(new Error('It is down.'))).toEqual({ lastError: 'It is down.' });
	expect(sweepFailed(undefined).lastError).not.toBe('');
});

test('old rows go after keepDays, but never what the look back asks for, and with 0 none', () => {
	expect(keepUntil(settings, NOW)).toBe(ago(-90 * 24 * HOUR));
	expect(keepUntil({ ...settings, keepDays: 1 }, NOW)).toBe(ago(-72 * HOUR));
	expect(keepUntil({ ...settings, keepDays: 0 }, NOW)).toBeNull();
});
