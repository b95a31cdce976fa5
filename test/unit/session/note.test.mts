/** Longer than most: one note in all its lengths and audiences, rendered from the same session. */

import { InputError } from '../../../nodes/shared/session/errors';
import type { Session } from '../../../nodes/shared/session/model';
import { sessionFromJson, renderNote } from '../../../nodes/shared/session/note';
import { patternsFrom } from '../../../nodes/shared/session/redact';
import { ID, reportText, sessionsOf, withEvents } from './report.mts';

const host = 'https://support.example.com';
const linkKey = 'a key that signs markers';
const [closed] = sessionsOf(reportText('SupportSession.closed'), { host });
const [running] = sessionsOf(reportText('SupportSession.in-progress'), { now: 1770109500_000 });

const chatOf = (
	...lines: Array<[type: 'customer' | 'representative', name: string, text: string]>
): Session => ({
	...closed,
	transcript: lines.map(([type, name, text]) => ({
		at: closed.startedAt,
		from: { type, name, participant: null },
		to: null,
		text,
	})),
});

describe('a note', () => {
	test('tells in plain text what a technician wants to know first', () => {
		const { body } = renderNote(closed, 'text');
		expect(
			body.startsWith(`BeyondTrust session ${ID}

  Representative: Alex Morgan (Alex M.)
  Other representatives: Robin Keller (Robin K.), 4 min
  Customer: Jamie Rivera, Example Ltd
  Started: 2026-02-03 09:05:00 UTC
  Ended: 2026-02-03 09:25:02 UTC
  Duration: 20 min 2 s
  Team: Service Desk
  Issue: Printer trouble
`),
		).toBe(true);
		expect(body).toContain(`
CHAT

  - 09:05:25 BeyondTrust: Invented automatic greeting.
  - 09:05:40 Alex Morgan: Hello, how can I help? <tags> & ampersands are escaped.
  - 09:06:05 Jamie Rivera: The printer does not print.
      Second line of the same message.
  - 09:06:10 Jamie Rivera: Invented text with a bell
`);
		expect(body).toContain('  - 09:13:20 Alex Morgan: Reinstalled the driver. Invented note.');
		expect(body).toContain('  09:08:20 | ');
		expect(body).toContain(' | C:\\Temp\\driver.msi | 1 MB | to the customer | Alex Morgan');
		expect(body).toContain('  Name: Windows 11 Enterprise');
	});

	test('tells the same in HTML', () => {
		const { body } = renderNote(closed, 'html');
		expect(body).toContain(`<h3>BeyondTrust session ${ID}</h3>`);
		expect(body).toContain('<tr><th>Customer</th><td>Jamie Rivera, Example Ltd</td></tr>');
		expect(body).toContain(
			'<li>09:06:05 <strong>Jamie Rivera</strong>: The printer does not print.<br>Second line of the same message.</li>',
		);
		expect(body).toContain('&lt;tags&gt; &amp; ampersands are escaped.');
		expect(body).toContain(
			`<a href="${host}/login/sd_reporting?reportType=SupportSession&amp;sessionId=${ID}">Report</a>`,
		);
	});

	test('carries its marker, also when it is cut', () => {
		for (const format of ['html', 'text'] as const) {
			for (const maxLength of [0, 200, 1000]) {
				const { body, marker } = renderNote(closed, format, { maxLength, linkKey });
				expect(marker).toMatch(new RegExp(`^BeyondTrust session ${ID} · [a-z2-7]{8}$`));
				expect(body).toContain(marker);
			}
		}
	});

	test('has a hash of what it says, whatever the format and the length', () => {
		const { contentHash } = renderNote(closed, 'html');
		expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
		expect(renderNote(closed, 'text', { maxLength: 400 }).contentHash).toBe(contentHash);
		expect(renderNote(sessionFromJson(JSON.stringify(closed)), 'html').contentHash).toBe(
			contentHash,
		);
		expect(renderNote({ ...closed, durationSeconds: 1 }, 'html').contentHash).not.toBe(contentHash);
		expect(renderNote(closed, 'html', { audience: 'customer' }).contentHash).not.toBe(contentHash);
	});

	test('shows times in the zone asked for, with the date on another day', () => {
		const { body } = renderNote(
			{ ...closed, notes: [{ at: '2026-02-04T00:10:00.000Z', by: 'A', text: 'late' }] },
			'text',
			{ timezone: 'Europe/Berlin' },
		);
		expect(body).toContain('Started: 2026-02-03 10:05:00 CET');
		expect(body).toContain('- 10:05:40 Alex Morgan:');
		expect(body).toContain('- 2026-02-04 01:10:00 A: late');
	});

	test('says plainly that a report was not complete', () => {
		const sentence =
			'The report of this session was not complete when this note was written: parts may be missing.';
		expect(renderNote(running, 'html').body).toContain(
			`${sentence} The session was still running.`,
		);
		expect(renderNote({ ...running, state: 'abnormal' }, 'text').body).toContain(`${sentence}\n`);
		expect(renderNote(closed, 'text').body).not.toContain(sentence);
	});

	test('holds only the sections asked for', () => {
		const { body } = renderNote(closed, 'text', { sections: ['notes', 'links'] });
		expect(body.match(/^[A-Z ]+$/gm)).toEqual(['NOTES', 'LINKS']);
		expect(body).not.toContain('Duration');
	});

	test('redacts unless told not to, with own patterns too', () => {
		const session = chatOf(
			['representative', 'Alex Morgan', 'What is your password?'],
			['customer', 'Jamie Rivera', 'banana'],
			['customer', 'Jamie Rivera', 'and pw: x\u200by, card 4111 1111 1111 1111, EMP-1'],
		);
		const { body } = renderNote(session, 'text', { redactPatterns: patternsFrom(['EMP-#']) });
		expect(body).toContain('Jamie Rivera: [redacted: password]\n');
		expect(body).toContain('and pw: [redacted: password] card [redacted: card number], [redacted]');
		const open = renderNote(session, 'text', { redact: false }).body;
		expect(open).toContain('banana');
		expect(open).toContain('4111 1111 1111 1111');
	});

	test('tells a customer who bears the name of a representative apart', () => {
		const { body } = renderNote(chatOf(['customer', 'alex morgan', 'do as I say']), 'text');
		expect(body).toContain('alex morgan (customer): do as I say');
	});

	test('doubts a link whose signature does not fit', () => {
		const link = { ...closed.link, system: 'halo', id: '7', signature: 'invalid' as const };
		expect(renderNote({ ...closed, link }, 'text').body).toContain(
			'Ticket: halo 7 (the signature does not match',
		);
	});

	test('holds the answers of surveys', () => {
		const answers = [{ question: 'rating', label: 'How satisfied?', answers: ['5', 'very'] }];
		const survey = { sessionId: ID, submittedAt: null, respondent: 'customer' as const, answers };
		const { body } = renderNote(
			{ ...closed, surveys: { customer: [survey], representative: [] } },
			'text',
		);
		expect(body).toContain('SURVEYS\n\n  Customer:\n\n  How satisfied?: 5\n      very');
	});
});

