import { digest, type ToDigest } from '../../../nodes/shared/ledger/digest';
import { DEFAULTS } from '../../../nodes/shared/ledger/settingsTable';

const NOW = Date.parse('2026-03-03T08:00:00.000Z'); // A Tuesday.
const MINUTE = 60_000;
const ago = (minutes: number) => new Date(NOW - minutes * MINUTE).toISOString();

let made = 0;
const row = (more: Record<string, unknown> = {}) => ({
	key: `session-${++made}`,
	state: 'unlinked',
	customer: 'Mina Castell',
	representative: 'Alex Morgan',
	startedAt: '2026-03-02T08:00:00.000Z',
	endedAt: '2026-03-02T08:20:00.000Z',
	createdAt: '2026-03-02T08:21:00.000Z',
	updatedAt: '2026-03-02T08:21:00.000Z',
	raw: '{"event":"support_conference_end"}',
	...more,
});
const swept = (more: Record<string, unknown> = {}) =>
	row({ raw: '{"foundBy":"sweep","why":"listed"}', ...more });
const sweep = (more: Record<string, unknown> = {}) => ({
	key: 'workflow',
	sweptTo: ago(4),
	lastError: null,
	updatedAt: ago(4),
	...more,
});

const told = ({ settings, ...more }: Partial<ToDigest> = {}) =>
	digest({
		open: [],
		failed: [],
		latest: [row()],
		sweeps: [sweep()],
		now: NOW,
		timezone: 'UTC',
		...more,
		settings: { ...DEFAULTS, ...settings },
	});

test('has nothing to say of an empty ledger, on any day', () => {
	const empty = { open: [{}], latest: [{}], failed: [{}], sweeps: [{}] };
	for (const allIsWellOn of ['Tuesday', 'never'] as const) {
		const settings = { ...DEFAULTS, allIsWellOn };
		expect(told({ ...empty, settings })).toMatchObject({ worthSending: false, alarms: [] });
	}
});

test('says once a week that all is well', () => {
	const on = (allIsWellOn: 'Tuesday' | 'Monday', timezone = 'UTC') =>
		told({ timezone, settings: { ...DEFAULTS, allIsWellOn } });
	expect(on('Monday').worthSending).toBe(false);
	expect(on('Tuesday')).toMatchObject({
		worthSending: true,
		subject: 'Remote sessions: all is well',
	});
	expect(on('Tuesday').text).toMatch(/^All is well: no session is waiting for a ticket/);
	// It is still Monday at 08:00 UTC west of the date line.
	expect(on('Monday', 'Pacific/Pago_Pago').worthSending).toBe(true);
});

test('counts what waits, by technician and customer, the largest group first', () => {
	const message = told({
		open: [
			...Array.from({ length: 13 }, (_, index) =>
				row({ customer: `Customer ${index}`, representative: 'Robin Keller' }),
			),
			row({ startedAt: '2026-02-20T08:00:00.000Z', suggestion: '1201 (0.80)' }),
			row({ state: 'chatted' }),
		],
		failed: [
			row({ state: 'quarantined', reason: 'gave-up' }),
			row({ state: 'received', lastError: 'HaloPSA answered with HTTP 503.' }),
			row({ state: 'received', lastError: null }),
		],
		settings: { ...DEFAULTS, linkFormUrl: 'https://n8n.example/form/x?a=1&b="2' },
	});
	expect(message).toMatchObject({
		worthSending: true,
		subject: 'Remote sessions: 15 without a ticket, 1 in quarantine, 1 waiting',
		counts: { unlinked: { count: 15, inChats: 1, suggested: 1 }, failed: { count: 1 } },
	});
	const text = message.text.replace(/[\u2068\u2069]/g, '');
	expect(text).toMatch(
		/^15 sessions without a ticket, the oldest since 2026-02-20 08:00 UTC, 11 days ago/,
	);
	expect(text).toContain('1 of them in a chat that has no ticket');
	expect(text).toContain(
		'By technician\n- Robin Keller: 13, the oldest of 2026-03-02\n- Alex Morgan: 2',
	);
	expect(text).toContain('- and 4 more, with 4');
	expect(text).toContain('- HaloPSA answered with HTTP 503.: 1');
	expect(message.html).toContain('href="https://n8n.example/form/x?a=1&amp;b=&quot;2"');
});

