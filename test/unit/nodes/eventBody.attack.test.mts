import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';

import fc from 'fast-check';

import { bodyOf, readBody } from '../../../nodes/BeyondTrustTrigger/body';
import { eventFromBody } from '../../../nodes/shared/session/event';
import { runs as allRuns } from '../runs.mts';

/** A thousand times ten takes longer than it tells. */
const runs = { numRuns: Math.min(allRuns.numRuns, 2_000) };

const FORM = 'application/x-www-form-urlencoded';
const read = async (body: string | Buffer, type = FORM) =>
	await readBody(typeof body === 'string' ? Buffer.from(body) : body, type);

/** n8n's request in front of the node: nothing read yet, and what its own parser would have made of the body. */
const contextOf = (request: object, parsed: unknown = undefined) =>
	({ getRequestObject: () => request, getBodyData: () => parsed }) as never;

describe('the body of an event', () => {
	test('says the same in every charset that can', async () => {
		const latin = fc.string({
			unit: fc
				.integer({ min: 0x20, max: 0xff })
				.filter((code) => code < 0x7f || code > 0x9f)
				.map((code) => String.fromCharCode(code)),
		});
		await fc.assert(
			fc.asyncProperty(
				latin,
				fc.constantFrom('ISO-8859-1', 'windows-1252', 'latin1', '"ISO-8859-1"'),
				async (text, charset) => {
					const bytes = [...Buffer.from(text, 'latin1')].map(
						(byte) => `%${byte.toString(16).padStart(2, '0')}`,
					);
					const form = new URLSearchParams(
						String(await read(`a=${bytes.join('')}`, `${FORM}; charset=${charset}`)),
					);
					expect(form.get('a')).toBe(text);
				},
			),
			runs,
		);
	});

	test('in UTF-8 comes back as it was, whatever charset nobody knows is named', async () => {
		const charset = fc.constantFrom('', 'x', 'utf-99', '"', ';', 'utf-8', 'UTF8');
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary' }), charset, async (text, name) => {
				const sent = new URLSearchParams({ a: text });
				const form = new URLSearchParams(
					String(await read(sent.toString(), `${FORM};charset=${name}`)),
				);
				expect(form.get('a')).toBe(sent.get('a'));
			}),
			runs,
		);
	});

	test('is read in UTF-16, with and without a mark at its beginning', async () => {
		expect(await read(Buffer.from('\ufeffa=ë', 'utf16le'), `${FORM}; charset=utf-16`)).toBe('a=ë');
		expect(await read(Buffer.from('a=ë', 'utf16le'), `${FORM}; charset=UTF-16LE`)).toBe('a=ë');
	});

	test.each(['utf-16', 'utf-16le', 'utf-16be', 'ucs-2'])(
		'that is plain ASCII is read though it names %s',
		async (charset) => {
			for (const lsid of ['0f1e', '0f1e2']) {
				const body = `event=support_conference_end&lsid=${lsid}`;
				const form = new URLSearchParams(String(await read(body, `${FORM}; charset=${charset}`)));
				expect(form.get('lsid')).toBe(lsid);
			}
		},
	);

	test('never throws, whatever bytes and content type come', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array(), fc.string(), async (bytes, type) => {
				await bodyOf(contextOf({ rawBody: Buffer.from(bytes), headers: { 'content-type': type } }));
				await bodyOf(
					contextOf({
						rawBody: Buffer.from(bytes),
						headers: { 'content-type': `multipart/form-data; boundary=${type}` },
					}),
				);
			}),
			runs,
		);
	});

	test('of many megabytes is read as far as 100 kB', async () => {
		const bomb = gunzipSync(gzipSync(Buffer.alloc(20_000_000, 'a')));
		expect(String(await read(bomb)).length).toBeLessThan(100_100);
	});

	test.each(['utf-8', 'shift_jis', 'utf-16', 'gb18030'])(
		'made of what is no text in %s is read like any other',
		async (charset) => {
			const { body, problems } = await bodyOf(
				contextOf({
					rawBody: Buffer.from(`lsid=1&${'%FF&'.repeat(1_000_000)}`),
					headers: { 'content-type': `${FORM}; charset=${charset}` },
				}),
			);
			const form = new URLSearchParams(String(body));
			expect(form.get('lsid')).toBe('1');
			// As many names as were read, none of them lost to the failing ones before.
			expect(form.getAll('ÿ').length).toBe(24_998);
			expect(problems).toEqual([expect.stringMatching(/longer than 100 kB/)]);
		},
	);
});

