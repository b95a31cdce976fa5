/** Longer than most: the life of one invite, from the form to the failure, told with the same rows. */

import fc from 'fast-check';

import { checkIn, inviteKey } from '../../../nodes/shared/invite/checkIn';
import { checkOut } from '../../../nodes/shared/invite/checkOut';
import { callOf, ticketsToInvite } from '../../../nodes/shared/invite/newTickets';
import type { Offer } from '../../../nodes/shared/invite/offer';
import type { Request } from '../../../nodes/shared/invite/request';
import { notTried, offerAgain, tell } from '../../../nodes/shared/invite/tell';
import { runs } from '../runs.mts';
import { ago, NOW, offer, request, settings } from './house.mts';

const automatic = (by: Request['by'] = 'newTicket') => request({ by, person: null });
const row = (of: Request, more: object = {}) => ({
	key: inviteKey(of),
	state: 'sent',
	claim: 3,
	attempts: 1,
	sentBy: of.person?.email ?? null,
	sentAt: ago(30),
	updatedAt: ago(30),
	...more,
});
const check = (of: Request, rows: unknown[] = [], given = settings, now = NOW) =>
	checkIn(of, rows, given, now);

describe('An invite of the form', () => {
	it('that nobody has sent makes a row, and claims it', () => {
		expect(check(request(), [{}])).toMatchObject({
			todo: 'send',
			first: { ticketId: '1201', recipient: 'anna@customer.example', sentBy: 'alex@desk.example' },
			claim: { claimIs: 'isEmpty', stateIs: 'isEmpty' },
			row: { state: 'sending', claim: 1, attempts: 1 },
			after: { claim: 1, state: 'sending' },
		});
	});

	it('sent twice within a minute is sent once, and shows the link', () => {
		const before = row(request(), { sentAt: ago(0.9), url: 'https://x.example/?ak=1' });
		const checked = check(request(), [before]);
		expect(checked).toMatchObject({ todo: 'nothing', why: 'before' });
		expect(notTried(checked)).toMatchObject({
			title: 'This invite was sent a moment ago',
			message: expect.stringContaining('https://x.example/?ak=1'),
		});
		expect(check(request(), [row(request(), { sentAt: ago(1.1) })]).todo).toBe('send');
	});

	it('that another run sends is left to it, until nobody believes that any more', () => {
		const sending = (minutes: number) =>
			row(request(), { state: 'sending', updatedAt: ago(minutes) });
		expect(check(request(), [sending(14)])).toMatchObject({ todo: 'nothing', why: 'busy' });
		expect(check(request(), [sending(16)])).toMatchObject({
			todo: 'send',
			warning: expect.stringContaining('may have got it twice'),
		});
	});

	it('is claimed on what the row says, an empty cell as empty', () => {
		const claim = (more: object) => check(request(), [row(request(), more)]).claim;
		expect(claim({})).toMatchObject({ claim: 3, claimIs: 'eq', state: 'sent', stateIs: 'eq' });
		expect(claim({ claim: null, state: '' })).toMatchObject({
			claimIs: 'isEmpty',
			stateIs: 'isEmpty',
		});
	});

	it('is refused for an address that is not allowed, whoever offered it', () => {
		const { target } = request();
		const forged = request({ target: { ...target, recipient: 'mallory@other.example' } });
		expect(check(forged)).toMatchObject({
			why: 'refused',
			said: expect.stringMatching(/^'Email address'/),
		});
	});

	it('is refused to a person who sent as many as allowed within the hour', () => {
		const few = { ...settings, invitesPerHour: 3 };
		const other = (key: string, more: object = {}) =>
			row(request(), { key, updatedAt: ago(10), ...more });
		expect(check(request(), [other('a'), other('b')], few).todo).toBe('send');
		expect(check(request(), [other('a'), other('b'), other('c')], few)).toMatchObject({
			why: 'refused',
			said: expect.stringContaining("'invitesPerHour'"),
		});
		// One row for the same invite again and again.
		expect(check(request(), [other('a', { attempts: 3 })], few).todo).toBe('nothing');
		expect(check(request(), [other('a', { attempts: 3, updatedAt: ago(61) })], few).todo).toBe(
			'send',
		);
		expect(
			check(request(), [other('a', { attempts: 3, sentBy: 'sam@desk.example' })], few).todo,
		).toBe('send');
	});

	it('is sent again with its key where the settings ask for it and the key lives on', () => {
		const reuse = { ...settings, reuseKeys: true };
		const kept = (minutes: number) => row(request(), { payload: '{}', expiresAt: ago(-minutes) });
		expect(check(request(), [kept(11)], reuse).again).toBe('{}');
		expect(check(request(), [kept(9)], reuse).again).toBeNull();
		expect(check(request(), [kept(11)]).again).toBeNull();
	});
});