test('links to no address but http and https', () => {
	const settings = { ...DEFAULTS, linkFormUrl: 'javascript:alert(1)' };
	expect(told({ open: [row()], settings }).html).not.toContain('href');
});

test('counts what was read and says that there are more', () => {
	const open = Array.from({ length: 5001 }, (_, index) =>
		row({ customer: `Customer ${index % 40}` }),
	);
	const message = told({ open });
	expect(message.subject).toBe('Remote sessions: more than 5000 without a ticket');
	expect(message.counts.unlinked).toMatchObject({ count: 5000, more: true });
});

describe('Events', () => {
	const quiet = {
		latest: [
			swept({ endedAt: ago(10) }),
			swept({ endedAt: ago(300), createdAt: ago(299) }),
			row({ createdAt: ago(60), endedAt: ago(70) }),
		],
	};

	test('that no longer come are an alarm in the subject, once sessions end without', () => {
		const message = told(quiet);
		expect(message.counts).toMatchObject({ swept: 1, lastEvent: ago(60), lastSession: ago(10) });
		expect(message.subject).toBe('Remote sessions: NO EVENTS from the appliance');
		expect(message.text).toMatch(
			/^No event has come from the appliance since 2026-03-03 07:00 UTC, but 1 session ended/,
		);
		expect(message.worthSending).toBe(true);
	});

	test('may be missing as often as the settings say', () => {
		for (const silentSessions of [0, 2]) {
			expect(told({ ...quiet, settings: { ...DEFAULTS, silentSessions } }).alarms).toEqual([]);
		}
	});

	test('that never came are told of as such', () => {
		expect(told({ latest: [swept()] }).text).toMatch(
			/^No event has come from the appliance so far/,
		);
	});

	test('are not what a person chose', () => {
		const latest = [
			row({ raw: '{"chosenBy":"Alex"}', createdAt: ago(1) }),
			row({ createdAt: ago(90) }),
		];
		expect(told({ latest }).counts.lastEvent).toBe(ago(90));
	});
});

describe('The sweep', () => {
	test.each([
		['has never run', [], /No sweep has run yet/],
		[
			'has stopped',
			[sweep({ sweptTo: ago(61) })],
			/has not looked for missed sessions since 2026-03-03 06:59 UTC/,
		],
		['has no time', [sweep({ sweptTo: null })], /has not looked for missed sessions yet/],
		[
			'fails',
			[sweep({ lastError: 'The host was not found.' })],
			/^The sweep fails: The host was not found\./,
		],
		[
			'is in the future',
			[sweep({ sweptTo: ago(-16) })],
			/time in the future: 2026-03-03 08:16 UTC/,
		],
		[
			'was written by a clock in the future',
			[sweep({ updatedAt: new Date(NOW + 20 * MINUTE) })],
			/in the future/,
		],
		[
			'has stopped long ago',
			[sweep({ updatedAt: ago(20_000), sweptTo: ago(20_000) })],
			/has not looked/,
		],
	])('that %s is an alarm in the subject', (_what, sweeps, sentence) => {
		const message = told({ sweeps });
		expect(message.subject).toBe('Remote sessions: THE SWEEP does not work');
		expect(message.alarms).toEqual([expect.stringMatching(sentence)]);
		expect(message.worthSending).toBe(true);
	});

	test('of a workflow that was deleted long ago alarms nobody', () => {
		const gone = sweep({ key: 'old', sweptTo: ago(20_000), updatedAt: ago(20_000) });
		expect(told({ sweeps: [gone, sweep()] }).alarms).toEqual([]);
	});

	test('of a second appliance that stopped is told of', () => {
		const second = sweep({ key: 'second', sweptTo: ago(600), updatedAt: ago(600) });
		expect(told({ sweeps: [sweep(), second] }).alarms).toHaveLength(1);
	});
});
