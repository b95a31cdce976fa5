import { createHmac } from 'node:crypto';

import { InputError } from '../../../nodes/shared/session/errors';
import { deriveLinkKey, formatLink, parseLink } from '../../../nodes/shared/session/link';

const KEY = 'a key of the tests';

/** RFC 4648 by the book: five bits a character. */
function base32(bytes: Buffer): string {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	return (bits.match(/.{5}/g) ?? [])
		.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(five, 2)])
		.join('');
}

describe('formatLink', () => {
	test('signs with the first 12 characters of the base32 of an HMAC-SHA256', () => {
		const signature = base32(createHmac('sha256', KEY).update('ticket:halo:1234').digest()).slice(
			0,
			12,
		);
		expect(formatLink({ kind: 'ticket', system: 'halo', id: '1234' }, KEY)).toBe(
			`ticket:halo:1234~${signature}`,
		);
	});

	test('leaves the signature out without a key', () => {
		expect(formatLink({ kind: 'chat', system: 'slack', id: 'C1:17.4' }, null)).toBe(
			'chat:slack:C1:17.4',
		);
	});

	test.each([
		['System', { kind: 'ticket', system: 'Halo PSA', id: '1' }],
		['System', { kind: 'ticket', system: '', id: '1' }],
		['Ticket or Chat ID', { kind: 'ticket', system: 'halo', id: '' }],
		['Ticket or Chat ID', { kind: 'ticket', system: 'halo', id: '../1' }],
		['Ticket or Chat ID', { kind: 'ticket', system: 'halo', id: '1~2' }],
		['Ticket or Chat ID', { kind: 'ticket', system: 'halo', id: 'x'.repeat(129) }],
		['Link To', { kind: 'custom', system: 'halo', id: '1' }],
	])('names %s where it does not fit the grammar', (field, link) => {
		const format = () => formatLink(link as Parameters<typeof formatLink>[0], KEY);
		expect(format).toThrow(InputError);
		expect(format).toThrow(expect.objectContaining({ field }));
	});
});

describe('parseLink', () => {
	test.each(['1201', '0001201', '#0001201', '1201.', '# 1201', ' #1201, ', '１２０１', '0001201!'])(
		'reads %j as ticket 1201',
		(key) => {
			expect(parseLink(key, KEY)).toEqual({
				kind: 'ticket',
				system: null,
				id: '1201',
				signature: 'absent',
				raw: key,
			});
		},
	);

	test.each([
		'1201.5',
		'1201²',
		'1201⒈',
		'①②',
		'10.0.0.1',
		'2026-02-03',
		'1,201',
		'1201....',
		'Ticket: 1201',
		'[ID:0001201]',
		'+1201',
	])('takes %j for no ticket', (key) => {
		expect(parseLink(key, KEY)).toMatchObject({ kind: 'none', id: null, raw: key });
	});

	test('keeps the zeros of numbers that begin with letters, and of ids that a system is named for', () => {
		expect(parseLink('INC0012345', KEY).id).toBe('INC0012345');
		expect(parseLink('ticket:halo:0012', KEY).id).toBe('0012');
		expect(parseLink('0', KEY).id).toBe('0');
	});

	const signed = formatLink({ kind: 'ticket', system: 'halo', id: '1234' }, KEY);

	test('reads a signed link', () => {
		expect(parseLink(signed, KEY)).toEqual({
			kind: 'ticket',
			system: 'halo',
			id: '1234',
			signature: 'valid',
			raw: signed,
		});
	});

	test.each([
		['white space around it', `  ${signed}\n`],
		['white space around its parts', signed.replaceAll(':', ' : ').replace('~', ' ~ ')],
		['an upper-case kind', signed.replace('ticket', 'TICKET')],
		['an upper-case signature', signed.replace(/~.*/, (part) => part.toUpperCase())],
	])('does not mind %s', (_, key) => {
		expect(parseLink(key, KEY)).toMatchObject({
			kind: 'ticket',
			id: '1234',
			signature: 'valid',
			raw: key,
		});
	});

	test.each([
		['another ticket', signed.replace('1234', '1235')],
		['another system', signed.replace('halo', 'jira')],
		['another kind', signed.replace('ticket', 'chat')],
		['nothing behind the tilde', 'ticket:halo:1234~'],
		['a signature cut short', signed.slice(0, -1)],
		['a second signature', `${signed}~${signed.split('~')[1]}`],
	])('calls the signature invalid for %s', (_, key) => {
		expect(parseLink(key, KEY).signature).toBe('invalid');
	});

	test('calls the signature invalid under another key, and absent without one', () => {
		expect(parseLink(signed, 'another key').signature).toBe('invalid');
		expect(parseLink(signed, null)).toMatchObject({ kind: 'ticket', signature: 'absent' });
		expect(parseLink('ticket:halo:1234', KEY).signature).toBe('absent');
	});

	test.each([
		['1234', '1234'],
		['#1234', '1234'],
		['INC0012345', 'INC0012345'],
		['ABC-123', 'ABC-123'],
		['T-004711', 'T-004711'],
		[' 0042 ', '42'],
	])('reads %j as a plain ticket', (key, id) => {
		expect(parseLink(key, KEY)).toEqual({
			kind: 'ticket',
			system: null,
			id,
			signature: 'absent',
			raw: key,
		});
	});

	test.each([
		'printer',
		'Windows 11',
		'Win11',
		'ticket:halo',
		'ticket::1',
		'mail:halo:1',
		'ticket:halo:..',
		'#',
		':',
	])('keeps %j as it is, of no kind', (key) => {
		expect(parseLink(key, KEY)).toEqual({
			kind: 'none',
			system: null,
			id: null,
			signature: 'absent',
			raw: key,
		});
	});

	test.each([null, undefined, ''])('knows no link in %j', (key) => {
		expect(parseLink(key, KEY)).toMatchObject({ kind: 'none', raw: null });
	});
});

describe('deriveLinkKey', () => {
	test('gives the same key for the same secret only, and does not hold the secret', () => {
		expect(deriveLinkKey('s3cret')).toBe(deriveLinkKey('s3cret'));
		expect(deriveLinkKey('s3cret')).not.toBe(deriveLinkKey('s3creu'));
		expect(deriveLinkKey('s3cret')).toMatch(/^[0-9a-f]{64}$/);
		expect(deriveLinkKey('s3cret')).not.toBe(
			createHmac('sha256', 's3cret').update('').digest('hex'),
		);
	});
});
