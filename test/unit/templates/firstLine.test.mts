import { firstLine } from '../../../workflows/src/blocks/route/firstLine';

type Line = { from: { type: string }; text: string };

const says = (type: string) => (text: string) => ({ from: { type }, text });
const customer = says('customer');
const firstOf = (transcript?: Line[]): string | null =>
	(new Function('session', `return ${firstLine('session')}`) as (session: object) => string | null)(
		{
			transcript,
		},
	);

describe('The first line of chat in the ledger', () => {
	it('is what the customer wrote first', () => {
		const hello = says('representative')('Hello, how may I help?');
		expect(firstOf([hello, customer('The printer is jammed'), customer('Again')])).toBe(
			'The printer is jammed',
		);
	});

	it('is cut without breaking a character', () => {
		expect(firstOf([customer('🖨️'.repeat(200))])).toBe([...'🖨️'.repeat(60)].join(''));
	});

	it.each([
		'My password is Sunny-42',
		'Mein Kennwort: Sommer2026',
		'pin 4711',
		'the code you sent is 993311',
		'4111 1111 1111 1111',
		'Authorization: Bearer abc.def.ghi',
		'-----BEGIN PRIVATE KEY-----',
	])('passes over %j', (text) => {
		expect(firstOf([customer(text), customer('It still does not print')])).toBe(
			'It still does not print',
		);
		expect(firstOf([customer(text)])).toBeNull();
	});

	it('keeps a line that only speaks of a password', () => {
		const line = 'Outlook asks for my password again and again.';
		expect(firstOf([customer(line)])).toBe(line);
	});

	it('is null where there is no chat', () => {
		expect([firstOf(), firstOf([])]).toEqual([null, null]);
	});
});
