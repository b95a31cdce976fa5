import { checkIn } from '../../../nodes/shared/linking/one';
import { checkIn as sweep } from '../../../nodes/shared/ledger/checkIn';
import { decide as route } from '../../../nodes/shared/ledger/decide';
import { lateHash } from '../../../nodes/shared/ledger/lateHash';
import type { Wanted } from '../../../nodes/shared/linking/state';
import { ended, ID, MINUTE } from '../ledger/ended.mts';
import { ago, NOW, settings } from './form.mts';
import { MARKER, link, takeOff, unlinkedRow, linkedRow, answers, run } from './run.mts';

describe('A session that is linked', () => {
	test('gets its note on the chosen ticket, and below it who linked it and when', () => {
		const { decision, after } = run(link, unlinkedRow, answers('written', { noteId: '4' }));
		expect(decision).toMatchObject({
			goes: 'desk',
			target: { kind: 'ticket', id: '1201' },
			note: { marker: MARKER, postscript: 'Linked by Alex Morgan on 2026-11-23 10:00 UTC.' },
		});
		expect(after).toMatchObject({
			...{ state: 'linked', reason: null, linkKind: 'ticket', linkSystem: 'halo', linkId: '1201' },
			...{
				linkedBy: 'Alex Morgan',
				linkedAt: new Date(NOW).toISOString(),
				noteId: '4',
				lastError: null,
			},
		});
	});

	test('is linked once, however often the form is sent', () => {
		const { after } = run(link, unlinkedRow, answers('written'));
		for (const wanted of [link, { ...link, ticketId: '1202', by: 'Robin Keller' }]) {
			expect(checkIn(wanted, after, settings, NOW).todo).toBe('nothing');
		}
		expect(checkIn(link, {}, settings, NOW).todo).toBe('nothing');
	});

	test('waits for the sweep where the desk does not answer, and stays on the chosen ticket', () => {
		const { after } = run(link, unlinkedRow, { error: 'The desk is down.' });
		expect(after).toMatchObject({
			state: 'received',
			linkId: '1201',
			linkedBy: 'Alex Morgan',
			lastError: 'The desk is down.',
		});
		const swept = { why: 'due', sessionId: ID, applianceId: 'A' } as const;
		const checkedIn = sweep(swept, after, settings, NOW + 60 * MINUTE);
		expect(checkedIn.todo).toBe('work');
		const facts = { checkedIn, before: after, read: ended(), technicians: [], settings };
		expect(route({ ...facts, system: 'halo', marker: MARKER })).toMatchObject({
			goes: 'desk',
			target: { id: '1201' },
		});
	});

	test('has a note of what was stored where the appliance no longer has its report', () => {
		const gone = { error: 'There is no such session.', errorKind: 'noResults' };
		const { decision } = run(link, unlinkedRow, answers('written'), gone);
		expect(decision?.stored).toMatchObject({ sessionId: ID, customer: { name: 'Jordan Blake' } });
		expect(decision?.note?.postscript).toMatch(/^Linked by Alex Morgan.*no longer has the report/);
	});

	test('by the reconciliation says so, with the score, and keeps the suggestion', () => {
		const suggestion = '1201 (0.97): Same customer';
		const wanted: Wanted = { ...link, by: 'reconciliation', suggestion };
		const { decision, after } = run(wanted, unlinkedRow, answers('written'));
		expect(decision?.note?.postscript).toMatch(
			/^Linked automatically by the reconciliation, with a score of 0.97/,
		);
		expect(after).toMatchObject({ suggestion, linkedBy: 'reconciliation', state: 'linked' });
	});
});