describe('The invite of a new ticket', () => {
	it.each([
		['newTicket', { state: 'sent' }, 'nothing'],
		['person', { state: 'sent' }, 'nothing'],
		['newTicket', { state: 'sending', updatedAt: ago(9999) }, 'nothing'],
		['newTicket', { state: 'unsure' }, 'nothing'],
		['due', { state: 'unsure' }, 'nothing'],
		['person', { state: 'unsure' }, 'send'],
		['newTicket', { state: 'failed', updatedAt: ago(0) }, 'send'],
		['due', { state: 'failed', updatedAt: ago(4) }, 'nothing'],
		['due', { state: 'failed', updatedAt: ago(6) }, 'send'],
		['due', { state: 'failed', attempts: 12, updatedAt: ago(9999) }, 'nothing'],
		['person', { state: 'failed', attempts: 12 }, 'send'],
	] as const)('by %s with a row %j: %s', (by, more, todo) => {
		expect(check(automatic(by), [row(automatic(by), more)]).todo).toBe(todo);
	});

	it('is one for each ticket, whoever takes it and whoever asks', () => {
		const other = { ...automatic('due'), queue: { ...request().queue, queueId: '9' } };
		expect(inviteKey(other)).toBe(inviteKey(automatic()));
		expect(inviteKey(automatic())).toBe('automatic:ticket:1201');
	});
});

describe('What the desk calls for', () => {
	const tickets = (came: unknown, rows: unknown[] = [], by: 'due' | 'person' = 'due') =>
		ticketsToInvite(came, rows, by, settings, NOW).map(({ ticket, by: of }) => `${of} ${ticket}`);

	it('is read by the desk workflow, which is handed the very text that was sent', () => {
		const event = callOf(
			{ 'X-Sign': 'abc', Authorization: 'Basic x', cookie: 'a=b', odd: ['x'] },
			Buffer.from('{"id": 1201, "ä": 1}'),
		);
		expect(event).toEqual({ headers: { 'x-sign': 'abc' }, body: '{"id": 1201, "ä": 1}' });
		expect(ticketsToInvite({ event }, [], 'due', settings, NOW)).toEqual([
			{ contract: 1, operation: 'readEvent', ticket: null, by: 'newTicket', event },
		]);
	});

	it('is refused where it is too long to be a call', () => {
		expect(() => callOf({}, Buffer.alloc(1_000_001))).toThrow('too long');
	});

	it('is not needed for what failed', () => {
		const of = (ticket: string, more: object) => ({
			...row(automatic(), more),
			key: `automatic:ticket:${ticket}`,
		});
		const rows = [
			of('1', { state: 'failed', updatedAt: ago(6) }),
			of('2', { state: 'failed', updatedAt: ago(1) }),
			of('3', { state: 'unsure' }),
			of('4', { state: 'sent' }),
			{ ...row(request(), { state: 'failed' }) },
			{},
		];
		expect(tickets({}, rows)).toEqual(['due 1']);
		expect(tickets({}, rows, 'person')).toEqual(['person 1', 'person 2', 'person 3']);
	});
});

const KEY = {
	code: '3870731',
	url: 'https://support.example/?ak=1',
	expiresAt: '2026-03-04T08:00:00.000Z',
	fallbackUsed: false,
	queue: { available: true },
	invite: { recipient: 'anna@customer.example', text: 'Hello' },
	link: { kind: 'ticket' },
};

function out(answer: unknown, given = settings, of = request()) {
	const checkedIn = check(of);
	const said = checkOut({
		request: of,
		checkedIn,
		answer,
		settings: given,
		now: NOW,
		timezone: 'UTC',
		marker: 'marker',
	});
	const told = (desk: unknown) =>
		tell({ request: of, checkedIn, checkedOut: said, answer: desk, timezone: 'UTC' });
	return { ...said, told };
}

