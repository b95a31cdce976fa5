import { sessionFromJson } from '../../../nodes/shared/session/note';
import type { Session } from '../../../nodes/shared/session/model';
import { ID } from './report.mts';

/** Each sets `fired`, asks for an address of its own or opens a dialog, where somebody's words become more than text. */
const ATTACKS = [
	'<script>fired = 1</script>',
	'<script src="/script.js"></script>',
	'<img src="/image.png" onerror="fired = 2">',
	'<svg onload="fired = 3"><style><img src="/x" onerror="fired = 4"></style></svg>',
	'<math><mtext><table><mglyph><style><img src="/x" onerror="fired = 5">',
	'"><body onload="fired = 6"><input autofocus onfocus="fired = 7">',
	"' onmouseover='fired = 8' style='position:fixed;inset:0;background:url(\"/style.png\")'",
	'</td></tr></table></li></ul><iframe src="/frame" srcdoc="<script>parent.fired = 9</script>"></iframe>',
	'<a href="javascript:fired = 10" autofocus onfocus="fired = 11">click</a>',
	'<form action="/form"><button autofocus onfocus="alert(1)">send</button></form>',
	'<meta http-equiv="refresh" content="0;url=/away"><base href="/elsewhere/"><link rel="stylesheet" href="/style.css">',
	'<video autoplay src="/video.mp4" onerror="fired = 12"></video><object data="/object"></object>',
	'<details open ontoggle="fired = 13"><marquee onstart="fired = 14">x</marquee></details>',
	'<!--><img src=/x onerror=fired=15>-->',
	'<![CDATA[><img src=/x onerror=fired=16>]]>',
	'<noscript><p title="</noscript><img src=/x onerror=fired=17>">',
	'&lt;script&gt;fired = 18&lt;/script&gt; &#60;img src=/x onerror=fired=19&#62;',
	'\\u003cscript\\u003efired = 20\\u003c/script\\u003e',
	'<scr\u0000ipt>fired = 21</scr\u0000ipt><img src=/x on\u0000error=fired=22>',
	'[link](javascript:alert(2)) ![image](/markdown.png) [x]: /reference <http://127.0.0.1/auto>',
	'@everyone @here <!channel> <@U0123456> [~admin] :smile: {code} {{constructor}} ${fired = 23} {{fired = 24}}',
	'=HYPERLINK("http://127.0.0.1/cell","click") +cmd|\' /C calc\'!A0 @SUM(1+1) -1+1',
	'\u202e\u2066txt.exe\u2069\u202c \u200fright to left\u200e \u2028line\u2029paragraph\u0085next',
	'\u0000\u0001\u001b[2J\u0007 bell\ud800 half a sign \ufeff\ufffe',
	'# heading\n> quote\n- item\n1. item\n```\ncode\n```\n---\n|a|b|\n|-|-|\nh1. wiki\nbq. wiki\n||a||',
];

const longAttacks = (length: number) => [
	`${'long '.repeat(length / 5)}<script>fired = 25</script>`,
	`${'<b>'.repeat(length / 3)}<img src=/x onerror=fired=26>`,
	`<img alt="${'x'.repeat(length)}" src=/x onerror=fired=27>`,
];

/**
 * A session whose every text is an attack, each with a word of its own by which it is found again; the longest lines
 * have `longest` characters.
 */
export function hostileSession(longest = 200_000): {
	session: Session;
	words: string[];
	raw: string;
} {
	const attacks = [...ATTACKS, ...longAttacks(longest)];
	const words: string[] = [];
	const said = (attack: string) => {
		words.push(`seen${words.length}word`);
		return `${words.at(-1)} ${attack}`;
	};
	const each = <T,>(make: (text: string) => T) => attacks.map((attack) => make(said(attack)));
	const next = (() => {
		let index = 0;
		return () => said(ATTACKS[index++ % ATTACKS.length]);
	})();
	const fields = () => Object.fromEntries(ATTACKS.map((attack) => [attack, next()]));
	const person = { publicName: ATTACKS[0], privateName: ATTACKS[2], username: ATTACKS[6] };
	const session = sessionFromJson({
		sessionId: ID,
		state: 'ended',
		complete: true,
		startedAt: '2026-02-03T09:05:00.000Z',
		endedAt: '2026-02-03T09:15:00.000Z',
		externalKey: ATTACKS[0],
		customer: { name: next(), company: next(), issue: next(), details: next(), hostname: next() },
		representatives: [{ ...person, primary: true }],
		primaryRepresentative: { ...person, publicName: next(), privateName: next(), primary: true },
		teams: [{ name: next() }],
		transcript: each((text) => ({ from: { type: 'customer', name: ATTACKS[2] }, text })),
		notes: each((text) => ({ by: ATTACKS[6], text })),
		files: ATTACKS.map(() => ({ name: next(), by: ATTACKS[2], bytes: 1, direction: 'toCustomer' })),
		systemInformation: [
			{ category: next(), rows: [fields()] },
			{ category: next(), rows: [{ [ATTACKS[0]]: next() }, { [ATTACKS[0]]: next() }] },
		],
		surveys: { customer: [{ answers: [{ label: next(), answers: [next(), next()] }] }] },
		attributes: fields(),
		urls: {
			report: 'https://support.example.com/login/"><img src=/x onerror=fired=28>',
			chatView: 'javascript:alert(3)',
			recordingView: 'https://support.example.com/a" onmouseover="fired = 29',
		},
	});
	return { session, words, raw: ATTACKS.join('\n') };
}