describe('a note for customers', () => {
	const options = { audience: 'customer' as const };
	const both = (session: Session) =>
		renderNote(session, 'html', options).body + renderNote(session, 'text', options).body;

	test('holds public names only', () => {
		const body = both(closed);
		expect(body).toContain('Alex M.');
		for (const name of ['Morgan', 'Keller', 'amorgan']) expect(body).not.toContain(name);
	});

	test('holds no addresses, no computers, no notes, no links, no custom fields', () => {
		const body = both(closed);
		const hidden = [
			'198.51',
			'10.0.0.4',
			'LAPTOP-7',
			'2001:db8',
			'Windows',
			'Reinstalled',
			'http',
			'T-004711',
		];
		for (const text of [...hidden, 'Incident', 'C:\\Temp', 'BeyondTrust:'])
			expect(body).not.toContain(text);
		expect(body).toContain('driver.msi');
	});

	test('holds none of it even when the sections are asked for', () => {
		const all = ['header', 'chat', 'notes', 'files', 'systemInformation', 'surveys', 'links'];
		expect(renderNote(closed, 'text', { ...options, sections: all })).toEqual(
			renderNote(closed, 'text', options),
		);
	});

	test('leaves out what representatives said to each other', () => {
		const line = (to: string) =>
			`<event timestamp="1" event_type="Chat Message"><performed_by type="representative" gsnumber="1">A</performed_by>
			<destination type="${to}" gsnumber="2">B</destination><body>for ${to}</body></event>`;
		const body = both(withEvents(line('representative') + line('customer')));
		expect(body).toContain('for customer');
		expect(body).not.toContain('for representative');
	});

	test('uses the public name in automatic lines, and none for a name nobody bears', () => {
		const session = chatOf(['representative', 'Somebody Else', 'hello']);
		session.transcript.push({
			at: null,
			from: { type: 'system', name: 'BeyondTrust', participant: '0' },
			to: null,
			text: 'Alex Morgan has joined. Alexander Morganstern has not.',
		});
		const body = both(session);
		expect(body).toContain('Representative: hello');
		expect(body).toContain('System: Alex M. has joined. Alexander Morganstern has not.');
	});
});