describe('What came of it', () => {
	it('is sent only where the delivery says so', () => {
		const sent = out({ ...KEY, delivery: { delivered: true } });
		expect(sent).toMatchObject({
			outcome: 'sent',
			row: { state: 'sent', url: KEY.url, sentAt: ago(0), payload: null, lastError: null },
			author: { agentId: '21', names: ['Alex Morgan'], email: 'alex@desk.example' },
			target: { kind: 'ticket', id: '1201' },
			session: null,
		});
		expect(sent.note.text).toBe(
			'Remote session invite sent to anna@customer.example for team Service Desk by Alex Morgan, valid until 2026-03-04 08:00 UTC.',
		);
		expect(sent.note.text).not.toContain(KEY.code);
		for (const delivery of [undefined, {}, { delivered: 'true' }, [{ delivered: 1 }]]) {
			expect(out({ ...KEY, delivery }).row).toMatchObject({
				state: 'unsure',
				sentAt: null,
				url: null,
			});
		}
	});

	it('is unknown where the delivery broke off, and a failure where it never began', () => {
		const failed = (errorKind: string) => out({ error: 'It failed.', details: { errorKind } });
		expect(failed('perhapsDelivered').row).toMatchObject({
			state: 'unsure',
			lastError: 'It failed.',
		});
		expect(failed('queueUnavailable').row).toMatchObject({ state: 'failed' });
		expect(failed('input').row).toMatchObject({ state: 'failed' });
		expect(failed('perhapsDelivered').told(null).title).toMatch(/may or may not/);
	});

	it('keeps the key only where it may be sent again', () => {
		const reuse = { ...settings, reuseKeys: true };
		const { row: kept } = out({ ...KEY, delivery: { delivered: true } }, reuse);
		const { sessionKey, invite, link, ...others } = JSON.parse(kept.payload ?? '');
		expect(others).toEqual({});
		expect({ invite, link }).toEqual({ invite: KEY.invite, link: KEY.link });
		expect(sessionKey).toMatchObject({ code: KEY.code, url: KEY.url });
		expect(sessionKey).not.toHaveProperty('delivery');
	});

	it('is told with the note, or with why there is none', () => {
		const { told } = out({ ...KEY, delivery: { delivered: true }, queue: { available: false } });
		const noted = told({ contract: 1, outcome: 'written' });
		expect(noted).toMatchObject({ title: 'The invite was sent', noted: true, outcome: 'sent' });
		expect(noted.message).toContain('Nobody is available right now');
		expect(noted.message).toContain(`<code>${KEY.url}</code>`);
		const refused = told({ contract: 1, outcome: 'refused', said: 'No <b>outcome</b>.' });
		expect(refused.title).toBe('The invite was sent, but is not noted on the ticket');
		expect(refused.message).toContain('(No &lt;b&gt;outcome&lt;/b&gt;.)');
		expect(told({ outcome: 'written' }).noted).toBe(false);
	});
});

describe('After a failure', () => {
	const failed = out({ error: 'TECHUNAVAILABLE <b>', details: { errorKind: 'queueUnavailable' } });

	it('the page comes back with the reason and the default team', () => {
		const again = offerAgain(offer(), failed.told(null)) as Offer;
		expect(again).toMatchObject({ goes: 'ask', title: 'The invite was not sent' });
		expect(again.description).toContain('TECHUNAVAILABLE &lt;b&gt;');
		expect(JSON.parse(again.fields)).toMatchObject([{ defaultValue: 'team Service Desk' }]);
		expect(again.fields).toContain('No, send nothing');
	});

	it('of which nobody knows whether it went out, nothing is offered', () => {
		const unsure = out({ error: 'x', details: { errorKind: 'perhapsDelivered' } });
		expect(offerAgain(offer(), unsure.told(null))).toMatchObject({ goes: 'end' });
		expect(offerAgain(offer(), { error: 'The worker died.' })).toMatchObject({
			goes: 'end',
			message: expect.stringContaining('The worker died.'),
		});
	});

	it('to get the row, another click is told of', () => {
		for (const nothing of [{}, null, { contract: 1 }]) {
			expect(offerAgain(offer(), nothing)).toMatchObject({ title: 'This invite is being sent' });
		}
	});
});

test('of any number of clicks at any moments, those within a minute of a sent one send nothing', () => {
	const clicks = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 30 });
	fc.assert(
		fc.property(clicks, (pauses) => {
			let now = NOW;
			let stored: Record<string, unknown> = {};
			const sent: number[] = [];
			for (const seconds of pauses) {
				now += seconds * 1000;
				const many = { ...settings, invitesPerHour: 10_000 };
				const checked = check(request(), [stored], many, now);
				if (checked.todo !== 'send') continue;
				sent.push(now);
				const at = new Date(now).toISOString();
				stored = {
					...stored,
					...checked.first,
					...checked.row,
					state: 'sent',
					sentAt: at,
					updatedAt: at,
				};
			}
			for (const [index, time] of sent.slice(1).entries()) {
				expect(time - sent[index]).toBeGreaterThanOrEqual(60_000);
			}
		}),
		{ numRuns: Math.min(runs.numRuns, 2000) },
	);
});
