import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import { simpleParser } from 'mailparser';

import { placeOf } from '../../../nodes/shared/ledger/place';
import { escapedHtml } from '../../../nodes/shared/session/escape';
import { cleaned } from '../../../nodes/shared/session/text';
import { readMail } from '../../desk/email/reading.mts';
import { runs as allRuns } from '../runs.mts';
import { ended, linkedBy, settings as ledger } from '../ledger/ended.mts';
import { mailFor, settings, start, taken, then } from './emailPlay.mts';
import { MARKER, put } from './play.mts';

const runs = { numRuns: Math.min(allRuns.numRuns, 3_000) };
const fewRuns = { numRuns: Math.min(allRuns.numRuns, 200) };

/** What people type where lines, tags, headers and mark-up mean something. */
const typed = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc
		.array(
			fc.constantFrom(
				...[
					'\r\n',
					'\n',
					'[#1202]',
					'#close',
					'Bcc: all@example.com',
					'<',
					'>',
					'"',
					',',
					'@',
					' ',
				],
				...[
					'{ticket}',
					'$&',
					'\u2028',
					'\u200b',
					'-----Original Message-----',
					'From: a@b.example',
				],
				...['<script>', '</p>', '<br>', '1201', '=?utf-8?Q?=0D=0ABcc:?=', '\0'],
			),
			{ maxLength: 12 },
		)
		.map((parts) => parts.join('')),
);

/** A mail as it goes over the wire, read as a mail server reads it. */
async function sent(mail: object) {
	const source = await new MailComposer(mail).compile().build();
	return await simpleParser(source);
}

test('whatever is asked, set and answered, it ends, and every mail goes to the one mailbox', () => {
	const secret = 'hunter2-hunter2';
	const any = fc.oneof(typed, fc.jsonValue());
	const asked = fc.record({
		contract: fc.constantFrom(1, 2),
		operation: fc.constantFrom('describe', 'putNote', 'getTicket', 'findTickets', 'addTime', 'x'),
		target: fc.option(fc.record({ kind: fc.constantFrom('ticket', 'chat'), id: any })),
		note: fc.oneof(fc.constant(put().note), fc.jsonValue(), fc.record({ text: typed })),
		author: any,
		session: fc.constantFrom(null, put().session),
		ticket: any,
		known: any,
	});
	const on = fc.oneof(
		fc.constant({}),
		fc.record({ to: any }),
		fc.record({ from: any }),
		fc.record({ subject: any }),
	);
	const answers = fc.array(
		fc.record({ error: fc.oneof(any, fc.constant(undefined)), messageId: any, body: any }),
		{ maxLength: 4 },
	);
	fc.assert(
		fc.property(asked, on, answers, (wanted, more, came) => {
			let next = mailFor(wanted, more);
			for (const answer of came) {
				if (next.goes === 'answer') break;
				const { mail } = next.request ?? {};
				expect(next.goes).toBe('tell');
				expect(mail?.to).toMatch(/^[^\s,;<>]+@[^\s,;<>]+$/);
				expect(`${mail?.from}${mail?.subject}`).not.toMatch(/[\r\n\u2028\0]/);
				next = then(next, { ...answer, secret, error: answer.error ?? `failed: ${secret}` });
			}
			if (next.goes === 'answer') expect(next.answer?.contract).toBe(1);
			expect(JSON.stringify(next)).not.toContain(secret);
		}),
		runs,
	);
});

test('the number in the subject is the ticket that was asked for, whatever customers typed', async () => {
	await fc.assert(
		fc.asyncProperty(typed, typed, async (text, name) => {
			const note = { ...put().note, postscript: text };
			const author = { agentId: null, names: [name], email: null };
			const { request } = mailFor(
				put({ note, author }),
				{},
				`<h3>${MARKER}</h3><p>${escapedHtml(text)}</p>`,
			);
			const parsed = await sent(request?.mail ?? {});
			expect(parsed.subject).toBe('[#1201] Remote session');
			const names = parsed.headerLines.map(({ key }) => key);
			expect(new Set(names)).toEqual(
				new Set(['from', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type']),
			);
			expect(parsed.from?.text).toBe('"Remote support" <remote-support@example.com>');
			expect(String(parsed.html)).toContain(MARKER);
			expect(parsed.text).toContain(MARKER);
		}),
		fewRuns,
	);
});

test('no sender that is taken adds a header or a recipient', async () => {
	await fc.assert(
		fc.asyncProperty(typed, async (name) => {
			const { request } = mailFor(put(), { from: `${name}<a@example.com>` });
			if (!request?.mail) return;
			const parsed = await sent(request.mail);
			expect(parsed.from?.value).toMatchObject([{ address: 'a@example.com' }]);
			expect(parsed.to).toMatchObject({ value: [{ address: settings.to }] });
			expect(parsed.headers.has('bcc')).toBe(false);
		}),
		fewRuns,
	);
});

test('a desk that obeys and cuts what it reads obeys no customer and keeps the whole note', () => {
	fc.assert(
		fc.property(fc.array(typed, { minLength: 1, maxLength: 4 }), (lines) => {
			// As a note is rendered.
			const said = escapedHtml(cleaned(lines.join('\n'))).replaceAll('\n', '<br>');
			const body = `<h3>${MARKER}</h3>\n<ul>\n<li>09:55 <strong>Jordan</strong>: ${said}</li>\n</ul>\n<p>The end</p>`;
			const { mail } = mailFor(put({ author: null }), {}, body).request ?? {};
			for (const part of ['html', 'text'] as const) {
				const read = readMail(
					{ text: mail?.text ?? '', html: mail?.html ?? '' },
					{ part, cutsQuotes: true, obeys: true },
				);
				expect(read.commands).toEqual([]);
				expect(read.body).toContain('The end');
			}
		}),
		runs,
	);
});

test('no stranger fits the unknown customer of a ticket', () => {
	const who = fc.record({
		name: fc.option(typed),
		company: fc.option(typed),
		username: fc.option(typed),
		hostname: fc.option(typed),
		issue: fc.option(typed),
	});
	fc.assert(
		fc.property(who, fc.nat({ max: 9_999_999 }), (customer, number) => {
			const id = String(number + 1);
			const { answer } = start({ contract: 1, operation: 'getTicket', ticket: id });
			const session = ended({
				...linkedBy(`ticket:email:${id}`),
				customer: { ...ended().customer, ...customer },
			});
			expect(placeOf(session, 'email', ledger, answer?.ticket as { id: string })).toMatchObject({
				...{ kind: 'none', reason: 'customer-differs' },
			});
		}),
		runs,
	);
});

test('an answer that holds more than was agreed on changes nothing', () => {
	const { answer } = then(mailFor(put()), { ...taken, statusCode: 500, body: '<html>' });
	expect(answer).toMatchObject({ outcome: 'written' });
});