describe('A session that is taken off its ticket', () => {
	test('leaves a private note of its own there, signed, in the name of whoever takes it off', () => {
		const { decision, after } = run({ ...takeOff, other: '1201' }, linkedRow, answers('written'));
		expect(decision).toMatchObject({
			target: { kind: 'ticket', id: '7' },
			author: { agentId: '21', known: true },
			note: {
				audience: 'internal',
				sections: ['header'],
				marker: expect.stringMatching(
					/^BeyondTrust session [0-9a-f]{32} · abcdefgh off [0-9a-f]{8}$/,
				),
				postscript:
					'This session is no longer on this ticket: it was linked by mistake, and was moved to ticket 1201 by Alex Morgan on 2026-11-23 10:00 UTC.',
			},
		});
		expect(after).toMatchObject({
			...{ state: 'unlinked', reason: 'no-link', linkKind: 'none', linkSystem: null, linkId: null },
			...{ noteId: null, noteHash: null, lateHash: null, linkedBy: 'Alex Morgan', lastError: null },
		});
	});

	test('has the same marker where a lost answer makes somebody try again', () => {
		const first = run(takeOff, linkedRow, { error: 'Lost.' });
		expect(first.after).toMatchObject({
			state: 'linked',
			linkId: '7',
			noteHash: 'h',
			lastError: 'Lost.',
		});
		const second = run(
			{ ...takeOff, by: 'Sam Okafor' },
			first.after,
			answers('there'),
			ended(),
			NOW + MINUTE,
		);
		expect(second.decision?.note?.marker).toBe(first.decision?.note?.marker);
		expect(second.after).toMatchObject({ state: 'unlinked', linkedBy: 'Sam Okafor' });
	});

	test('comes off a ticket that no longer exists, and the row says so', () => {
		const { after } = run(takeOff, linkedRow, answers('notFound'));
		expect(after).toMatchObject({
			state: 'unlinked',
			linkId: null,
			lastError: expect.stringMatching(/Ticket 7 no longer exists/),
		});
	});

	test('stays as it was where the desk refuses, with the reason', () => {
		const kept = { ...linkedRow, keepUntil: '2027-01-01T00:00:00.000Z' };
		for (const answer of [answers('refused', { said: 'No.' }), answers('later'), {}, null]) {
			expect(run(takeOff, kept, answer).after).toMatchObject({
				...{ state: 'linked', linkId: '7', noteHash: 'h', attempts: 1, keepUntil: kept.keepUntil },
				lastError: expect.stringMatching(/./),
			});
		}
	});

	test('is left alone where it is elsewhere by now', () => {
		for (const before of [
			unlinkedRow,
			{ ...linkedRow, linkId: '8' },
			{ ...linkedRow, linkSystem: 'other' },
			{ ...linkedRow, state: 'received' },
			{ ...linkedRow, noteHash: null },
			{},
		]) {
			expect(checkIn(takeOff, before, settings, NOW).todo).toBe('nothing');
		}
	});

	test('gets its state back from the sweep where the run broke off', () => {
		const told = { ...linkedRow, noteHash: lateHash(ended()), lateHash: lateHash(ended()) };
		const { row: taken } = checkIn(takeOff, told, settings, NOW);
		const left = { ...told, ...taken, updatedAt: ago(0) };
		const swept = { why: 'due', sessionId: ID, applianceId: 'A' } as const;
		expect(sweep(swept, left, settings, NOW + MINUTE).todo).toBe('nothing');
		const checkedIn = sweep(swept, left, settings, NOW + 60 * MINUTE);
		expect(checkedIn.todo).toBe('work');
		const facts = { checkedIn, before: left, read: ended(), technicians: [], settings };
		expect(route({ ...facts, system: 'halo', marker: MARKER })).toMatchObject({
			goes: 'done',
			row: { state: 'linked' },
		});
	});

	test('can be put back on it, with a new note', () => {
		const off = run(takeOff, linkedRow, answers('written')).after;
		const back = run({ ...link, ticketId: '7' }, off, answers('written'));
		expect(back.decision?.note?.marker).toMatch(/ again [0-9a-f]{8}$/);
		expect(back.after).toMatchObject({ state: 'linked', linkId: '7' });
	});

	test('is put back by the sweep with the same note where the desk was away', () => {
		const off = run(takeOff, linkedRow, answers('written')).after;
		const wanted = { ...link, ticketId: '7' };
		const begun = run(wanted, off, answers('written'));
		const left = run(wanted, off, answers('later', { errorKind: 'unavailable' })).after;
		expect(left).toMatchObject({ state: 'received', linkId: '7' });
		const swept = { why: 'due', sessionId: ID, applianceId: 'A' } as const;
		const checkedIn = sweep(swept, left, settings, NOW + 60 * MINUTE);
		const facts = { checkedIn, before: left, read: ended(), technicians: [], settings };
		const again = route({ ...facts, system: 'halo', marker: MARKER });
		expect(again).toMatchObject({ goes: 'desk', note: begun.decision?.note });
		expect(again.note?.postscript).toMatch(/^Linked by Alex Morgan on /);
	});

	test('goes on another ticket, whose note says where it came from', () => {
		const off = run({ ...takeOff, other: '1201' }, linkedRow, answers('written')).after;
		const { decision, after } = run({ ...link, other: '7' }, off, answers('written'));
		expect(decision?.note?.postscript).toMatch(/^Moved here from ticket 7 by Alex Morgan/);
		expect(after).toMatchObject({ state: 'linked', linkId: '1201' });
	});
});
