/** Longer than most: one page of words and all that is filled in there. */

import { checkedLanguage, checkedRecipient, ownVariables } from '../../../nodes/shared/invite';
import { InputError } from '../../../nodes/shared/session/errors';
import { body, KEY, prepared, rendered } from './draft.mts';
import type { Given } from './draft.mts';

const ESCAPED_URL = KEY.url.replace('&', '&amp;');

function refusal(action: () => unknown): InputError {
	try {
		action();
	} catch (error) {
		if (error instanceof InputError) return error;
		throw error;
	}
	throw new Error('Nothing was refused');
}

describe('The default words', () => {
	const invite = rendered();

	it('hold link, code and expiry in both bodies', () => {
		expect(invite.subject).toBe('Your remote support session');
		for (const part of [KEY.url, KEY.code, '23 November 2026 at 10:00 UTC']) {
			expect(invite.text).toContain(part);
		}
		for (const part of [`href="${ESCAPED_URL}"`, `>${KEY.code}<`, '23 November 2026']) {
			expect(invite.html).toContain(part);
		}
		expect(invite.text + invite.html).not.toMatch(/\$[A-Z]/);
	});

	it('are HTML that Outlook shows: tables, inline styles, 600 pixels, a language, nothing from outside', () => {
		expect(invite.html).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
		expect(invite.html).toContain('max-width:600px');
		expect(invite.html).toContain('<!--[if mso]><table role="presentation" width="600"');
		expect(invite.html).toMatch(/<td [^>]*bgcolor="#0b5cad"[^>]*mso-padding-alt:14px 32px/);
		expect(invite.html).not.toMatch(/<(?:img|link|script|iframe)|url\(|@import|<div/i);
		expect(invite.html.match(/(?:src|href)="(?!https:\/\/support\.example\.com)/g)).toBeNull();
	});

	it('need no queue name, so that nobody is asked for one', () => {
		expect(prepared().uses('QUEUENAME')).toBe(false);
		expect(prepared({ subject: '$QUEUENAME' }).uses('QUEUENAME')).toBe(true);
		expect(prepared({ blockText: '$QUEUENAME $REMOTESESSIONCODE' }).uses('QUEUENAME')).toBe(true);
	});
});

describe('Variables', () => {
	it('are filled in subject, text and HTML', () => {
		const words = '$RECIPIENT $QUEUENAME $REMOTESESSIONCODE $LINKTOREMOTE $TICKET';
		const invite = rendered({ subject: words, text: words, html: words, own: { TICKET: 12 } });
		const values = (url: string) => `anna@example.com Service Desk 3870731 ${url} 12`;
		expect(invite.subject).toBe(values(KEY.url));
		expect(invite.text).toBe(values(KEY.url));
		expect(invite.html).toBe(values(ESCAPED_URL));
	});

	it('are escaped in HTML, where line breaks show, and never in text', () => {
		const own = { CUSTOMER: `O'Neill & <b>"Söhne"</b>\n$5` };
		const invite = rendered({ text: body('$CUSTOMER'), html: body('<p>$CUSTOMER</p>'), own });
		expect(invite.text).toBe(`O'Neill & <b>"Söhne"</b>\n$5\n3870731`);
		expect(invite.html).toBe(
			'<p>O&#39;Neill &amp; &lt;b&gt;&quot;Söhne&quot;&lt;/b&gt;<br>&#36;5</p>\n3870731',
		);
	});

	it('go by their whole name, and underscores behind it belong to the text', () => {
		const own = { REMOTE: 'short', REMOTE_2: 'two' };
		const text = '$REMOTE|$REMOTE_2|_$REMOTE_|$REMOTEs|$REMOTE__|$REMOTESESSIONCODE|$REMOTEINVITE';
		const invite = rendered({ text, own, blockText: '[$LINKTOREMOTE ]' });
		expect(invite.text).toBe(`short|two|_short_|shorts|short__|3870731|[${KEY.url} ]`);
	});

	it('leave dollar signs of prices alone', () => {
		const words = 'costs $5, $ 5, US$, US$ 5, $5.00, $$, $$WORD, $a, $A, $, ${x}, $1A, $é, £/$';
		expect(rendered({ text: body(words) }).text).toBe(`${words}\n3870731`);
		expect(rendered({ html: body(words) }).html).toBe(`${words}\n3870731`);
	});

	it('are not looked for in values', () => {
		const own = { NAME: '$LINKTOREMOTE $REMOTEINVITE $NOBODY $& $1 $$' };
		const { text } = rendered({ text: body('$NAME'), own });
		expect(text).toBe('$LINKTOREMOTE $REMOTEINVITE $NOBODY $& $1 $$\n3870731');
	});

	it('that nobody defined are named, with those that there are', () => {
		const own = { TICKET: '1' };
		for (const [field, given] of [
			['Subject', { subject: 'Hi $CUSTOMER' }],
			['Text', { text: body('Hi $CUSTOMER') }],
			['HTML', { html: body('Hi <a title="$CUSTOMER">') }],
			['Invite Block (Text)', { blockText: body('Hi $CUSTOMER') }],
			['Invite Block (HTML)', { blockHtml: body('Hi $CUSTOMER') }],
		] as Array<[string, Given]>) {
			const { message, advice, field: named } = refusal(() => prepared({ ...given, own }));
			expect(named).toBe(field);
			expect(message).toBe('The variable $CUSTOMER is not defined.');
			expect(advice).toContain('$LINKTOREMOTE');
			expect(advice).toContain('$TICKET');
		}
		expect(refusal(() => prepared({ text: '$REMOTESESSIONCODES' })).message).toContain('CODES');
	});

	it('cannot put a block into itself', () => {
		expect(refusal(() => prepared({ blockText: '$REMOTEINVITE' })).message).toBe(
			'The variable $REMOTEINVITE is not defined.',
		);
	});

	it.each([
		['LINKTOREMOTE', '$LINKTOREMOTE is built in and cannot be defined again.'],
		['$REMOTEINVITE', '$REMOTEINVITE is built in and cannot be defined again.'],
		['Customer', "'Customer' cannot be the name of a variable."],
		['A', "'A' cannot be the name of a variable."],
		['1A', "'1A' cannot be the name of a variable."],
		['', "'' cannot be the name of a variable."],
		['__proto__', "'__proto__' cannot be the name of a variable."],
	])('cannot be called %s', (name, message) => {
		expect(refusal(() => ownVariables([{ name, value: 'x' }])).message).toBe(message);
	});

	it('have one value each, and it is text', () => {
		const twice = [
			{ name: 'TICKET', value: 1 },
			{ name: '$TICKET', value: 2 },
		];
		expect(refusal(() => ownVariables(twice)).message).toBe('$TICKET is defined twice.');
		const value = { summary: 'x' };
		expect(refusal(() => ownVariables([{ name: 'TICKET', value }])).message).toBe(
			'The value of $TICKET is not text.',
		);
		expect(ownVariables([{ name: 'TICKET' }, { name: 'NOTE', value: null }])).toEqual(
			new Map([
				['TICKET', ''],
				['NOTE', ''],
			]),
		);
	});
});

describe('The expiry', () => {
	it.each([
		[
			'Europe/Berlin',
			'en-GB',
			/^Monday,? 23 November 2026 at 11:00 Central European Standard Time$/,
		],
		['America/New_York', 'en-US', /Monday, November 23, 2026 at 05:00\sAM Eastern Standard Time/],
		['Europe/Berlin', 'de', /^Montag, 23. November 2026 um 11:00 Mitteleuropäische Normalzeit$/],
		['Pacific/Auckland', 'en-GB', /^Monday,? 23 November 2026 at 23:00 New Zealand/],
	])('is in the time zone %s and the language %s', (timezone, language, expected) => {
		const { text } = rendered({ text: '$EXPIRES\n$REMOTESESSIONCODE', timezone, language });
		const [line] = text.split('\n');
		expect(line).toMatch(expected);
	});

	it('refuses languages that are none', () => {
		expect(checkedLanguage(' EN-gb ')).toBe('en-GB');
		expect(checkedLanguage('')).toBe('en-GB');
		expect(refusal(() => checkedLanguage('english!')).message).toBe(
			"'english!' is not a language tag.",
		);
	});
});

describe('A way in', () => {
	const none =
		'It contains neither the link nor the code, so nobody could start a session with it.';

	it.each([
		['no variable', 'Text', { text: 'Hello' }],
		['an empty text', 'Text', { text: '' }],
		['a link that runs into a word', 'Text', { text: '$LINKTOREMOTEx' }],
		['a code that runs into a number', 'Text', { text: '12$REMOTESESSIONCODE' }],
		['an empty HTML', 'HTML', { html: '' }],
		['a comment', 'HTML', { html: '<p>Hi</p><!-- $REMOTESESSIONCODE -->' }],
		['an open comment', 'HTML', { html: '<p>Hi</p><!-- <p>$REMOTESESSIONCODE</p>' }],
		['the title', 'HTML', { html: '<head><title>$REMOTESESSIONCODE</title></head><p>Hi' }],
		['the address of an image', 'HTML', { html: '<img src="$LINKTOREMOTE">' }],
		['another attribute', 'HTML', { html: '<a title="$LINKTOREMOTE" data-href="$LINKTOREMOTE">x' }],
		['a block without one', 'Text', { blockText: 'Call us' }],
		['a block without one', 'HTML', { blockHtml: '<b>Call us</b>' }],
	] as Array<[string, string, Given]>)('is missing with %s (%s)', (_what, field, given) => {
		const failure = refusal(() => prepared(given));
		expect(failure).toMatchObject({ field, message: none });
	});

	it.each([
		['the link alone', '$LINKTOREMOTE'],
		['the code alone', 'Code:$REMOTESESSIONCODE.'],
		['the code in bold, the label before it', 'Code&nbsp;<b>$REMOTESESSIONCODE</b>&nbsp;'],
		['a button', '<a class="b" href="$LINKTOREMOTE">Start</a>'],
		['a button in simple quotes', "<a target=_blank href = '$LINKTOREMOTE'>Start</a>"],
		['an address that leads on to it', '<a href="https://go.example/?to=$LINKTOREMOTE">Start</a>'],
		['the block', '$REMOTEINVITE'],
	])('is there with %s', (_what, html) => {
		expect(() => rendered({ html })).not.toThrow();
	});
});

describe('The subject', () => {
	it.each([
		['a line break', { subject: 'Hello\r\nBcc: x@example.com' }],
		['a line break in a value', { subject: '$NAME', own: { NAME: 'a\nBcc: x' } }],
		['a NUL', { subject: 'a\0b' }],
		['a line separator', { subject: 'a\u2028b' }],
		['the block', { subject: '$REMOTEINVITE' }],
	] as Array<[string, Given]>)('is refused with %s', (_what, given) => {
		expect(refusal(() => prepared(given))).toMatchObject({
			field: 'Subject',
			message: 'It holds a line break or another control character.',
		});
	});

	it('is needed for a mail, not for a chat, and has an end', () => {
		expect(refusal(() => prepared({ subject: ' ' })).message).toBe('It is empty.');
		expect(rendered({ subject: '', recipient: null }).subject).toBe('');
		expect(refusal(() => prepared({ subject: 'x'.repeat(256) })).message).toBe(
			'It has 256 characters with its variables filled in, and at most 255 are allowed.',
		);
	});
});

describe('The recipient', () => {
	it.each([
		['anna@example.com', 'anna@example.com'],
		["  anna.o'neill+it@mail.example.co.uk ", "anna.o'neill+it@mail.example.co.uk"],
		['söhne@köln.example', 'söhne@köln.example'],
	])('may be %s', (given, address) => {
		expect(checkedRecipient(given, false)).toBe(address);
	});

	const notOne = 'This is not an email address.';
	const several = 'It contains more than one address, and an invite goes to one recipient.';
	const unseen = 'It holds a line break or another character that cannot be seen.';
	it.each([
		['', 'No recipient is given.'],
		['   ', 'No recipient is given.'],
		['anna', notOne],
		['@example.com', notOne],
		['anna@', notOne],
		['anna@example', notOne],
		['anna@.com', notOne],
		['anna@example..com', notOne],
		['anna@-example.com', notOne],
		['an na@example.com', notOne],
		['Anna <anna@example.com>', notOne],
		['"anna"@example.com', notOne],
		[`${'a'.repeat(65)}@example.com`, notOne],
		['anna@example.com, bob@example.com', several],
		['anna@example.com;bob@example.com', several],
		['anna@example.com bob@example.com', several],
		['anna@example.com\r\nBcc: bob@example.com', unseen],
		['anna@example.com\n', unseen],
		['anna@exam\u202eple.com', unseen],
		['anna@example.com\0', unseen],
		[
			`a@${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(9)}.com`,
			'It has 259 characters, and an email address has at most 254.',
		],
	])('may not be %j', (given, message) => {
		expect(refusal(() => checkedRecipient(given, false))).toMatchObject({
			field: 'Recipient',
			message,
		});
	});

	it('may be nobody where the invite goes into a chat', () => {
		expect(checkedRecipient(' ', true)).toBeNull();
		expect(checkedRecipient('anna@example.com', true)).toBe('anna@example.com');
		expect(() => checkedRecipient('anna', true)).toThrow(notOne);
	});
});
