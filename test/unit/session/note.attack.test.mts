/** Longer than most: a strict reader of HTML, and what it has to hold against. */

import fc from 'fast-check';

import { InputError } from '../../../nodes/shared/session/errors';
import { sessionFromJson, renderNote } from '../../../nodes/shared/session/note';
import { redact } from '../../../nodes/shared/session/redact';
import { runs } from '../runs.mts';
import { options, session, text } from './hostile.mts';
import { ID } from './report.mts';

const linkKey = 'a key that signs markers';

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/y;
const ALLOWED = new Set([
	'h3',
	'p',
	'table',
	'tr',
	'th',
	'td',
	'ul',
	'li',
	'strong',
	'em',
	'br',
	'a',
]);

/** Reads HTML strictly: anything but the allowed tags, well nested, and text without < or > is told. */
function faultsOf(html: string): string[] {
	const faults: string[] = [];
	const open: string[] = [];
	for (let place = 0; place < html.length; ) {
		if (html[place] !== '<') {
			const end = html.indexOf('<', place);
			const between = html.slice(place, end < 0 ? undefined : end);
			if (/[>"'`{}$]|&(?!(?:amp|lt|gt|quot|#39|#96|#36|#123|#125);)/.test(between))
				faults.push(between);
			place = end < 0 ? html.length : end;
			continue;
		}
		TAG.lastIndex = place;
		const match = TAG.exec(html);
		if (!match) return [...faults, `no tag: ${html.slice(place, place + 40)}`];
		const [whole, closing, name, attributes] = match;
		if (!ALLOWED.has(name)) faults.push(whole);
		const href = /^ href="https?:\/\/[^"'<>\s`{}$]*"$/.test(attributes);
		if (attributes !== '' && !(name === 'a' && closing === '' && href)) faults.push(whole);
		if (closing !== '') {
			if (open.pop() !== name) faults.push(`misplaced ${whole}`);
		} else if (name !== 'br') open.push(name);
		place += whole.length;
	}
	return open.length > 0 ? [...faults, `left open: ${open.join()}`] : faults;
}

describe('the reader of this test', () => {
	test.each([
		'<script>',
		'<p onclick="x">',
		'<a href="javascript:x">y</a>',
		'<p>',
		'a > b',
		'<p>&nbsp;</p>',
		'<p',
	])('finds the fault in %j', (html) => {
		expect(faultsOf(html)).not.toEqual([]);
	});

	test('finds none in what is allowed', () => {
		expect(faultsOf('<p>a &lt;b&gt;<br>c <a href="https://x/?a=1&amp;b=2">d</a></p>')).toEqual([]);
	});
});

describe('a note of hostile sessions', () => {
	test('holds no mark-up but its own in HTML', () => {
		fc.assert(
			fc.property(session, options, (hostile, chosen) => {
				const { body, overflow } = renderNote(hostile, 'html', chosen);
				expect(faultsOf(body)).toEqual([]);
				expect(faultsOf(overflow ?? '')).toEqual([]);
			}),
			runs,
		);
	});

	test('holds no control characters, and nobody else’s line at the left, in text', () => {
		const ours =
			/^(?:BeyondTrust session [0-9a-f]{32}|CHAT|NOTES|FILES|SYSTEM INFORMATION|SURVEYS|LINKS|The report of this session was not complete .*|This note was cut off at \d+ characters\. .*)?$/;
		fc.assert(
			fc.property(session, options, (hostile, chosen) => {
				const { body, overflow } = renderNote(hostile, 'text', chosen);
				for (const part of [body, overflow ?? '']) {
					expect(part).not.toMatch(
						/[^\P{Cc}\t\n]|[\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
					);
					for (const row of part.split('\n')) if (!row.startsWith('  ')) expect(row).toMatch(ours);
				}
			}),
			runs,
		);
	});

	test('holds the marker of its own session only, within its length', () => {
		fc.assert(
			fc.property(
				session,
				options,
				fc.constantFrom('html' as const, 'text' as const),
				(hostile, chosen, format) => {
					const note = renderNote(hostile, format, { ...chosen, linkKey });
					expect(
						note.body.match(/BeyondTrust\s*session\s*[0-9a-f]{32}(?: · [a-z2-7]{8})?/gi),
					).toEqual([note.marker]);
					if (chosen.maxLength) expect(note.body.length).toBeLessThanOrEqual(chosen.maxLength);
					expect(note.truncated).toBe(note.overflow !== null);
				},
			),
			runs,
		);
	});

	test('of any JSON is refused in a sentence or rendered', () => {
		const lists = fc.constantFrom(
			'transcript',
			'notes',
			'files',
			'customer',
			'urls',
			'attributes',
			'surveys',
		);
		fc.assert(
			fc.property(
				fc.dictionary(lists, fc.jsonValue()),
				fc.option(fc.jsonValue()),
				(parts, other) => {
					for (const value of [{ ...parts, sessionId: ID }, other]) {
						try {
							expect(renderNote(sessionFromJson(value), 'html').body).toContain(ID);
						} catch (error) {
							if (!(error instanceof InputError)) throw error;
						}
					}
				},
			),
			runs,
		);
	});

	test('with rows of ever different fields does not grow beyond its input', () => {
		const rows = Array.from({ length: 20_000 }, (_, index) => ({ [`field ${index}`]: 'x' }));
		const hostile = sessionFromJson({
			sessionId: ID,
			systemInformation: [{ category: 'c', rows }],
		});
		expect(renderNote(hostile, 'html').body.length).toBeLessThan(3_000_000);
	});
});

describe('redaction', () => {
	const half = 200_000;

	test.each([
		['the beginnings of keys', '-----BEGIN PRIVATE KEY-----\n'.repeat(half / 20)],
		['words for passwords', 'password '.repeat(half / 8)],
		['words for passwords and prepositions', 'password for '.repeat(half / 8)],
		['blanks', `password${' '.repeat(half)}is`],
		['digits', '4'.repeat(half)],
		['groups of digits', '4111 '.repeat(half / 5)],
		['beginnings of tokens', 'eyJaaaaaaaa-'.repeat(half / 12)],
		['bearers', 'bearer '.repeat(half / 6)],
		['one word', 'a'.repeat(half)],
		['signs', ':='.repeat(half / 2)],
		['addresses', '://a:'.repeat(half / 5)],
		['quotes', 'pw: "'.repeat(half / 5)],
		['codes', 'code '.repeat(half / 5)],
		['codes from apps', 'code app '.repeat(half / 9)],
		['accounts', 'login: a/'.repeat(half / 9)],
		['commands', 'net use x mysql -p curl -u '.repeat(half / 27)],
		['parts of addresses', '?a_token=&'.repeat(half / 10)],
		['passwords to passwords', 'password to to '.repeat(half / 15)],
		['passwords taken out', 'pw: Abc1! one is '.repeat(half / 17)],
		['groups of six digits', '123456-'.repeat(half / 7)],
	])('of very many %s takes time in proportion', (_, long) => {
		redact(long);
	});

	test('leaves its marks whole, however often', () => {
		const piece = fc.constantFrom(
			...[
				'password',
				'pw',
				':',
				'=',
				' ',
				'is',
				'my',
				'Hunter22',
				'x',
				'\n',
				'4111 1111 1111 1111',
				'the',
				'pin',
			],
			...[
				'bearer',
				'authorization:',
				'for',
				'"',
				"'",
				'banana',
				'token',
				'1234',
				'to',
				'--password',
				'://a:b@c',
			],
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
				const once = redact(pieces.join(' '));
				for (const redacted of [once, redact(once)]) {
					const marks = redacted.match(/\[redacted: (?:password|code|token|card number)\]/g) ?? [];
					expect(redacted.split('[redacted')).toHaveLength(marks.length + 1);
				}
			}),
			runs,
		);
	});

	test('leaves nothing of a password said in a usual way', () => {
		const said = fc.constantFrom<Array<(secret: string) => string>>(
			(secret) => `password: ${secret}`,
			(secret) => `the password for the server is ${secret} ok?`,
			(secret) => `Benutzer admin\nPasswort: ${secret}\ndanke`,
			(secret) => `PW=${secret}`,
			(secret) => `password: pw: ${secret}`,
			(secret) => `try ${secret} is the new password`,
			(secret) => `I reset the password to "${secret}" for you`,
			(secret) => `password is now: ${secret}`,
			(secret) => `mot de passe : ${secret}`,
		);
		const secrets = fc.stringMatching(/^[A-Za-z][A-Za-z0-9!#$%&*+.,;?@^_~-]{4,20}[0-9]$/);
		fc.assert(
			fc.property(said, secrets, (say, secret) => {
				expect(redact(say(secret))).not.toContain(secret);
				expect(redact(say(secret))).toContain('[redacted: password]');
			}),
			runs,
		);
	});

	test('of any text throws nothing', () => {
		fc.assert(
			fc.property(text, (hostile) => {
				expect(typeof redact(hostile)).toBe('string');
			}),
			runs,
		);
	});
});