describe('where n8n has the body', () => {
	test.each<[string, object, unknown]>([
		[
			'read and not parsed',
			{ rawBody: Buffer.from('lsid=1'), headers: { 'content-type': FORM } },
			{},
		],
		[
			'not even read',
			{
				headers: {},
				async readRawBody(this: { rawBody?: Buffer }) {
					this.rawBody = Buffer.from('lsid=1');
				},
			},
			{},
		],
		['kept as text', { rawBody: 'lsid=1', headers: { 'content-type': FORM } }, {}],
		['left in the stream', Object.assign(Readable.from(['lsid', '=1']), { headers: {} }), {}],
		['parsed alone', { headers: {} }, 'lsid=1'],
		[
			'parsed alone, and the stream is at its end',
			Object.assign(Readable.from([]).destroy(), { headers: {} }),
			'lsid=1',
		],
		[
			'parsed, and cannot be read again',
			{ headers: {}, readRawBody: async () => await Promise.reject(new Error('aborted')) },
			'lsid=1',
		],
	])('it is taken when %s', async (_, request, parsed) => {
		const { body } = await bodyOf(contextOf(request, parsed));
		expect(body).toBe('lsid=1');
	});
});

describe('a long body', () => {
	const multipart = (fields: Array<[string, string]>) => {
		const parts = fields.map(
			([name, value]) =>
				`--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
		);
		return {
			rawBody: Buffer.from(`${parts.join('')}--B--\r\n`),
			headers: { 'content-type': 'multipart/form-data; boundary=B' },
		};
	};
	const event: Array<[string, string]> = [
		['event', 'support_conference_end'],
		['lsid', '0f1e2d3c4b5a69788796a5b4c3d2e1f0'],
	];
	const eventOf = async (request: object) => {
		const { body, problems } = await bodyOf(contextOf(request, {}));
		return eventFromBody(body, { linkKey: null, receivedAt: 1, problems });
	};

	test('of multipart is read as far as its last whole field, and told', async () => {
		const { sessionId, customFields, problems } = await eventOf(
			multipart([...event, ['a', 'x'], ['b', 'y'.repeat(2_000_000)], ['c', 'z']]),
		);
		expect(sessionId).toBe(event[1][1]);
		expect(customFields).toEqual({ a: 'x' });
		expect(problems).toEqual(['The body is longer than 100 kB. Only the first part was read.']);
	});

	test('of multipart without a field that is whole is told with what is missing', async () => {
		const { problems } = await eventOf(multipart([['b', 'y'.repeat(2_000_000)], ...event]));
		expect(problems[0]).toMatch(/longer than 100 kB/);
		expect(problems.join(' ')).toMatch(/does not say which session it is about/);
	});

	test('in the stream is not read to its end, and the connection stays', async () => {
		let sent = 0;
		const endless = Readable.from(
			(function* () {
				for (;;) yield `lsid=${'0'.repeat(32)}&n${sent++}=${'x'.repeat(990)}&`;
			})(),
		);
		const { sessionId, problems } = await eventOf(Object.assign(endless, { headers: {} }));
		expect(sessionId).toBe('0'.repeat(32));
		expect(problems[0]).toMatch(/longer than 100 kB/);
		expect(sent).toBeLessThan(500);
		expect(endless.destroyed).toBe(false);
	});

	test('of multipart keeps a field that came twice as two', async () => {
		const { problems } = await eventOf(multipart([...event, ['lsid', 'other']]));
		expect(problems).toEqual(['The field "lsid" came 2 times. The first value was used.']);
	});

	test('that nobody can read is told', async () => {
		const refuse = async () => await Promise.reject(new Error('413'));
		const { problems } = await eventOf({ headers: {}, readRawBody: refuse });
		expect(problems[0]).toBe('The body could not be read as it was sent.');
	});
});
