import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const DAY = 86_400;
const now = () => Math.floor(Date.now() / 1_000);
const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();
const getAll = (parameters: object = {}) => ({
	resource: 'session',
	operation: 'getAll',
	returnAll: true,
	options: {},
	...parameters,
});
const run = async (parameters: object, options: object = {}) =>
	await runNode({ parameters: getAll(parameters) as never, store: appliance.store(), ...options });
const idsOf = (output: Array<{ json: object }>) =>
	output.map(({ json }) => (json as { sessionId: string }).sessionId);

/** An ended session of the past. */
function ended(endedAt: number, length = 60): string {
	const lsid = appliance.control.startSession({ startedAt: endedAt - length, notify: false });
	appliance.control.chat(lsid, 'customer', 'Hello', { at: endedAt - 1 });
	appliance.control.end(lsid, { endedAt, notify: false });
	return lsid;
}

describe('Session: Get Many', () => {
	it.each(['oldest-first', 'newest-first'] as const)(
		'gives the sessions that ended in a period, oldest first (reports %s)',
		async (reportOrder) => {
			appliance.control.setOptions({ reportOrder });
			const start = now() - 10 * DAY;
			const wanted = [0, 5, 3, 1].map((days) => ({ days, lsid: ended(start + days * DAY) }));
			ended(start - 1);
			ended(start + 5 * DAY + 1);
			appliance.control.startSession({ startedAt: start + DAY });
			const output = await run({ from: iso(start), to: iso(start + 5 * DAY) });
			const expected = wanted.sort((a, b) => a.days - b.days).map(({ lsid }) => lsid);
			expect(idsOf(output)).toEqual(expected);
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(expected.map(() => ({ item: 0 })));
			expect(output[0].json).toMatchObject({ state: 'ended', complete: true });
			expect((output[0].json.transcript as unknown[]).length).toBe(1);
		},
	);

	it('finds by their begin also those that run or ended abnormally', async () => {
		const start = now() - 2 * DAY;
		const running = appliance.control.startSession({ startedAt: now() - 60 });
		const abnormal = appliance.control.startSession({ startedAt: start });
		appliance.control.endAbnormally(abnormal, { endedAt: start + 60 });
		const over = ended(start + 4_000, 100);
		const output = await run({ period: 'startedSince', from: iso(start) });
		expect(output.map(({ json }) => [json.sessionId, json.state])).toEqual([
			[abnormal, 'abnormal'],
			[over, 'ended'],
			[running, 'running'],
		]);
	});

	it('leaves out what is long in a summary, and adds events when asked', async () => {
		ended(now() - 60);
		const [{ json }] = await run({
			from: iso(now() - DAY),
			options: { details: 'summary', includeEvents: true },
		});
		for (const long of ['transcript', 'notes', 'files', 'systemInformation']) {
			expect(json).not.toHaveProperty(long);
		}
		expect(json).toMatchObject({
			customer: { name: 'Jamie Rivera' },
			counts: expect.any(Object),
			urls: expect.any(Object),
		});
		expect((json.events as unknown[]).length).toBeGreaterThan(3);
	});

	it('stops at the limit, having asked for no more than it needed', async () => {
		const start = now() - 300 * DAY;
		const ids = Array.from({ length: 30 }, (_, n) => ended(start + n * 10 * DAY));
		const output = await run({ from: iso(start), returnAll: false, limit: 2 });
		expect(idsOf(output)).toEqual(ids.slice(0, 2));
		expect(appliance.asked('SupportSession')).toBeLessThan(4);
	});

	it('goes through ten years in a few requests', async () => {
		const start = now() - 3_650 * DAY;
		const ids = [ended(start + 7), ended(start + 1_000 * DAY), ended(now() - 5)];
		expect(idsOf(await run({ from: iso(start) }))).toEqual(ids);
		expect(appliance.asked('SupportSession')).toBeLessThan(60);
	});

	it('gives each of a thousand sessions once, also those that end in the same second', async () => {
		const start = now() - 3 * DAY;
		const ids = Array.from({ length: 1_000 }, (_, n) => ended(start + Math.floor(n / 4) * 900));
		const output = await run({ from: iso(start), options: { details: 'summary' } });
		expect(new Set(idsOf(output))).toEqual(new Set(ids));
		expect(output).toHaveLength(1_000);
		const ends = output.map(({ json }) => json.endedAt as string);
		expect([...ends].sort()).toEqual(ends);
	});

	it('reads the sessions of a window one by one whose answer is too large, and is not stopped by one', async () => {
		const start = now() - DAY;
		const sizes = [22, 45, 22, 0];
		const ids = sizes.map((megabytes, index) => {
			const lsid = ended(start + index * 20_000);
			appliance.control.bigReport(lsid, megabytes);
			return lsid;
		});
		const output = await run({ from: iso(start), options: { details: 'summary' } });
		expect(idsOf(output)).toEqual(ids);
		expect(output.map(({ json }) => [json.complete, json.durationSeconds])).toEqual(
			ids.map(() => [true, 60]),
		);
		expect(appliance.asked('SupportSessionListing')).toBe(1);
	}, 180_000);

	it('begins a window again that broke off, without giving anything twice', async () => {
		const ids = [ended(now() - 300), ended(now() - 200)];
		appliance.control.fault({ kind: 'cut', match: 'generate_report=SupportSession', times: 1 });
		expect(idsOf(await run({ from: iso(now() - 3_600) }))).toEqual(ids);
	});

	it('gives nothing, and no error, for a quiet period', async () => {
		expect(await run({ from: iso(now() - 3_600) })).toEqual([]);
	});

	it('stops between two windows when the execution is stopped', async () => {
		appliance.control.slow(100);
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 250);
		const failure = await failureOf(
			run({ from: iso(now() - 3_650 * DAY) }, { abortSignal: stop.signal }),
		);
		expect(failure.message).toBe('The execution was stopped.');
		expect(appliance.asked('SupportSession')).toBeLessThan(8);
	});

	it('takes times without an offset in the time zone of the workflow, numbers and luxon times too', async () => {
		const at = Math.floor(Date.parse('2026-02-03T10:00:00Z') / 1_000);
		const lsid = ended(at);
		for (const [from, to] of [
			['2026-02-03T10:00:00', '2026-02-03T10:00:00'],
			['2026-02-03 09:59:59', '2026-02-03T11:00:00+01:00'],
			[at, `${at * 1_000}`],
			['={{ DateTime.fromSeconds(1770112800) }}', '={{ DateTime.fromSeconds(1770112800) }}'],
		]) {
			expect(idsOf(await run({ from, to }))).toEqual([lsid]);
		}
	});

	it.each([
		['no begin', { from: '' }, "'From': Nothing was entered."],
		['a begin that is no time', { from: 'yesterday' }, "'From': This is not a date and time."],
		['a day that does not exist', { from: '2026-02-30' }, "'From': This is not a date and time."],
		[
			'an end that is no time',
			{ from: '2026-02-03', to: '31.12.' },
			"'To': This is not a date and time.",
		],
		[
			'a begin after the end',
			{ from: '2026-02-04', to: '2026-02-03' },
			"'From': It is later than 'To', so the period is empty.",
		],
		['a begin in the future', { from: iso(now() + DAY) }, "'From': It is in the future."],
		[
			'an unknown kind of period',
			{ period: 'lunar', from: '2026-02-03' },
			"'Period': 'lunar' is not a kind of period.",
		],
		[
			'a limit of nothing',
			{ from: '2026-02-03', returnAll: false, limit: 0 },
			"'Limit': It must be a number, at least 1.",
		],
	])('refuses %s', async (_what, parameters, message) => {
		const failure = await failureOf(run(parameters));
		expect(failure.message).toBe(message);
		expect(failure.description).not.toBe('');
		expect(appliance.asked('SupportSession')).toBe(0);
	});

	it('names the missing right', async () => {
		const failure = await failureOf(
			runNode({
				parameters: getAll({ from: iso(now() - DAY) }) as never,
				store: appliance.store({}, { perm_reporting_support: false }),
			}),
		);
		expect(failure.message).toMatch(/^The API account lacks the permission 'Reporting API: /);
	});
});

