import { renderNote as operation } from '../../../nodes/BeyondTrust/resources/session/renderNote';
import { InputError } from '../../../nodes/shared/session/errors';
import type { Note, Session } from '../../../nodes/shared/session/model';
import { renderNote } from '../../../nodes/shared/session/note';
import { ID, reportText, sessionsOf } from './report.mts';

const host = 'https://support.example.com';
const [closed] = sessionsOf(reportText('SupportSession.closed'), { host });

const saying = (text: string): Session => ({
	...closed,
	transcript: [
		{
			at: closed.startedAt,
			from: { type: 'customer', name: 'Jamie *R*', participant: null },
			to: null,
			text,
		},
	],
});

const chatIn = (format: 'markdown' | 'jiraWiki' | 'slackMrkdwn', text: string) => {
	const { body } = renderNote(saying(text), format, { sections: ['chat'] });
	return body.split('\n\n').slice(2).join('\n\n');
};

describe('a note', () => {
	test('in Markdown has headings, lists, tables and links', () => {
		const { body } = renderNote(closed, 'markdown');
		expect(
			body.startsWith(`### BeyondTrust session ${ID}\n\n- **Representative:** Alex Morgan`),
		).toBe(true);
		expect(body).toContain('\n\n#### Chat\n\n- 09:05:25 **BeyondTrust**: Invented');
		expect(body).toContain(
			'**Jamie Rivera**: The printer does not print.  \n  Second line of the same message.\n',
		);
		expect(body).toContain(
			'| Time | File | Size | Direction | By |\n| --- | --- | --- | --- | --- |\n| 09:',
		);
		expect(body).toContain(
			`- [Report](${host}/login/sd_reporting?reportType=SupportSession&sessionId=${ID})`,
		);
	});

	test('in Jira’s wiki mark-up has the same', () => {
		const { body } = renderNote(closed, 'jiraWiki');
		expect(body.startsWith(`h3. BeyondTrust session ${ID}\n\n||Representative|Alex Morgan`)).toBe(
			true,
		);
		expect(body).toContain('\n\nh4. Chat\n\n* 09:05:25 BeyondTrust: Invented');
		expect(body).toContain('The printer does not print. \\\\ Second line of the same message.\n');
		expect(body).toContain('||Time||File||Size||Direction||By||\n|09:');
		expect(body).toContain(
			`* [Report|${host}/login/sd_reporting?reportType=SupportSession&sessionId=${ID}]`,
		);
	});

	test('in mrkdwn has bold labels, bullets and links', () => {
		const { body } = renderNote(closed, 'slackMrkdwn');
		expect(body.startsWith(`*BeyondTrust session ${ID}*\n\n• *Representative:* Alex Morgan`)).toBe(
			true,
		);
		expect(body).toContain('\n\n*Chat*\n\n• 09:05:25 *BeyondTrust*: Invented');
		expect(body).toContain('The printer does not print.\n│ Second line of the same message.\n');
		expect(body).toContain('&lt;tags&gt; &amp; ampersands');
		expect(body).toContain(
			`• <${host}/login/sd_reporting?reportType=SupportSession&amp;sessionId=${ID}|Report>`,
		);
	});

	test('in ADF is a document as JSON text', () => {
		const { type, version, content } = JSON.parse(renderNote(closed, 'adf').body);
		expect({ type, version }).toEqual({ type: 'doc', version: 1 });
		expect(content[0]).toEqual({
			type: 'heading',
			attrs: { level: 3 },
			content: [{ type: 'text', text: `BeyondTrust session ${ID}` }],
		});
		const text = JSON.stringify(content);
		expect(text).toContain(
			'{"type":"text","text":": The printer does not print."},{"type":"hardBreak"},{"type":"text","text":"Second line of the same message."}',
		);
		expect(text).toContain(
			`{"type":"text","text":"Report","marks":[{"type":"link","attrs":{"href":"${host}/login/sd_reporting?reportType=SupportSession&sessionId=${ID}"}}]}`,
		);
	});

	test.each([
		[
			'markdown',
			'a *b* [c](d) `e` <f>',
			'- 09:05:00 **Jamie \\*R\\***: a \\*b\\* \\[c\\](d) \\`e\\` \\<f\\>',
		],
		[
			'markdown',
			'x\n- y\n\n2. z',
			'- 09:05:00 **Jamie \\*R\\***: x  \n  \\- y  \n  \u00a0  \n  2\\. z',
		],
		[
			'jiraWiki',
			'[~admin] {code} a|b',
			'* 09:05:00 Jamie \\*R\\*: \\[\\~admin\\] \\{\u200bcode\\} a¦b',
		],
		[
			'jiraWiki',
			'C:\\Temp \\\\srv\\x\nh1. y',
			'* 09:05:00 Jamie \\*R\\*: C:\\Temp \\\u200b\\srv\\x \\\\ \u200bh1. y',
		],
		[
			'slackMrkdwn',
			'<!here> @all *b* a_b',
			'• 09:05:00 *Jamie ∗R∗*: &lt;!here&gt; \u200b@\u200ball ∗b∗ a_b',
		],
		['slackMrkdwn', 'http://x.y :tada:', '• 09:05:00 *Jamie ∗R∗*: http:\u200b//x.y :\u200btada:'],
	] as const)('shows in %s what somebody typed: %j', (format, typed, expected) => {
		expect(chatIn(format, typed)).toBe(expected);
	});

	test.each(['adf', 'jiraWiki', 'markdown', 'slackMrkdwn'] as const)(
		'in %s is cut at a line, says so and hands on the rest',
		(format) => {
			const note = renderNote(closed, format, { maxLength: 900 });
			expect(note.truncated).toBe(true);
			expect(note.body.length).toBeLessThanOrEqual(900);
			expect(note.body).toContain(
				'This note was cut off at 900 characters. The rest is not shown here.',
			);
			expect(note.overflow).toContain('Report');
			if (format === 'adf') {
				expect(JSON.parse(note.body).content.length).toBeGreaterThan(2);
				expect(JSON.parse(note.overflow ?? '').type).toBe('doc');
			}
		},
	);

	test('in ADF needs room for its frame', () => {
		expect(() => renderNote(closed, 'adf', { maxLength: 399 })).toThrow(InputError);
		expect(renderNote(closed, 'adf', { maxLength: 400 }).truncated).toBe(true);
	});

	test('of no known format is refused', () => {
		for (const format of ['rtf', '__proto__', 'toString']) {
			expect(() => renderNote(closed, format as 'adf')).toThrow(
				'Notes cannot be written in the format',
			);
		}
	});
});

describe('Session: Render Note', () => {
	const run = async (options: object) => {
		const parameters: Record<string, unknown> = {
			session: saying('I am EMP-123456'),
			format: 'text',
			options,
		};
		const node = {
			getNodeParameter: (name: string) => parameters[name],
			getTimezone: () => 'UTC',
			getInputData: () => [{ json: {} }],
		};
		const result = (await operation.execute({
			node,
			item: 0,
			linkKey: async () => null,
		} as never)) as unknown as {
			note: Note;
		};
		return result.note.body;
	};

	test('takes own patterns, one or several', async () => {
		expect(await run({})).toContain('I am EMP-123456');
		expect(await run({ redactPatterns: 'EMP-######' })).toContain('I am [redacted]');
		expect(await run({ redactPatterns: ['xyz', 'EMP-*'] })).toContain('I am [redacted]');
	});

	test('refuses a regular expression, naming the field', async () => {
		await expect(run({ redactPatterns: ['\\bEMP-\\d+'] })).rejects.toMatchObject({
			field: 'Redact Also',
		});
	});
});
