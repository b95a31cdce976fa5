/** Longer than most: one decision, with all the facts that can change it. */

import { checkIn } from '../../../nodes/shared/ledger/checkIn';
import { answerFrom, checkOut } from '../../../nodes/shared/ledger/checkOut';
import { decide, type ToDecide } from '../../../nodes/shared/ledger/decide';
import { lateHash } from '../../../nodes/shared/ledger/lateHash';
import type { Swept } from '../../../nodes/shared/ledger/arrival';
import { ago, ended, event, ID, linkedBy, NOW, settings, survey } from './ended.mts';

const surveyCame = event({ event: 'support_conference_customer_exit_survey_completed' });
const recheck: Swept = { why: 'recheck', sessionId: ID, applianceId: 'A' };
const base = {
	key: ID,
	sessionId: ID,
	createdAt: ago(99),
	updatedAt: ago(60),
	claim: 4,
	attempts: 0,
};
const hash = lateHash(ended());
const written = {
	...base,
	state: 'written',
	linkKind: 'ticket',
	linkSystem: 'halo',
	linkId: '1201',
	noteId: '9',
	noteHash: hash,
	lateHash: hash,
	endedAt: ago(10),
	customer: 'Grace Hopper',
};

function inputFor(
	more: Partial<ToDecide> = {},
	came: Parameters<typeof checkIn>[0] = event(),
): ToDecide {
	const before = more.before ?? null;
	return {
		checkedIn: checkIn(came, before, settings, NOW),
		before,
		read: ended(),
		technicians: [],
		settings,
		system: 'halo',
		marker: 'MARK',
		...more,
	};
}
const decided = (more: Partial<ToDecide> = {}, came?: Parameters<typeof checkIn>[0]) =>
	decide(inputFor(more, came));
const read = (key: string) => ended(linkedBy(key));
const owner = { id: 1202, customer: { name: 'Grace Hopper', company: 'Harbour Ltd' } };
const stranger = { id: 1202, customer: { name: 'Alan Turing', company: 'Bletchley GmbH' } };

test('a signed ticket link goes to the desk, fenced, with what the note says', () => {
	const decision = decided({ read: ended({ link: { ...ended().link, id: '0001201' } }) });
	expect(decision).toMatchObject({
		goes: 'desk',
		target: { kind: 'ticket', id: '1201' },
		mode: 'note',
		claim: { claim: 1, state: 'received' },
		after: { claim: 2, state: 'received' },
		row: { claim: 2, noteHash: hash, linkId: '1201', linkKind: 'ticket' },
		note: { marker: 'MARK', audience: 'internal', sections: [], postscript: '' },
	});
});

test.each([
	['ticket:halo:1202', undefined, 'look', null],
	['ticket:halo:1202', owner, 'desk', null],
	['ticket:halo:1202', stranger, 'unlinked', 'customer-differs'],
	['ticket:halo:1202', { id: 1202 }, 'unlinked', 'customer-differs'],
	['ticket:halo:1202', null, 'unlinked', 'no-such-ticket'],
	['#1202', undefined, 'look', null],
	['ABC-123', undefined, 'look', null],
	['ABC-123', null, 'unlinked', 'no-such-ticket'],
	['ticket:halo:../x', undefined, 'unlinked', 'no-link'],
	['chat:halo:5', undefined, 'unlinked', 'unsigned-chat'],
	['ticket:other:1202', undefined, 'unlinked', 'no-link'],
	['hello', undefined, 'unlinked', 'no-link'],
])('an unsigned link %s is not believed by itself (ticket: %j)', (key, ticket, goes, reason) => {
	const decision = decided({ read: read(key), ticket });
	expect([decision.goes, decision.reason]).toEqual([goes, reason]);
	if (reason === 'customer-differs') expect(decision.row?.suggestion).toMatch(/^1202 \(0\.00\)/);
});

test("a customer who writes the number of a stranger's ticket everywhere does not get there", () => {
	const from = { type: 'customer', name: null, participant: null } as const;
	const said = {
		at: null,
		from,
		to: null,
		text: 'It is about ticket 1202, for Alan Turing of Bletchley.',
	};
	const session = {
		...read('ticket:halo:1202'),
		transcript: [said],
		attributes: { ticket: '1202' },
	};
	const { goes, reason } = decided({ read: session, ticket: stranger });
	expect([goes, reason]).toEqual(['unlinked', 'customer-differs']);
});

test.each([
	['accept', 'desk', null],
	['refuse', 'unlinked', 'not-invited-here'],
	['ifCustomerFits', 'look', null],
] as const)('unsigned links can be switched: %s', (unsignedLinks, goes, reason) => {
	const decision = decided({ read: read('1202'), settings: { ...settings, unsignedLinks } });
	expect([decision.goes, decision.reason]).toEqual([goes, reason]);
});

