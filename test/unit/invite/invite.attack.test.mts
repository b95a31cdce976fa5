import fc from 'fast-check';

import { checkedRecipient } from '../../../nodes/shared/invite';
import { InputError } from '../../../nodes/shared/session/errors';
import { cleaned } from '../../../nodes/shared/session/text';
import { processorTime } from '../processorTime.mts';
import { runs } from '../runs.mts';
import { body, KEY, prepared, rendered } from './draft.mts';

const WORDS = [
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'</td></tr></table><h1>',
	'" onmouseover="alert(1)',
	"' style='x",
	'javascript:alert(1)',
	'&lt;b&gt;',
	'&#60;b&#62;',
	'<!--',
	'-->',
	'<![endif]-->',
	'{{constructor}}',
	'$LINKTOREMOTE',
	'$REMOTEINVITE',
	'$$',
	'$&',
	'`',
	'\r\nBcc: x@example.com',
	'\u202e',
	'\u0000',
	'\u2028',
	'\ud800',
	'3870731',
	'placeholder0code',
	'=HYPERLINK("http://x")',
];
const value = fc.oneof(
	fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((list) => list.join('')),
	fc.string({ unit: 'binary' }),
);
const PLACES = [
	'<p>$NAME</p>',
	'<p title="$NAME">x</p>',
	"<p title='$NAME'>x</p>",
	'<a href="https://desk.example/?q=$NAME">x</a>',
	'<!-- $NAME --><b>x</b>',
	'$NAME',
	'5 < 6 $NAME',
];

describe('Values', () => {
	it('never become mark-up, in whatever place they stand', () => {
		fc.assert(
			fc.property(value, fc.constantFrom(...PLACES), (name, place) => {
				const render = (own: string) =>
					rendered({ html: body(place), own: { NAME: own } }, { queueName: own }).html;
				const signs = (html: string) => html.replace(/<br>/g, '').replace(/[^<>"'`{}$]/g, '');
				expect(signs(render(name))).toBe(signs(render('')));
			}),
			runs,
		);
	});

	it('are never escaped in text, and nothing but what cannot be shown is taken out', () => {
		fc.assert(
			fc.property(value, (name) => {
				const { text } = rendered({ text: body('[$NAME]'), own: { NAME: name } });
				expect(text).toBe(`[${cleaned(name)}]\n3870731`);
			}),
			runs,
		);
	});

	it('never give the subject a second line', () => {
		fc.assert(
			fc.property(value, value, (name, queueName) => {
				let subject = '';
				try {
					({ subject } = rendered(
						{ subject: '$NAME at $QUEUENAME', own: { NAME: name } },
						{ queueName },
					));
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
				}
				expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
			}),
			runs,
		);
	});

	it.each(['javascript:alert(1)', 'data:text/html,x', ' https://x', '//evil.example', 'x'])(
		'are no address when they are %j',
		(address) => {
			const given = { html: body('<a href="$WHERE">x</a>'), own: { WHERE: address } };
			expect(() => prepared(given)).toThrow(
				'$WHERE is used as an address, but its value is not an address.',
			);
		},
	);

	it.each([
		['<a title=$NAME>', 'inside a tag without quotes'],
		['<a $NAME>', 'inside a tag without quotes'],
		['<$NAME>', 'inside a tag without quotes'],
		['</$NAME>', 'inside a tag without quotes'],
		['<a title="a=" $NAME>', 'inside a tag without quotes'],
		['<a onclick="f(\'$NAME\')">', "in the attribute 'onclick'"],
		['<a style="color:$NAME">', "in the attribute 'style'"],
		['<iframe srcdoc="$NAME">', "in the attribute 'srcdoc'"],
		['<style>$NAME</style>', 'inside <style>'],
		['<SCRIPT>var x = "$NAME"</SCRIPT>', 'inside <script>'],
	])('cannot be put where escaping does not help: %s', (html, where) => {
		const action = () => prepared({ html: body(html), own: { NAME: 'x' } });
		if (where === null) expect(action).not.toThrow();
		else expect(action).toThrow(`$NAME is ${where}, where a value could become more than text.`);
	});

	it('cannot have the block put into a tag', () => {
		expect(() => prepared({ html: '<a title="$REMOTEINVITE">$REMOTESESSIONCODE</a>' })).toThrow(
			'$REMOTEINVITE is a block and cannot be used inside a tag.',
		);
	});
});

const pieces = fc.constantFrom(
	'Hello ',
	'\n',
	'<p>',
	'</p>',
	'<!--',
	'-->',
	'<a href="',
	'">',
	'<head>',
	'</head>',
	'<title>',
	'$LINKTOREMOTE',
	'$REMOTESESSIONCODE',
	'$REMOTEINVITE',
	'$$',
	'$5',
	'x',
	' ',
	'&nbsp;',
);
const template = fc.array(pieces, { maxLength: 12 }).map((list) => list.join(''));

describe('An invite', () => {
	it('never goes out without a way in, and never fails once it was accepted', () => {
		fc.assert(
			fc.property(template, template, (text, html) => {
				let ready;
				try {
					ready = prepared({ text, html });
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					return;
				}
				const invite = ready.render(KEY);
				expect(invite.text).toMatch(/3870731|\?ak=0f1e2d3c4b5a69788796a5b4c3d2e1f0&x=1/);
				const seen = invite.html.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
				expect(seen).toMatch(/3870731|\?ak=0f1e2d3c4b5a69788796a5b4c3d2e1f0&amp;x=1/);
			}),
			runs,
		);
	});

	it('takes any words without hanging', () => {
		for (const part of ['<a ', '<!--', '$', '$A', '<a href="', "='", '"', '<head>', '$REMOTE_']) {
			const took = processorTime(() => {
				try {
					rendered({ html: part.repeat(20_000), text: part.repeat(20_000) });
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
				}
			});
			expect(took).toBeLessThan(2_000);
		}
	});
});

describe('A recipient', () => {
	it('is one address in one line, or refused', () => {
		const address = fc
			.array(
				fc.constantFrom(
					'a',
					'anna',
					'@',
					'.',
					'com',
					',',
					';',
					' ',
					'\n',
					'\r',
					'<',
					'>',
					'"',
					'\0',
				),
				{ maxLength: 12 },
			)
			.map((list) => list.join(''));
		fc.assert(
			fc.property(fc.oneof(address, fc.emailAddress(), fc.string()), (given) => {
				try {
					expect(checkedRecipient(given, false)).toMatch(
						/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/,
					);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
				}
			}),
			runs,
		);
	});
});
