import { reconcile, type ToReconcile } from '../../../nodes/shared/linking/reconcile';
import { report } from '../../../nodes/shared/linking/report';
import { toAsk } from '../../../nodes/shared/linking/toAsk';
import { NOW, onTicket, row, sessionId, settings, technicians, ticket } from './form.mts';

const on = { ...settings, linkAutomatically: true };
const found = (rows: unknown[], more: Partial<ToReconcile> = {}) =>
	reconcile({ rows, tickets: [ticket(1201)], chats: [], technicians, settings, ...more });
const chat = { linkKind: 'chat', linkSystem: 'halo', linkId: '501', state: 'chatted' };
const held = {
	reason: 'unknown-technician',
	linkKind: 'ticket',
	linkSystem: 'halo',
	linkId: '1204',
};

test('a ticket that was opened later is suggested, and nothing linked unless that is on', () => {
	const [one] = found([row(1)]);
	expect(one).toMatchObject({
		goes: 'suggest',
		key: sessionId(1),
		ticket: '1201',
		suggestion: expect.stringMatching(/^1201 \(0\.\d\d\): Same customer/),
		claim: { key: sessionId(1), claim: 1, claimIs: 'eq', state: 'unlinked', stateIs: 'eq' },
		counts: { sessions: 1, tickets: 1, suggested: 1 },
	});
	expect(one.action).toBeUndefined();
});

test('a suggestion that stands in the row already is nothing to do, and goes when nothing fits any more', () => {
	const [{ suggestion }] = found([row(1)]);
	expect(found([row(1, { suggestion })])).toMatchObject([
		{ goes: 'nothing', counts: { suggested: 1 } },
	]);
	expect(found([row(1, { suggestion })], { tickets: [] })).toMatchObject([
		{ goes: 'suggest', suggestion: null },
	]);
	expect(found([{}])).toMatchObject([{ goes: 'nothing', counts: { sessions: 0 } }]);
});

test('a session whose chat has a ticket by now is linked by itself where that is on', () => {
	for (const more of [
		{ chats: [{ id: '501', ticketId: 1203 }], tickets: [] },
		{ tickets: [ticket(1203, { customer: null, openChatId: 501 })] },
	]) {
		expect(found([row(1, chat)], { ...more, settings: on })).toMatchObject([
			{
				goes: 'link',
				action: 'link',
				ticketId: '1203',
				by: 'reconciliation',
				score: 1,
				sessionId: sessionId(1),
			},
		]);
	}
});

test('what waited for its technician is taken up when the technician is known', () => {
	const unknown = row(1, { ...held, representative: 'Kim Sato' });
	expect(found([unknown], { settings: on, tickets: [] })).toMatchObject([{ goes: 'nothing' }]);
	expect(found([row(1, held)], { settings: on, tickets: [] })).toMatchObject([
		{ goes: 'link', ticketId: '1204' },
	]);
	expect(found([row(1, held)], { tickets: [] })).toMatchObject([{ goes: 'suggest', score: 1 }]);
});

test.each([
	['a person linked or took off', { linkedBy: 'Alex Morgan' }],
	['failed', { lastError: 'HTTP 503' }],
	['has a wrong signature', { reason: 'bad-signature' }],
	['was not invited here', { reason: 'not-invited-here' }],
	['has a chat nobody signed', { reason: 'unsigned-chat' }],
	['is of another customer', { reason: 'customer-differs' }],
	['is of another desk', { linkSystem: 'another' }],
])('never linked by itself: what %s', (_what, more) => {
	const chats = [{ id: '501', ticketId: 1203 }];
	const all = found([row(1, { ...chat, ...more })], {
		settings: { ...on, linkThreshold: 100 },
		chats,
	});
	expect(all.filter(({ goes }) => goes === 'link')).toEqual([]);
});

test('the thresholds are those of the settings', () => {
	const [{ score }] = found([row(1)]);
	const percent = Math.round((score ?? 0) * 100);
	const linked = (linkThreshold: number) =>
		found([row(1)], { settings: { ...on, linkThreshold } })[0].goes;
	expect([linked(percent), linked(Math.min(percent + 1, 100))]).toEqual([
		'link',
		percent === 100 ? 'link' : 'suggest',
	]);
	expect(found([row(1)], { settings: { ...settings, suggestFrom: 100 } })[0].goes).toBe(
		percent === 100 ? 'suggest' : 'nothing',
	);
});

test('the desk is asked once, for tickets and for the chats of this desk', () => {
	const rows = [
		row(1, chat),
		row(2, chat),
		row(3, { ...chat, linkId: '502', linkSystem: 'other' }),
		{},
	];
	expect(toAsk(rows, settings, NOW)).toMatchObject({
		contract: 1,
		operation: 'findTickets',
		chatIds: ['501'],
	});
});

test('the report tells what was done, and is worth sending only then', () => {
	const hostile = '<img src=x onerror=alert(1)> & \u202e';
	const rows = [
		onTicket(1, '7', {
			linkedBy: 'reconciliation',
			name: hostile,
			suggestion: '7 (1.00): its chat',
		}),
		row(2, { suggestion: '9 (0.70): Same customer' }),
		row(3),
		{},
	];
	const told = report(rows);
	expect(told).toMatchObject({
		worthSending: true,
		linked: 1,
		newSuggestions: 1,
		subject: 'Remote sessions: 1 linked, 1 new suggestions',
	});
	expect(told.html).not.toContain('<img');
	expect(told.html).toContain('&lt;img');
	expect(told.text).toContain('7 (1.00): its chat');
	expect(report([row(3), {}])).toMatchObject({ worthSending: false });
});
