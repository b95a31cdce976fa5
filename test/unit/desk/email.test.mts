import { answerFrom, checkOut } from '../../../nodes/shared/ledger/checkOut';
import { decide } from '../../../nodes/shared/ledger/decide';
import { checkIn } from '../../../nodes/shared/ledger/checkIn';
import { ended, event, NOW, settings as ledger } from '../ledger/ended.mts';
import { html, mailFor, start, taken, then } from './emailPlay.mts';
import { MARKER, put } from './play.mts';

const asked = (operation: string, more: object = {}) => ({ contract: 1, operation, ...more });

it('says what it cannot do', () => {
	expect(start(asked('describe')).answer).toEqual({
		...{ contract: 1, desk: 'Desk by Email', system: 'email', noteFormat: 'html' },
		...{ operations: ['describe', 'putNote', 'getTicket', 'findTickets'] },
		...{ canWriteAs: false, canRead: false, chats: false, privateNotes: true },
	});
	const shipped = start(asked('describe'), { mailsBecomeInternalNotes: false });
	expect(shipped.answer).toMatchObject({ privateNotes: false });
	for (const operation of ['findAgents', 'postToChat', 'createTicket', 'setStatus', 'addTime']) {
		expect(start(asked(operation)).answer).toMatchObject({ outcome: 'unsupported' });
	}
	expect(start(asked('findTickets', { text: 'x' })).answer).toEqual({ contract: 1, tickets: [] });
});

describe('a note', () => {
	it('is one mail with the number in its subject and two parts', () => {
		const step = mailFor(put());
		expect(step.goes).toBe('tell');
		expect(step.request?.mail).toEqual({
			...{ from: '"Remote support" <remote-support@example.com>', to: 'service-desk@example.com' },
			...{ subject: '[#1201] Remote session', text: `${MARKER}\nTechnician: Alex Morgan` },
			html: `${html}<p>Technician: Alex Morgan</p>`,
		});
		expect(then(step, taken).answer).toEqual({
			...{ contract: 1, outcome: 'written', ticketId: '1201', noteId: '<a-1@example.com>' },
			...{ url: 'https://desk.example.com/t/1201', writtenAs: null, status: null, said: null },
		});
	});

	it('is not sent again where the ledger knows its id, but an addendum is', () => {
		const known = { known: '<a-1@example.com>' };
		expect(mailFor(put(known)).answer).toMatchObject({
			...{ outcome: 'there', noteId: '<a-1@example.com>', ticketId: '1201' },
		});
		const marker = `${MARKER} addendum 01234567`;
		const addendum = mailFor(put({ ...known, note: { ...put().note, marker } }));
		expect(addendum.request?.mail?.html).toContain('addendum 01234567');
	});

	it('for agents is refused where nobody said that the mailbox makes internal notes', () => {
		for (const no of [false, 'false', '', null, undefined, 1, { toString: 0 }]) {
			const { answer } = start(put(), { mailsBecomeInternalNotes: no });
			expect(answer).toMatchObject({ outcome: 'refused', ticketId: '1201', status: null });
			expect(answer?.said).toContain("'mailsBecomeInternalNotes' in Settings");
		}
		const customer = put({ note: { ...put().note, audience: 'customer' } });
		expect(mailFor(customer, { mailsBecomeInternalNotes: false }).goes).toBe('tell');
		expect(mailFor(put(), { mailsBecomeInternalNotes: 'true' }).goes).toBe('tell');
	});

	it('without a session is its plain text', () => {
		const note = { audience: 'internal', text: 'Sent to <b>you</b>\nby Alex', marker: 'Invite 1' };
		const { request } = mailFor(put({ session: null, author: null, note }));
		expect(request?.mail?.text).toBe('Sent to <b>you</b>\nby Alex\nInvite 1');
		expect(request?.mail?.html).toContain('Sent to &lt;b&gt;you');
	});

	it('reads well as plain text', () => {
		const body = [
			`<h3>${MARKER}</h3>`,
			'<table>',
			'<tr><th>Customer</th><td>Jordan &amp; &#36;on</td></tr>',
			'</table>',
			'<table><tr><th>File</th><th>Bytes</th></tr>',
			'<tr><td>a.txt</td><td>1</td></tr>',
			'</table>',
			'<ul>',
			'<li>09:55 <strong>Jordan</strong>: Hi<br>there</li>',
			'<li><a href="https://a.example/?x=1&amp;y=2">Report</a></li>',
			'</ul>',
		].join('\n');
		const text = mailFor(put({ author: null }), {}, body).request?.mail?.text ?? '';
		expect(text.split('\n').filter(Boolean)).toEqual([
			...[MARKER, 'Customer: Jordan & $on', 'File | Bytes', 'a.txt | 1'],
			...['- 09:55 Jordan: Hi', 'there', '- Report: https://a.example/?x=1&y=2'],
		]);
		expect(text).not.toMatch(/\n{3}/);
	});

	it.each([
		['#close', '| #close'],
		['&gt; quoted', '| > quoted'],
		['-----Original Message-----', '| -----Original Message-----'],
		['____________', '| ____________'],
		['\u200b@\u200bassign me', '| @assign me'],
		['From: boss@example.com', '| From: boss@example.com'],
		['On Monday, Alex Morgan wrote:', '| On Monday, Alex Morgan wrote:'],
		['words', 'words'],
	])('begins no line with what somebody typed as %s', (typed, line) => {
		for (const [before, after] of [
			['<li>09:55 <strong>Jordan</strong>: Hi<br>', '</li>'],
			['<p>', '</p>'],
			['<p><em>', '</em></p>'],
		]) {
			const { mail } =
				mailFor(put(), {}, `<h3>${MARKER}</h3>${before}${typed}${after}`).request ?? {};
			expect((mail?.text ?? '').split('\n').map((one) => one.replace(/\u200b/g, ''))).toContain(
				line,
			);
			expect(mail?.html.replace(/\u200b/g, '')).toContain(line.replace('>', '&gt;'));
		}
	});
});

