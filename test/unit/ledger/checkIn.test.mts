import fc from 'fast-check';

import { MOST_RAW, rawOf, type Swept } from '../../../nodes/shared/ledger/arrival';
import { checkIn } from '../../../nodes/shared/ledger/checkIn';
import { isDue, isTired, pauseAfter } from '../../../nodes/shared/ledger/due';
import { FREE, lockFor } from '../../../nodes/shared/ledger/lock';
import { rowFrom } from '../../../nodes/shared/ledger/row';
import { runs } from '../runs.mts';
import { ago, event, ID, MINUTE, NOW, settings } from './ended.mts';

const row = (more: object = {}) => ({
	key: ID,
	sessionId: ID,
	applianceId: 'A',
	state: 'received',
	attempts: 1,
	claim: 1,
	lastError: 'The desk is down.',
	createdAt: ago(1000),
	updatedAt: ago(1),
	...more,
});
const typed = (more: object = {}) => rowFrom(row(more)) as NonNullable<ReturnType<typeof rowFrom>>;
const onTicket = {
	linkKind: 'ticket',
	linkId: '1201',
	noteHash: 'h',
	endedAt: ago(10),
	lastError: null,
};
const survey = event({ event: 'support_conference_customer_exit_survey_completed' });
const swept = (why: 'listed' | 'due' | 'recheck') => ({ why, sessionId: ID, applianceId: 'A' });
const person = {
	why: 'person',
	sessionId: ID,
	linkSystem: 'halo',
	ticketId: '7',
	by: 'Ada',
} as const;

test('the key is the session, whatever appliance an event names', () => {
	const keys = ['A', 'B', ''].map(
		(id) => checkIn(event({ appliance_id: id }), null, settings, NOW).key,
	);
	expect(keys).toEqual([ID, ID, ID]);
});

test('a session nobody has seen gets a row that claims nothing, and a claim on it', () => {
	const { todo, claim, first, row: change } = checkIn(event(), {}, settings, NOW);
	expect({ todo, claim }).toEqual({
		todo: 'work',
		claim: { key: ID, claim: 0, claimIs: 'isEmpty', state: null, stateIs: 'isEmpty' },
	});
	expect(first).toEqual({ key: ID, sessionId: ID, applianceId: 'A', raw: expect.any(String) });
	expect(change).toMatchObject({ state: 'received', attempts: 1, claim: 1, lastError: null });
});

test.each([
	['an event waits for no pause', event(), {}, 'work'],
	['an event for what is in hands', event(), { lastError: null }, 'nothing'],
	['what a crash left', event(), { lastError: null, updatedAt: ago(16) }, 'work'],
	['an event for what is done', event(), { ...onTicket, state: 'written' }, 'nothing'],
	['a survey for what is on its ticket', survey, { ...onTicket, state: 'written' }, 'work'],
	['a survey for what is on no ticket', survey, { state: 'unlinked' }, 'nothing'],
	['what is due', swept('due'), { updatedAt: ago(5) }, 'work'],
	['what is not due yet', swept('due'), { updatedAt: ago(4) }, 'nothing'],
	[
		'what is tired',
		swept('due'),
		{ attempts: 12, createdAt: ago(5000), updatedAt: ago(180) },
		'setAside',
	],
	['an event for what is tired', event(), { attempts: 12, createdAt: ago(5000) }, 'work'],
	['the end of an outage, which the sweep knows', swept('due'), { outages: 3 }, 'work'],
	[
		'what is unknown, but listed',
		swept('listed'),
		{ state: 'quarantined', reason: 'x', updatedAt: ago(6) },
		'work',
	],
	[
		'what was given up, and is listed',
		swept('listed'),
		{ state: 'quarantined', reason: 'gave-up', updatedAt: ago(600) },
		'nothing',
	],
	[
		'what was written before its report was complete',
		swept('listed'),
		{ ...onTicket, endedAt: null, state: 'written' },
		'work',
	],
	[
		'a look back on what is on its ticket',
		swept('recheck'),
		{ ...onTicket, state: 'linked' },
		'work',
	],
	['a person who links what is unlinked', person, { state: 'unlinked' }, 'work'],
	['a person, while a run is at it', person, { lastError: null }, 'nothing'],
	[
		'a person, where a note was begun on another ticket',
		person,
		{ ...onTicket, lastError: 'x' },
		'nothing',
	],
	['a person who links what was set aside', person, { state: 'quarantined' }, 'work'],
])('says what is to be done: %s', (_name, came, more, todo) => {
	expect(checkIn(came, row(more), settings, NOW).todo).toBe(todo);
});

test('an empty item is nothing to do', () => {
	expect(checkIn({} as Swept, null, settings, NOW)).toMatchObject({ todo: 'nothing', row: null });
});

