import { begin, check, type Fields } from './checking.mts';
import { mailFor, taken, then } from './emailPlay.mts';

/** The desk by mail, and how many emails it sent. */
function mailDesk(on: object = {}) {
	const mails: unknown[] = [];
	const desk = (asked: Fields) => {
		const step = mailFor(asked, on);
		if (step.goes === 'answer') return [step.answer];
		mails.push(step.request?.mail);
		return [then(step, taken).answer];
	};
	return { desk, mails };
}

it('is green, says what mail cannot promise, and sends one mail', () => {
	const { desk, mails } = mailDesk();
	const { title, holds, sentence } = check(desk);
	expect(title).toBe('Nothing is wrong with the desk workflow');
	expect(holds('yes')).toEqual([
		'It says what it is and what it can do',
		'It knows it with # in front',
		'It knows it with spaces and zeros',
	]);
	expect(holds('look')).toEqual([
		'It writes a private note',
		'The note is shown inert and to agents only',
	]);
	expect(holds('not offered')).toEqual([
		...['It names the agents', 'It knows the ticket', 'It says that there is no such ticket'],
		...['It finds the ticket among the newest', 'It returns no more tickets than asked for'],
		...["It writes in the agent's name", 'It writes the same note only once'],
		...['It says that there is no ticket to write on'],
		...['postToChat', 'createTicket', 'setStatus', 'addTime'],
	]);
	expect(sentence(/^It knows the ticket/)).toContain('unsigned links stay unlinked');
	expect(sentence(/only once/)).toContain('the note may come twice');
	expect(sentence(/private note/)).toContain('Check that it is on ticket 1201');
	expect(mails).toHaveLength(1);
});

it('is red where notes for agents are refused, with the field that allows them', () => {
	const { desk, mails } = mailDesk({ mailsBecomeInternalNotes: false });
	const { holds, sentence } = check(desk);
	expect(holds('no')).toEqual(['It writes a private note']);
	expect(sentence(/private note/)).toContain("'mailsBecomeInternalNotes' in Settings");
	expect(mails).toEqual([]);
});

it('is red where numbers have another form, and where Settings is wrong', () => {
	const other = check(mailDesk({ ticketPattern: 'ABC-123' }).desk);
	expect(other.sentence(/^It knows the ticket/)).toMatch(/Settings of the desk workflow allows/);
	const lost = check(mailDesk({ to: '' }).desk);
	expect(lost.sentence(/^It knows the ticket/)).toContain("'to' in Settings");
	const plain = mailDesk({ address: '' }).desk;
	expect(check(plain, begin()).holds('no')).toEqual([]);
});
