import fc from 'fast-check';

import { readSettings } from '../../../nodes/shared/ledger/settings';
import { ABOUT, DEFAULTS } from '../../../nodes/shared/ledger/settingsTable';
import { InputError } from '../../../nodes/shared/session/errors';
import { runs } from '../runs.mts';

const thrown = (rows: unknown): InputError => {
	try {
		readSettings(rows);
	} catch (error) {
		return error as InputError;
	}
	throw new Error('Nothing was thrown.');
};

test('has a default for every setting that is missing or empty', () => {
	expect(readSettings([])).toEqual(DEFAULTS);
	expect(readSettings([{ name: 'keepDays', value: ' ' }, { value: 'x' }, null, {}])).toEqual(
		DEFAULTS,
	);
});

test('reads what people type into a cell', () => {
	const rows = [
		{ name: 'OnlyInvitedHere ', value: 'Yes' },
		{ name: 'keepDays', value: 30 },
		{ name: 'unsignedLinks', value: 'ACCEPT' },
		{ name: 'inviteDomains', value: '@example.com, Example.org' },
		{ name: 'defaultUser', value: ' Nobody ' },
		{ name: 'onlyKnownTechnicians', value: true },
	];
	expect(readSettings(rows)).toEqual({
		...DEFAULTS,
		onlyInvitedHere: true,
		keepDays: 30,
		unsignedLinks: 'accept',
		inviteDomains: ['example.com', 'example.org'],
		defaultUser: 'Nobody',
		onlyKnownTechnicians: true,
	});
});

test.each([
	[
		[{ name: 'retryLimits', value: '3' }],
		/'retryLimits', but there is no such setting/,
		/'retryLimit'/,
	],
	[[{ name: 'colour', value: 'red' }], /'colour', but there is no such setting/, /Delete/],
	[[{ name: 'keepDays', value: 'ninety' }], /'keepDays' .* 'ninety', .*whole number/, /default/],
	[[{ name: 'keepDays', value: '-1' }], /'keepDays' .*whole number/, /default/],
	[[{ name: 'longestRunMinutes', value: '1441' }], /'longestRunMinutes' .*between 0 and 1440/, /./],
	[[{ name: 'onlyInvitedHere', value: 'maybe' }], /'onlyInvitedHere' .*'true' or 'false'/, /./],
	[[{ name: 'noteAudience', value: 'all' }], /'noteAudience' .*internal, customer/, /./],
	[
		[
			{ name: 'keepDays', value: '1' },
			{ name: 'KEEPDAYS', value: '' },
		],
		/row 'keepDays' twice/,
		/one of the two/,
	],
	['no list', /list of rows/, /beyondtrust_settings/],
])('names the row that is wrong, and says what to do: %j', (rows, message, advice) => {
	const error = thrown(rows);
	expect(error).toBeInstanceOf(InputError);
	expect([error.message, error.advice, error.field]).toEqual([
		expect.stringMatching(message),
		expect.stringMatching(advice),
		'Rows',
	]);
});

test('gives settings in range or a sentence, whatever is in the table', () => {
	const name = fc.oneof(fc.constantFrom(...Object.keys(DEFAULTS)), fc.string());
	const cell = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.anything());
	fc.assert(
		fc.property(fc.array(fc.record({ name, value: cell }), { maxLength: 5 }), (rows) => {
			try {
				const settings = readSettings(rows);
				expect(Object.keys(settings)).toEqual(Object.keys(DEFAULTS));
				expect(settings.longestRunMinutes).toBeGreaterThanOrEqual(0);
				expect(settings.retryPauseMinutes).toBeGreaterThanOrEqual(0);
			} catch (error) {
				expect(error).toBeInstanceOf(InputError);
			}
		}),
		runs,
	);
});

test('says of every setting in one sentence what it is for', () => {
	expect(Object.keys(ABOUT).sort()).toEqual(Object.keys(DEFAULTS).sort());
	for (const about of Object.values(ABOUT)) expect(about).toMatch(/^\S.*[^.]\.$/);
});
