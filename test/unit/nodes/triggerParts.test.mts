import { forget, remember } from '../../../nodes/BeyondTrustTrigger/remember';
import { isToken, tokenDigest } from '../../../nodes/BeyondTrustTrigger/token';
import { isWanted } from '../../../nodes/BeyondTrustTrigger/wanted';
import { eventFromBody } from '../../../nodes/shared/session/event';

describe('The token of the trigger', () => {
	const expected = tokenDigest('a-long-enough-token');

	it.each([
		['the same text', 'a-long-enough-token', true],
		['another text', 'a-long-enough-tokem', false],
		['its beginning', 'a-long-enough', false],
		['nothing', '', false],
		['a list', ['a-long-enough-token'], false],
		['undefined', undefined, false],
	])('is compared with %s', (_what, given, same) => {
		expect(isToken(given, expected)).toBe(same);
	});

	it('opens nothing when it is too short or none', () => {
		for (const token of ['short', '', undefined, null, 5]) {
			expect(isToken(token, tokenDigest(token))).toBe(false);
		}
	});
});

describe('What the trigger remembers', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	it('is read once a minute, not once an event', async () => {
		const read = jest.fn(async () => 'value');
		for (let time = 0; time < 10; time++) expect(await remember('minute', read)).toBe('value');
		expect(read).toHaveBeenCalledTimes(1);
		jest.advanceTimersByTime(60_001);
		await remember('minute', read);
		expect(read).toHaveBeenCalledTimes(2);
	});

	it('can be read again at once when it proves to be wrong, but not by a flood', async () => {
		const read = jest.fn(async () => 'value');
		await remember('flood', read);
		expect(forget('flood')).toBe(false);
		jest.advanceTimersByTime(1_001);
		expect(forget('flood')).toBe(true);
		await remember('flood', read);
		for (let time = 0; time < 100; time++) expect(forget('flood')).toBe(false);
		expect(read).toHaveBeenCalledTimes(2);
	});

	it('does not hold a failure', async () => {
		await expect(
			remember('failing', async () => await Promise.reject(new Error('no'))),
		).rejects.toThrow('no');
		expect(await remember('failing', async () => 'value')).toBe('value');
	});
});

describe('An event is wanted', () => {
	const event = (fields: Record<string, string> = {}) =>
		eventFromBody(
			{
				event: 'support_conference_end',
				appliance_id: 'ABC',
				lsid: 'a'.repeat(32),
				timestamp: '1770110702',
				...fields,
			},
			{ linkKey: 'key', receivedAt: 1 },
		);
	const filter = { events: ['sessionEnded'], applianceIds: [], onlySignedLinks: false };

	it.each([
		['of the chosen kind', {}, {}, true],
		['of another kind', { event: 'support_conference_begin' }, {}, false],
		['of an unknown kind', { event: 'something_else' }, {}, false],
		['of a chosen appliance, whatever its case', {}, { applianceIds: ['abc'] }, true],
		['of another appliance', {}, { applianceIds: ['def'] }, false],
		[
			'of no named appliance, which no filter can judge',
			{ appliance_id: '' },
			{ applianceIds: ['def'] },
			true,
		],
		['unsigned where only signed links count', {}, { onlySignedLinks: true }, false],
		[
			'without a session, so that it can be put aside',
			{ lsid: '' },
			{ onlySignedLinks: true },
			true,
		],
		['without a kind, so that it can be put aside', { event: '' }, {}, true],
	])('%s', (_what, fields, changes, wanted) => {
		expect(isWanted(event(fields), { ...filter, ...changes })).toBe(wanted);
	});
});