test('a claim asks for the cells as they are, empty ones as empty', () => {
	const asked = (more: object) => checkIn(event(), row(more), settings, NOW).claim;
	expect(asked({})).toEqual({
		key: ID,
		claim: 1,
		claimIs: 'eq',
		state: 'received',
		stateIs: 'eq',
	});
	expect(asked({ claim: null, state: '' })).toMatchObject({
		claimIs: 'isEmpty',
		stateIs: 'isEmpty',
	});
	expect(asked({ claim: 0, state: 'Retry please' })).toMatchObject({
		claim: 0,
		claimIs: 'eq',
		state: 'Retry please',
	});
});

test('giving up keeps the last error and says why', () => {
	const { row: change } = checkIn(
		swept('due'),
		row({ attempts: 12, createdAt: ago(5000), updatedAt: ago(180) }),
		settings,
		NOW,
	);
	expect(change).toMatchObject({
		state: 'quarantined',
		reason: 'gave-up',
		attempts: 0,
		outages: 0,
		lastError: 'The desk is down.',
	});
});

test('junk is set aside once for the same content, with what is wrong and at most 2 kB of it', () => {
	const junk = event({ lsid: '', external_key: 'x'.repeat(4000) });
	const { todo, key, claim, first, row: change } = checkIn(junk, null, settings, NOW);
	expect([todo, claim?.stateIs, change?.state]).toEqual(['setAside', 'isEmpty', 'quarantined']);
	expect(change?.reason).toMatch(/does not say which session it is about/);
	expect(Buffer.byteLength(first?.raw ?? '')).toBeLessThanOrEqual(2048);
	expect(checkIn(junk, { ...row(), key, state: 'quarantined' }, settings, NOW).todo).toBe(
		'nothing',
	);
	expect(checkIn(junk, { ...row(), key }, settings, NOW).todo).toBe('setAside');
});

test('what a row keeps of anything is JSON of 2 kB at most', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.json({ maxDepth: 3 }), fc.string({ unit: 'binary', maxLength: 5000 })),
			(value) => {
				const raw = rawOf(value);
				expect(Buffer.byteLength(raw)).toBeLessThanOrEqual(MOST_RAW);
				JSON.parse(raw);
			},
		),
		runs,
	);
	expect(Buffer.byteLength(rawOf('\u0001'.repeat(9000)))).toBeLessThanOrEqual(MOST_RAW);
	expect(Buffer.byteLength(rawOf('"\\'.repeat(9000)))).toBeLessThanOrEqual(MOST_RAW);
});

test('pauses double up to three hours, those of an outage up to half an hour', () => {
	expect([1, 2, 3, 6, 7, 1000].map((attempts) => pauseAfter(attempts, settings))).toEqual([
		5, 10, 20, 160, 180, 180,
	]);
	const waits = (more: object, minutes: number) =>
		isDue(typed({ ...more, updatedAt: ago(minutes) }), settings, NOW);
	expect([29.9, 30].map((minutes) => waits({ outages: 50, attempts: 0 }, minutes))).toEqual([
		false,
		true,
	]);
});

test("the first success of any session ends an outage's pauses, and no others", () => {
	const outage = typed({ outages: 5, updatedAt: ago(2) });
	const times = [null, NOW - 3 * MINUTE, NOW - MINUTE, NOW + 90 * MINUTE];
	expect(times.map((time) => isDue(outage, settings, NOW, time))).toEqual([
		false,
		false,
		true,
		true,
	]);
	expect(isDue(typed({ updatedAt: ago(2) }), settings, NOW, NOW - MINUTE)).toBe(false);
});

test('a row that a wrong clock dated into the future is due', () => {
	expect(isDue(typed({ lastError: null, updatedAt: ago(-10_000) }), settings, NOW)).toBe(true);
	expect(isDue(typed({ lastError: null, updatedAt: ago(-5) }), settings, NOW)).toBe(false);
});

test('repeated events cannot make a session give up early', () => {
	expect(isTired(typed({ attempts: 500, createdAt: ago(60) }), settings, NOW)).toBe(false);
	expect(isTired(typed({ attempts: 12, createdAt: ago(5000) }), settings, NOW)).toBe(true);
});

test('a lock is of the key, for a lease that ends before others give up waiting, and is told by its holder when free', () => {
	const { key, now, until, free } = lockFor(ID, NOW);
	expect(key).toMatch(/^lock-(0\d|[1-5]\d|6[0-3])$/);
	expect(lockFor(ID, NOW + MINUTE).key).toBe(key);
	expect([now, until]).toEqual([ago(0), ago(-0.25)]);
	expect(free).toBe(FREE);
	expect(free < now).toBe(true);
});

test('reads rows as both stores give them, and as people edit them', () => {
	expect(rowFrom({})).toBeNull();
	const read = rowFrom({
		key: ID,
		state: ' Received',
		attempts: null,
		updatedAt: new Date(NOW),
		endedAt: 'soon',
		claim: '2',
	});
	expect(read).toMatchObject({
		state: 'received',
		attempts: 0,
		updatedAt: ago(0),
		endedAt: null,
		claim: 2,
	});
	expect(rowFrom({ key: ID, state: 'retry please' })?.state).toBe('received');
});