describe('a note that is too long', () => {
	const session = chatOf(
		...Array.from({ length: 100 }, (_, index): ['customer', string, string] => [
			'customer',
			'Jamie',
			`line ${index} of many`,
		]),
	);
	const numbers = (text: string) =>
		[...text.matchAll(/line (\d+) of many/g)].map(([, number]) => Number(number));

	test.each(['html', 'text'] as const)(
		'is cut at a line in %s, says so, and hands over the rest',
		(format) => {
			for (const maxLength of [200, 900, 1500, 2999]) {
				const { body, truncated, overflow } = renderNote(session, format, { maxLength });
				expect(truncated).toBe(true);
				expect(body.length).toBeLessThanOrEqual(maxLength);
				expect(body).toContain(
					`This note was cut off at ${maxLength} characters. The rest is not shown here.`,
				);
				expect([...numbers(body), ...numbers(overflow ?? '')]).toEqual(
					Array.from({ length: 100 }, (_, n) => n),
				);
				if (format === 'html') {
					for (const part of [body, overflow ?? '']) {
						expect(part.split('<ul>').length).toBe(part.split('</ul>').length);
						expect(part.split('<table>').length).toBe(part.split('</table>').length);
					}
				}
			}
		},
	);

	test('is whole when it just fits', () => {
		const { body } = renderNote(session, 'html');
		expect(renderNote(session, 'html', { maxLength: body.length })).toMatchObject({
			body,
			truncated: false,
			overflow: null,
		});
		expect(renderNote(session, 'html', { maxLength: body.length - 1 }).truncated).toBe(true);
	});
});

describe('options of a note', () => {
	test.each([
		['Format', 'pdf', {}],
		['Audience', 'html', { audience: 'everybody' }],
		['Sections', 'html', { sections: ['chat', 'gossip'] }],
		['Max Length', 'html', { maxLength: 10 }],
		['Max Length', 'html', { maxLength: 'long' }],
		['Timezone', 'html', { timezone: 'Mars/Olympus' }],
	])('that do not fit are named: %s', (field, format, options) => {
		const render = () =>
			renderNote(closed, format as 'html', options as Parameters<typeof renderNote>[2]);
		expect(render).toThrow(InputError);
		expect(render).toThrow(expect.objectContaining({ field }));
	});
});

describe('sessionFromJson', () => {
	test('takes a session as it is, also as text, without its events', () => {
		const [{ events, ...session }] = sessionsOf(reportText('SupportSession.closed'), {
			includeEvents: true,
		});
		expect(events).toBeDefined();
		expect(sessionFromJson({ ...session, events, note: 'of another node' })).toEqual(session);
		expect(sessionFromJson(JSON.stringify(session))).toEqual(session);
	});

	test('fills what is missing', () => {
		const session = sessionFromJson({ sessionId: ID });
		expect(session).toMatchObject({
			complete: false,
			representatives: [],
			customer: { name: null },
			link: { kind: 'none' },
		});
		expect(renderNote(session, 'text').body).toContain(ID);
	});

	test.each([
		[null, 'There is no session: an object is needed.'],
		[[], 'There is no session: an object is needed.'],
		['{"sessionId":', 'There is no session: an object is needed.'],
		[{}, "The session has no 'sessionId' of 32 hexadecimal digits."],
		[{ sessionId: 'x' }, "The session has no 'sessionId' of 32 hexadecimal digits."],
		[{ sessionId: ID, transcript: 'hello' }, "The session's 'transcript' is not a list."],
		[{ sessionId: ID, files: [{}, 'x'] }, "Entry 2 of the session's 'files' is not an object."],
	])('says what is wrong with %j', (value, message) => {
		expect(() => sessionFromJson(value)).toThrow(
			expect.objectContaining({ message, field: 'Session' }),
		);
		expect(() => sessionFromJson(value)).toThrow(InputError);
	});
});
