import { gunzipSync, gzipSync } from 'node:zlib';

import fc from 'fast-check';

import { bodyOf, readBody } from '../../../nodes/BeyondTrustTrigger/body';
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

	test('of many megabytes is read as far as a megabyte', async () => {
		const bomb = gunzipSync(gzipSync(Buffer.alloc(20_000_000, 'a')));
		expect(String(await read(bomb)).length).toBeLessThan(1_000_100);
	});
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
		['parsed alone', { headers: {} }, 'lsid=1'],
		[
			'parsed, and cannot be read again',
			{ headers: {}, readRawBody: async () => await Promise.reject(new Error('aborted')) },
			'lsid=1',
		],
	])('it is taken when %s', async (_, request, parsed) => {
		expect(await bodyOf(contextOf(request, parsed))).toBe('lsid=1');
	});
});