describe('a ticket', () => {
	it.each([
		['1234', ' #0001201 ', '1201'],
		['1234', 'HELP-1', null],
		['1234', '', null],
		['1234', { toString: 0 }, null],
		['1234', '1201\r\nBcc: all@example.com', null],
		['ABC-123', '[help-412]', 'HELP-412'],
		['ABC-123', '412', null],
		['INC0001234', 'inc0010234', 'INC0010234'],
	])('by the pattern %s, typed as %j, is %j', (ticketPattern, typed, id) => {
		const { answer } = start(asked('getTicket', { ticket: typed }), { ticketPattern });
		if (id === null) expect(answer).toEqual({ contract: 1, ticket: null });
		else expect(answer?.ticket).toMatchObject({ id, number: id, closed: false });
		const target = { target: { kind: 'ticket', id: typed } };
		const step = mailFor(put(target), { ticketPattern });
		if (id === null) expect(step.answer).toMatchObject({ outcome: 'notFound' });
		else expect(step.request?.mail?.subject).toBe(`[#${id}] Remote session`);
	});

	it('has no address where Settings has none', () => {
		const { answer } = start(asked('getTicket', { ticket: '1201' }), { address: '' });
		expect(answer?.ticket).toMatchObject({ url: '' });
	});
});

describe('what the mail server says', () => {
	const after = (error: unknown) => then(mailFor(put()), { error }).answer;

	it.each([
		["Can't send mail - all recipients were rejected: 550 5.1.1 No such user", '(550 5.1.1)'],
		['Message failed: 554 spam, see https://evil.example', '(554)'],
		['Mail command failed: 553 Not yours', '(553)'],
		['No recipients defined', "'to' and 'from'"],
	])('is a refusal for good: %s', (sentence, said) => {
		const answer = after(sentence);
		expect(answer).toMatchObject({ outcome: 'refused', ticketId: '1201', status: null });
		expect(answer?.said).toContain(said);
		expect(answer?.said).not.toMatch(/evil|No such user/);
	});

	it.each([
		['Message failed: 451 4.7.1 Greylisted, come again', 'unavailable'],
		["Can't send mail - all recipients were rejected: 450 Busy", 'unavailable'],
		['Invalid greeting. response=421 Too busy: 421 Too busy', 'unavailable'],
		['connect ECONNREFUSED 127.0.0.1:25', 'unreachable'],
		['getaddrinfo ENOTFOUND mail.example', 'unreachable'],
		['Greeting never received', 'unreachable'],
		['self-signed certificate', 'unreachable'],
		['Invalid login: 535 5.7.8 Wrong password hunter2', 'credentials'],
	])('is an outage: %s', (sentence, errorKind) => {
		for (const error of [sentence, { message: sentence }]) {
			const answer = after(error);
			expect(answer).toMatchObject({ outcome: 'later', errorKind, ticketId: '1201' });
			expect(answer?.said).not.toMatch(/hunter2|127\.0/);
		}
	});

	it.each([['Connection closed unexpectedly'], ['read ECONNRESET'], ['Timeout'], ['x'], [{}]])(
		'is nothing that anybody knows, and an attempt that counts: %j',
		(error) => {
			const answer = after(error);
			expect(answer).toMatchObject({ outcome: 'later', errorKind: 'unsure' });
			expect(answer?.said).toContain('on the ticket twice');
			expect(answerFrom(answer)?.errorKind).toBe('unsure');
			const input = {
				...{ checkedIn: checkIn(event(), null, ledger, NOW), before: null },
				...{ settings: ledger, system: 'email' },
			};
			const decision = decide({
				...{ ...input, read: ended({ link: { ...ended().link, system: 'email' } }) },
				...{ technicians: [], marker: 'MARK' },
			});
			const row = checkOut({ ...input, decision, session: ended(), answer, now: NOW });
			expect(row).toMatchObject({ attempts: 1, outages: 0 });
		},
	);

	it('is nothing at all where the node has no credential: then its own item comes back', () => {
		const step = mailFor(put());
		expect(then(step, step).answer).toMatchObject({ outcome: 'later', errorKind: 'credentials' });
	});
});