describe('Session: Get', () => {
	it('gives of a session whose report is too large what there is room for, without waiting for more', async () => {
		const sessionId = ended(now() - 60);
		appliance.control.bigReport(sessionId, 45);
		const [{ json }] = await runNode({
			parameters: {
				resource: 'session',
				operation: 'get',
				sessionId,
				options: { waitUntilComplete: true },
			},
			store: appliance.store(),
		});
		expect(json).toMatchObject({
			sessionId,
			complete: false,
			state: 'ended',
			durationSeconds: 60,
			customer: { name: 'Jamie Rivera' },
		});
		const transcript = json.transcript as Array<{ from: { type: string }; text: string }>;
		expect(transcript[0].text).toBe('Hello');
		expect(transcript.at(-1)).toMatchObject({
			from: { type: 'system' },
			text: expect.stringMatching(
				/^The report of this session is larger than 40 MB\. \d+ of its entries \(.*\) were not read; you can see them on the appliance itself\.$/,
			),
		});
		expect(JSON.stringify(json).length).toBeLessThan(25_000_000);
		expect(appliance.asked('SupportSession')).toBe(2);
	}, 180_000);

	it('holds one request for a session, whatever its items ask for', async () => {
		const lsid = ended(now() - 60);
		appliance.control.slow(200);
		const run = runNode({
			parameters: {
				resource: 'session',
				operation: 'get',
				sessionId: lsid,
				options: { includeEvents: '={{ $json.events }}' },
			},
			store: appliance.store(),
			items: [{ events: true }, { events: false }, { events: true }],
		});
		const output = await run;
		expect(output.map(({ json }) => 'events' in json)).toEqual([true, false, true]);
		expect(appliance.asked('SupportSession')).toBe(2);
		expect(appliance.control.counters().peakInFlightByLsid[lsid]).toBe(1);
	});
});