test('a forged signature and an invite from elsewhere are not routed', () => {
	const forged = ended({ link: { ...ended().link, signature: 'invalid' } });
	expect(decided({ read: forged }).reason).toBe('bad-signature');
	const only = { ...settings, onlyInvitedHere: true, unsignedLinks: 'accept' as const };
	expect(decided({ read: read('1202'), settings: only }).reason).toBe('not-invited-here');
});

test('the technician is found by id before name, switched off means unknown', () => {
	const byId = { representativeId: '7', agentId: 70, enabled: true };
	const byName = { privateName: 'ada byron', agentId: 71, enabled: true };
	const author = (technicians: unknown[]) => decided({ technicians }).author;
	expect(author([byName, byId])).toEqual({ agentId: '70', names: [], email: null, known: true });
	expect(author([byName])?.agentId).toBe('71');
	expect(author([{ ...byId, enabled: false }])).toMatchObject({
		agentId: null,
		names: [],
		known: false,
	});
	expect(author([])?.names).toEqual(['Ada Byron', 'Ada', 'ada']);
	const strict = { ...settings, onlyKnownTechnicians: true };
	expect(decided({ settings: strict }).reason).toBe('unknown-technician');
	expect(decided({ settings: strict, technicians: [byId] }).goes).toBe('desk');
	expect(decided({ settings: { ...settings, defaultTechnician: '5' } }).author?.agentId).toBe('5');
});

test('an outage is no attempt, another failure is one', () => {
	const before = { ...base, state: 'received', attempts: 3, outages: 2, lastError: 'x' };
	const failed = (errorKind: string) =>
		decided({ before, read: { error: 'It is down.', errorKind } }).row;
	for (const kind of ['unreachable', 'timeout', 'unavailable', 'throttled', 'denied']) {
		expect(failed(kind)).toEqual({ attempts: 3, outages: 3, lastError: 'It is down.' });
	}
	expect(failed('unreadable')).toEqual({ attempts: 4, outages: 0, lastError: 'It is down.' });
});

test('a report that is not complete is waited for', () => {
	const running = ended({ complete: false, state: 'running', endedAt: null });
	expect(decided({ read: running })).toMatchObject({ goes: 'later', row: { attempts: 1 } });
	expect(decided({ before: written, read: running }, recheck)).toMatchObject({
		goes: 'done',
		row: { state: 'written' },
	});
});

test('a session that the appliance does not know is set aside, or its note made of the row', () => {
	const gone = { error: 'The appliance has no session.', errorKind: 'noResults' };
	expect(decided({ read: gone })).toMatchObject({
		goes: 'setAside',
		row: { state: 'quarantined', reason: gone.error },
	});
	const chosen = {
		...written,
		state: 'received',
		noteHash: 'chosen',
		lateHash: null,
		lastError: 'x',
	};
	const decision = decided({ before: chosen, read: gone });
	expect(decision).toMatchObject({
		goes: 'desk',
		stored: { sessionId: ID, customer: { name: 'Grace Hopper' } },
	});
	expect(decision.note?.postscript).toMatch(/no longer has the report/);
	expect(decided({ before: written, read: gone }, recheck).goes).toBe('done');
});

test('the reconciliation says below the note that it was no person', () => {
	const before = {
		...written,
		state: 'received',
		noteHash: 'chosen',
		lateHash: null,
		lastError: 'x',
		linkedBy: 'reconciliation',
		linkedAt: ago(0),
		suggestion: '1201 (0.93): fits',
	};
	expect(decided({ before }).note?.postscript).toBe(
		'Linked automatically by the reconciliation, with a score of 0.93, on 2026-11-23 10:00 UTC.',
	);
});

test('a survey that says "5" gives one addendum, in nobody\'s name', () => {
	const late = ended({ surveys: survey('5') });
	const decision = decided({ before: written, read: late }, surveyCame);
	expect(decision).toMatchObject({
		goes: 'desk',
		mode: 'addendum',
		author: { agentId: null, names: [] },
		note: {
			sections: ['notes', 'surveys', 'links'],
			marker: `MARK addendum ${lateHash(late).slice(0, 8)}`,
		},
	});
	const after = { ...written, lateHash: lateHash(late) };
	expect(decided({ before: after, read: late }, surveyCame)).toMatchObject({
		goes: 'done',
		row: { state: 'written' },
	});
});

test('customers get no addendum, but to a note of a report that was not complete', () => {
	const late = ended({ surveys: survey('5') });
	const seen = { ...settings, noteAudience: 'customer' as const };
	expect(decided({ before: written, read: late, settings: seen }, recheck).goes).toBe('done');
	const early = { ...written, endedAt: null };
	expect(decided({ before: early, read: late, settings: seen }, recheck)).toMatchObject({
		goes: 'desk',
		note: { sections: [] },
	});
});

