import fc from 'fast-check';

import { sessionFromJson } from '../../../nodes/shared/session/note';
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
	...[
		'*bold*',
		'_it_',
		'~x~',
		'**b**',
		'# h',
		'\n# h',
		'\n- x',
		'\n1. x',
		'\n---',
		'\n===',
		'\n> q',
	],
	...[
		'\n:-:',
		'\n    code',
		'\n```\n',
		'[a](http://x.y)',
		'![a](http://x.y/i.png)',
		'<http://x.y>',
	],
	...[
		'http://x.y/z',
		'www.x.y',
		'mailto:a@b.c',
		'a@b.c',
		'@channel',
		' @here',
		'<!here>',
		'<!channel>',
	],
	...[
		'<@U0123456>',
		'<#C012>',
		'<http://x.y|click>',
		'<!date^1^{date}|x>',
		':smile:',
		':100:',
		'&gt;',
	],
	...[
		'[~admin]',
		'[a|http://x.y]',
		'{code}',
		'{code:title=x}',
		'{{m}}',
		'{color:red}',
		'!i.png!',
		'||',
	],
	...[
		'|',
		'|a|',
		'\nh1. x',
		'\nbq. x',
		'\n||h||',
		'??c??',
		'-d-',
		'+i+',
		'^s^',
		'\\',
		'\\\\',
		'\\*',
	],
	...[
		'\\{',
		'\n\n',
		'(/)',
		':)',
		':D',
		';)',
		'ABC-123',
		'[^f]',
		'$x$',
		'==m==',
		']',
		')',
		'>',
		' ',
		'\t',
	],
];

export const text = fc.oneof(
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
export const session = fc
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
	.map((parts) => sessionFromJson({ ...parts, sessionId: ID }));

export const options = fc.record(
	{
		audience: fc.constantFrom('internal' as const, 'customer' as const),
		redact: fc.boolean(),
		maxLength: fc.constantFrom(0, 200, 500, 2000),
		timezone: fc.constantFrom('UTC', 'Asia/Kathmandu'),
	},
	{ requiredKeys: [] },
);
