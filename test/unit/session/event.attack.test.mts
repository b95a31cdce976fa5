import fc from 'fast-check';

import { eventFromBody } from '../../../nodes/shared/session/event';
import { runs } from '../runs.mts';

const ID = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const options = { linkKey: 'key', receivedAt: 1770110760000 };
const end = {
	event: 'support_conference_end',
	lsid: ID,
	timestamp: '1770110702',
	appliance_id: 'a',
};

const read = (body: unknown) => eventFromBody(body, options);

describe('a hostile event', () => {
	test.each([
		['no body', undefined, 'The event has no body.'],
		['null', null, 'The event has no body.'],
		['an empty text', '', 'The event has no body.'],
		['a number', 42, 'The event has no body.'],
		['broken JSON', '{"event":', 'The body looks like JSON but cannot be read as JSON.'],
		['a list', [end], 'The body is a list; only its first entry was read.'],
		[
			'no event',
			{ lsid: ID },
			'The event does not say what happened: the field "event" is missing.',
		],
		[
			'no session',
			{ event: end.event },
			'The event does not say which session it is about: the field "lsid" is missing.',
		],
		[
			'a session ID that is none',
			{ ...end, lsid: "1' or 1=1" },
			'The event has no usable session ID: the field "lsid" is not 32 hexadecimal digits.',
		],
		[
			'an unknown event',
			{ ...end, event: 'constructor' },
			'This version does not know this kind of event (field "event").',
		],
		[
			'repeated fields',
			{ ...end, lsid: [ID, 'x'] },
			'The field "lsid" came 2 times. The first value was used.',
		],
		['a nested field', { ...end, note: { a: 1 } }, 'The field "note" holds more than text.'],
		[
			'a value too long',
			{ ...end, note: 'x'.repeat(5000) },
			'The field "note" is too long: 4096 characters were kept.',
		],
		['files', { data: end, files: { a: {} } }, 'The body came with files, which were left out.'],
	])('with %s is told in a sentence', (_, body, problem) => {
		expect(read(body).problems).toContain(problem);
	});

	test('keeps what it said where its session ID is none', () => {
		const event = read({ ...end, lsid: 'nonsense' });
		expect(event).toMatchObject({
			sessionId: null,
			event: 'sessionEnded',
			raw: { lsid: 'nonsense' },
		});
	});

	test('takes the first of repeated fields', () => {
		expect(read({ ...end, lsid: [ID, 'f'.repeat(32)] }).sessionId).toBe(ID);
	});

	test('with 1,000 fields keeps the known ones and 200 in all', () => {
		const many = Object.fromEntries(
			Array.from({ length: 1000 }, (_, index) => [`field_${index}`, 'x']),
		);
		const event = read({ ...many, ...end });
		expect(event).toMatchObject({ sessionId: ID, event: 'sessionEnded' });
		expect(Object.keys(event.customFields)).toHaveLength(196);
		expect(event.raw).toMatchObject({ lsid: ID, event: 'support_conference_end' });
		expect(event.problems).toEqual(['The event has too many fields: 804 of them were left out.']);
	});

	test('with a million fields is read in time', () => {
		const many = Object.fromEntries(
			Array.from({ length: 1_000_000 }, (_, index) => [`f${index}`, ['x', 'y']]),
		);
		expect(read(many).problems.length).toBeLessThan(30);
	});

	test('keeps at most 2 kB of it raw, the appliance’s own fields first', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.string(), fc.string({ maxLength: 5_000 }), { maxKeys: 8 }),
				(others) => {
					const { raw } = read({ ...others, ...end });
					expect(Buffer.byteLength(JSON.stringify(raw), 'utf8')).toBeLessThanOrEqual(2_048);
					expect(raw.lsid).toBe(end.lsid);
				},
			),
			{ numRuns: Math.min(runs.numRuns, 1_000) },
		);
	});

	test('cuts long names', () => {
		const [name] = Object.keys(read({ ['n'.repeat(500)]: 'x' }).raw);
		expect(name).toHaveLength(128);
	});

	test('with a field named __proto__ changes no object', () => {
		const body = JSON.parse('{"__proto__":{"polluted":"yes"},"constructor":"x"}') as unknown;
		const event = read(body);
		expect(Object.keys(event.customFields)).toEqual(['__proto__', 'constructor']);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect((event.customFields as Record<string, unknown>).polluted).toBeUndefined();
	});

	test('that defends itself against being read is told', () => {
		const trap = new Proxy(
			{},
			{
				ownKeys: () => {
					throw new Error('no');
				},
			},
		);
		expect(read(trap).problems).toContain('The body cannot be read to the end.');
		const cyclic: Record<string, unknown> = { ...end };
		cyclic.self = cyclic;
		expect(read(cyclic)).toMatchObject({ sessionId: ID });
	});

	test('cannot make the key of another event by colons', () => {
		const one = read({ ...end, appliance_id: 'a', timestamp: '1:2' });
		const other = read({ ...end, appliance_id: 'a', timestamp: '1', type: '2' });
		expect(one.eventKey).not.toBe(other.eventKey);
	});

	test('of any kind never throws, and gives text that is safe to store', () => {
		const known = fc.constantFrom(
			'event',
			'lsid',
			'timestamp',
			'external_key',
			'type',
			'__proto__',
			'data',
		);
		const body = fc.oneof(
			fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
			fc.dictionary(fc.oneof(known, fc.string({ unit: 'binary' })), fc.anything()),
			fc.string({ unit: 'binary' }),
		);
		fc.assert(
			fc.property(body, (hostile) => {
				const event = read(hostile);
				expect(Object.values(event.raw).every((value) => typeof value === 'string')).toBe(true);
				expect(JSON.stringify(event)).not.toContain('\\u0000');
				expect(event.sessionId ?? ID).toMatch(/^[0-9a-f]{32}$/);
				if (event.event === null || event.sessionId === null)
					expect(event.problems).not.toEqual([]);
			}),
			runs,
		);
	});
});
