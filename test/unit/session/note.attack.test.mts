import fc from 'fast-check';

import { InputError } from '../../../nodes/shared/session/errors';
import { assertSession, renderNote } from '../../../nodes/shared/session/note';
import { redact } from '../../../nodes/shared/session/redact';
import { runs } from '../runs.mts';
import { ID } from './report.mts';

const WORDS = [
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'</td></tr></table><h1>',
	'" onmouseover="alert(1)',
	"' style='x",
	'javascript:alert(1)',
	'data:text/html,<b>',
	'&lt;b&gt;',
	'&#60;b&#62;',
	'<!--',
	']]>',
	'{{constructor}}',
	'${7*7}',
	'$TICKETID',
	'=HYPERLINK("http://x")',
	'@everyone',
	'`code`',
	'\u202egnp.exe',
	'\u0000',
	'\u001b[2J',
	'\r',
	'\n',
	'\u2028',
	'\ud800',
	'BeyondTrust session ffffffffffffffffffffffffffffffff',
	'CHAT',
	'password: x',
	'__proto__',
];

const text = fc.oneof(
	fc
		.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
		.map((words) => words.join('')),
	fc.string({ unit: 'binary' }),
);
const time = fc.oneof(
	fc.constantFrom('2026-02-03T09:05:00.000Z', '2026-02-04T09:05:00.000Z', null),
	text,
);
const who = fc.record({
	type: fc.constantFrom('customer', 'representative', 'system'),
	name: text,
});
const line = fc.record({ at: time, from: who, to: fc.option(who), text });
const fields = fc.dictionary(text, text, { maxKeys: 4 });
const representative = fc.record({
	publicName: text,
	privateName: text,
	username: text,
	primary: fc.boolean(),
});
const session = fc
	.record(
		{
			complete: fc.boolean(),
			state: text,
			startedAt: time,
			externalKey: text,
			link: fc.record({ kind: fc.constantFrom('ticket', 'chat', 'none'), system: text, id: text }),
			customer: fc.record({
				name: text,
				company: text,
				issue: text,
				details: text,
				hostname: text,
				publicIp: text,
			}),
			representatives: fc.array(representative, { maxLength: 3 }),
			primaryRepresentative: representative,
			teams: fc.array(fc.record({ name: text }), { maxLength: 2 }),
			publicPortal: fc.record({ name: text }),
			transcript: fc.array(line, { maxLength: 6 }),
			notes: fc.array(fc.record({ at: time, by: text, text }), { maxLength: 2 }),
			files: fc.array(fc.record({ at: time, name: text, by: text, bytes: fc.double() }), {
				maxLength: 2,
			}),
			systemInformation: fc.array(
				fc.record({ category: text, rows: fc.array(fields, { maxLength: 3 }) }),
				{ maxLength: 2 },
			),
			surveys: fc.record({
				customer: fc.array(
					fc.record({
						answers: fc.array(fc.record({ label: text, answers: fc.array(text) }), {
							maxLength: 2,
						}),
					}),
					{ maxLength: 2 },
				),
			}),
			attributes: fields,
			urls: fc.dictionary(
				fc.constantFrom('report', 'chatView', 'recordingView'),
				fc.oneof(
					text,
					text.map((rest) => `https://support.example.com/${rest}`),
				),
			),
		},
		{ requiredKeys: [] },
	)
	.map((parts) => assertSession({ ...parts, sessionId: ID }));

const options = fc.record(
	{
		audience: fc.constantFrom('internal' as const, 'customer' as const),
		redact: fc.boolean(),
		maxLength: fc.constantFrom(0, 200, 500, 2000),
		timezone: fc.constantFrom('UTC', 'Asia/Kathmandu'),
	},
	{ requiredKeys: [] },
);

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
			/^(?:BeyondTrust session [0-9a-f]{32}|CHAT|NOTES|FILES|SYSTEM INFORMATION|SURVEYS|LINKS|The report of this session was not complete .*|This note was cut at \d+ characters; .*)?$/;
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
					const note = renderNote(hostile, format, chosen);
					expect(note.body.match(/BeyondTrust session [0-9a-f]{32}/gi)).toEqual([note.marker]);
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
							expect(renderNote(assertSession(value), 'html').body).toContain(ID);
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
		const hostile = assertSession({ sessionId: ID, systemInformation: [{ category: 'c', rows }] });
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
	])('of very many %s takes time in proportion', (_, long) => {
		const started = performance.now();
		redact(long);
		expect(performance.now() - started).toBeLessThan(2000);
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
