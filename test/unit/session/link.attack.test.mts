import fc from 'fast-check';

import { formatLink, parseLink } from '../../../nodes/shared/session/link';
import { runs } from '../runs.mts';

const link = fc.record({
	kind: fc.constantFrom('ticket' as const, 'chat' as const),
	system: fc.stringMatching(/^[a-z0-9-]{1,32}$/),
	id: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,127}$/),
});
const key = fc.string({ minLength: 1, unit: 'binary' });

describe('an external key', () => {
	test('reads back as what was written', () => {
		fc.assert(
			fc.property(link, key, (written, linkKey) => {
				const raw = formatLink(written, linkKey);
				expect(parseLink(raw, linkKey)).toEqual({ ...written, signature: 'valid', raw });
				const unsigned = formatLink(written, null);
				expect(parseLink(unsigned, linkKey)).toEqual({
					...written,
					signature: 'absent',
					raw: unsigned,
				});
			}),
			runs,
		);
	});

	test('that anybody changed is not valid', () => {
		const change = fc.record({
			at: fc.nat(),
			to: fc.constantFrom(...'abcxyz01234567:-_.@~ #'),
			how: fc.constantFrom('replace', 'insert', 'drop'),
		});
		fc.assert(
			fc.property(link, key, change, (written, linkKey, { at, to, how }) => {
				const raw = formatLink(written, linkKey);
				const place = at % raw.length;
				const changed =
					raw.slice(0, place) +
					(how === 'drop' ? '' : to) +
					raw.slice(how === 'insert' ? place : place + 1);
				const read = parseLink(changed, linkKey);
				const same =
					read.kind === written.kind && read.system === written.system && read.id === written.id;
				if (!same) expect(read.signature).not.toBe('valid');
			}),
			runs,
		);
	});

	test('of any text is read without a throw, and an ID never holds what an address gives a meaning', () => {
		const piece = fc.constantFrom(
			'ticket',
			'CHAT',
			':',
			'~',
			'halo',
			'#',
			'1',
			'..',
			'/',
			'?',
			' ',
			'\n',
			'%',
			'\0',
		);
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
		);
		fc.assert(
			fc.property(text, fc.option(key), (raw, linkKey) => {
				const read = parseLink(raw, linkKey);
				expect(read.id ?? '1').toMatch(/^[A-Za-z0-9][A-Za-z0-9_.:@-]*$/);
				expect(read.raw).toBe(raw === '' ? null : raw);
				expect(read.signature).not.toBe('valid');
			}),
			runs,
		);
	});

	test.each([
		['digits', '1'.repeat(5_000_000)],
		['colons', ':'.repeat(5_000_000)],
		['white space', `ticket${' '.repeat(5_000_000)}:halo:1`],
		['letters and hyphens', 'a-'.repeat(2_500_000)],
	])('of five million %s is read at once', (_, raw) => {
		expect(parseLink(raw, 'key').kind).toBe('none');
	});
});