describe('Settings', () => {
	it.each([
		[{ to: '' }, "'to'"],
		[{ to: 'a@example.com, b@example.com' }, "'to'"],
		[{ to: 'Desk <a@example.com>' }, "'to'"],
		[{ to: 'a@example.com\r\nBcc: all@example.com' }, "'to'"],
		[{ to: null }, "'to'"],
		[{ from: 'Remote support' }, "'from'"],
		[{ from: 'A <a@example.com>, B <b@example.com>' }, "'from'"],
		[{ from: 'A\r\nBcc: x <a@example.com>' }, "'from'"],
		[{ subject: 'Remote session' }, "'subject'"],
		[{ subject: '{ticket} {ticket}' }, "'subject'"],
		[{ subject: '[#{ticket}]\r\nBcc: all@example.com' }, "'subject'"],
		[{ subject: `[#{ticket}] ${'x'.repeat(200)}` }, "'subject'"],
		[{ ticketPattern: '#' }, "'ticketPattern'"],
		[{ ticketPattern: { toString: 0 } }, "'ticketPattern'"],
	])('such as %j is told before anything is sent', (on, field) => {
		const { answer } = start(put(), on);
		expect(answer).toMatchObject({ outcome: 'later', errorKind: 'input' });
		expect(answer?.said).toContain(`${field} in Settings`);
		expect(start(asked('describe'), on).answer).toMatchObject({ contract: 1, system: 'email' });
	});

	it.each([
		['a@example.com', 'a@example.com'],
		[' <a@example.com> ', 'a@example.com'],
		['Support, "EU" <a@example.com>', '"Support, EU" <a@example.com>'],
		['Jürgen [IT] <a@bücher.example>', '"Jürgen [IT]" <a@bücher.example>'],
	])('takes the sender %s', (from, header) => {
		expect(mailFor(put(), { from }).request?.mail?.from).toBe(header);
	});
});
