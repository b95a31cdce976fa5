import fc from 'fast-check';

import { patternsFrom, redactChat } from '../../../nodes/shared/session/redact';
import type { Said } from '../../../nodes/shared/session/redact';
import { runs } from '../runs.mts';
import { corpus } from './redactionCorpus.mts';
import { search } from './regexSteps.mts';

/** Every expression that ran while `work` did, with the text it ran on. */
function searchesIn(work: () => void): Array<[form: RegExp, text: string]> {
	const found: Array<[RegExp, string]> = [];
	const { exec } = RegExp.prototype;
	RegExp.prototype.exec = function counted(text: string) {
		// A global one goes on from where it was: that belongs to the search that began at 0.
		if (this.lastIndex === 0) found.push([new RegExp(this.source, this.flags), String(text)]);
		return exec.call(this, text);
	};
	try {
		work();
	} finally {
		RegExp.prototype.exec = exec;
	}
	return found;
}

const own = patternsFrom(['EMP-######', '*night*', '*-*-*-*x', 'a* b* c* d*', '*@example.com']);

/** Signs looked at while a chat is redacted. */
const stepsFor = (chat: Said[]): number =>
	searchesIn(() => redactChat(chat, own)).reduce(
		(sum, [form, text]) => sum + search(form, text).steps,
		0,
	);

const UNITS = [
	'-----BEGIN PRIVATE KEY-----\n',
	'password ',
	'password for ',
	'password is as follows ',
	'password - ',
	'my password? it is ',
	'user/password ',
	'login: a/',
	'a/b\n',
	' ',
	'4',
	'4111 ',
	'4111/',
	'4111\n',
	'1 ',
	'eyJaaaaaaaa-',
	'bearer ',
	'a',
	'a ',
	':=',
	'://a:',
	'pw: "',
	'code ',
	'code app ',
	'the code is for ',
	'net use x mysql -p curl -u ',
	'?a_token=&',
	'password to to ',
	'pw: Abc1! one is ',
	'123456-',
	'.',
	'!',
	'что-то ',
	'a\u0301\u0323',
	'\u200b',
	'midnight',
	'a-b-c-',
	'pass phrase is ',
	'set it to ',
	'log in with ',
	'with a log in ',
	'unlock ',
	'abcd\nthat ',
	'user a password ',
	'password is a b ',
	'[redacted: password]',
	'[redacted: ',
	"it's ok: ",
];

const filled = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length));

describe('the counting matcher', () => {
	test('finds what the language finds', () => {
		const texts = fc.constantFrom(...corpus('tuning').map(({ chat }) => chat.join('\n')));
		fc.assert(
			fc.property(texts, (text) => {
				for (const [form, judged] of searchesIn(() => redactChat([{ by: 'C', text }], own))) {
					if (form.sticky) continue;
					const real = form.global
						? [...judged.matchAll(form)].map(([match]) => match)
						: (judged.match(form)?.slice(0, 1) ?? []);
					expect(search(form, judged).matches).toEqual(real);
				}
			}),
			{ numRuns: 40 },
		);
	});

	test.each([
		['(?:a+)+b', 'a', 8],
		['\\d+\\d+x', '1', 200],
		['a.*b', 'a', 200],
	])('counts that %s is not linear', (source, unit, length) => {
		const form = new RegExp(source, 'g');
		const once = search(form, unit.repeat(length)).steps;
		expect(search(form, unit.repeat(length * 2)).steps).toBeGreaterThan(3 * once);
	});
});

describe('the steps of a redaction', () => {
	test.each(UNITS)('grow with the text no faster than it does: %j', (unit) => {
		const [once, fourTimes] = [1_000, 4_000].map((length) =>
			stepsFor([{ by: 'C', text: filled(unit, length) }]),
		);
		expect(fourTimes).toBeLessThan(5 * once);
	});

	test('grow with the lines of a chat no faster than their number', () => {
		const lines = ['what is your password?', 'no', 'the code please', 'my password is', 'Wolke-55'];
		const chat = (count: number) =>
			Array.from(
				{ length: count },
				(_, index): Said => ({
					by: 'RCS'[index % 3],
					text: lines[index % lines.length],
				}),
			);
		expect(stepsFor(chat(240))).toBeLessThan(4.4 * stepsFor(chat(60)));
	});
});

describe('a redaction', () => {
	test.each(UNITS)('of 800,000 characters ends: %j', (unit) => {
		const text = filled(unit, 800_000);
		const half = text.length / 2;
		const chat = [
			{ by: 'R', text: 'what is your password?' },
			{ by: 'C', text: text.slice(0, half) },
			{ by: 'C', text: text.slice(half) },
		];
		expect(redactChat(chat, own)).toHaveLength(3);
	});

	test('of any chat gives as many texts, all of whose marks are whole', () => {
		const piece = fc.constantFrom(
			...['password', 'pw', ':', 'is', 'Hunter22', '\n', '4111 1111 1111 1111', 'pin', '1234'],
			...['\u200b', 'ｐ', 'а', '\ue000', '[redacted: code]', '[redacted', '?', '/', '-', 'what'],
			...[
				'-----BEGIN PRIVATE KEY-----',
				'-----END PRIVATE KEY-----',
				'e\u0301\u0323',
				'🦊',
				'\ud800',
			],
		);
		const said = fc.record({
			by: fc.constantFrom('R', 'C', null),
			text: fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(' ')),
		});
		fc.assert(
			fc.property(fc.array(said, { maxLength: 6 }), (chat) => {
				const once = redactChat(chat);
				expect(once).toHaveLength(chat.length);
				once.forEach((text, index) => {
					const whole = /\[redacted: (?:password|code|card number|private key)\]/g;
					const given = chat[index].text.split('[redacted').length;
					expect(text.replace(whole, '').split('[redacted').length).toBeLessThanOrEqual(given);
				});
			}),
			runs,
		);
	});

	test('leaves text that holds no secret exactly as it was, whatever its script', () => {
		const unit = fc.constantFrom(
			...'aбγ文🦊é \n.,'.split(''),
			'e\u0301',
			'\u200d',
			'ｋ',
			'한',
			'ﬁ',
			'\ue003',
		);
		fc.assert(
			fc.property(fc.array(unit, { maxLength: 40 }), (signs) => {
				const text = signs.join('');
				expect(redactChat([{ by: 'C', text }])).toEqual([text]);
			}),
			runs,
		);
	});
});