test('what comes late is told whatever its order, and no wording of a note counts', () => {
	const two = [
		{ at: null, by: 'a', text: '1' },
		{ at: null, by: 'b', text: '2' },
	];
	expect(lateHash(ended({ notes: two }))).toBe(lateHash(ended({ notes: [...two].reverse() })));
	expect(lateHash(ended({ complete: false }))).not.toBe(hash);
	expect(lateHash(ended({ urls: { ...ended().urls, recordingView: 'https://x' } }))).not.toBe(hash);
});

test('passwords in the first line are redacted, on a bounded text', () => {
	const from = { type: 'customer', name: null, participant: null } as const;
	const said = ended({
		link: { ...ended().link, kind: 'none' },
		transcript: [
			{ at: null, from, to: null, text: `my password is Hunter2! ${'x'.repeat(800_000)}` },
		],
	});
	const line = decided({ read: said }).row?.firstLine ?? '';
	expect(line).not.toContain('Hunter2');
	expect(line.length).toBeLessThanOrEqual(120);
});

describe('after the desk was asked', () => {
	const out = (
		answer: unknown,
		more: Partial<ToDecide> = {},
		came?: Parameters<typeof checkIn>[0],
	) => {
		const input = inputFor(more, came);
		const session = 'error' in input.read ? null : input.read;
		return checkOut({ ...input, decision: decide(input), session, answer, now: NOW });
	};
	const answer = (outcome: string, more: object = {}) => ({ contract: 1, outcome, ...more });
	const chat = ended({
		link: { kind: 'chat', system: 'halo', id: '5', signature: 'valid', raw: null },
	});

	test('a note that was written ends all failures and is remembered by its id', () => {
		const row = out(answer('written', { ticketId: 1201, noteId: 77 }));
		expect(row).toMatchObject({
			state: 'written',
			attempts: 0,
			outages: 0,
			noteId: '77',
			linkId: '1201',
			lateHash: hash,
			customer: 'Grace Hopper',
		});
	});

	test('an addendum leaves the id of the note', () => {
		const row = out(
			answer('written', { noteId: 78 }),
			{ before: written, read: ended({ surveys: survey('5') }) },
			surveyCame,
		);
		expect(row).toMatchObject({ state: 'written', noteId: '9' });
	});

	test('what came between a crash and the next run follows the note that is there', () => {
		const crashed = {
			...written,
			state: 'received',
			lateHash: null,
			attempts: 1,
			updatedAt: ago(30),
		};
		const row = out(answer('there'), { before: crashed, read: ended({ surveys: survey('5') }) });
		expect(row).toMatchObject({ state: 'received', lateHash: hash, attempts: 0 });
		const next = decided({ before: { ...crashed, ...row }, read: ended({ surveys: survey('5') }) });
		expect(next.mode).toBe('addendum');
	});

	test.each([
		[
			chat,
			answer('posted', { noteId: 1 }),
			{ state: 'chatted', reason: 'no-link', linkKind: 'chat' },
		],
		[
			chat,
			answer('hasTicket', { ticketId: '0044' }),
			{ state: 'received', linkKind: 'ticket', linkId: '44', attempts: 0 },
		],
		[chat, answer('closed'), { state: 'unlinked', reason: 'no-link' }],
		[ended(), answer('notFound'), { state: 'unlinked', reason: 'no-such-ticket', noteHash: null }],
		[ended(), answer('refused', { said: 'No.' }), { attempts: 1, lastError: 'No.' }],
		[ended(), answer('closed'), { attempts: 1 }],
		[ended(), answer('later', { errorKind: 'throttled' }), { attempts: 0, outages: 1 }],
		[ended(), answer('later', { errorKind: 'unreadable' }), { attempts: 1, outages: 0 }],
		[
			ended(),
			{ error: 'Workflow failed' },
			{ attempts: 0, outages: 1, lastError: 'Workflow failed' },
		],
		[ended(), { target: { id: '1201' } }, { attempts: 0, outages: 1 }],
		[ended(), answer('posted'), { attempts: 0, outages: 1 }],
	])('says what the ledger has to say (%#)', (session, said, row) => {
		expect(out(said, { read: session })).toMatchObject(row);
	});

	test('an item without version and outcome is no answer, whichever output it came by', () => {
		const items = [
			null,
			'written',
			{ outcome: 'written' },
			{ contract: 2, outcome: 'written' },
			{ contract: 1, outcome: 'done' },
		];
		expect(items.map(answerFrom)).toEqual([null, null, null, null, null]);
	});
});
