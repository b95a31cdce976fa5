import { chatDelivered, chatRequest } from '../../../nodes/shared/invite/chatDelivery';
import { endRun } from '../../../nodes/shared/invite/endRun';

const came = { invite: { text: 'Hello', html: '<p>Hello</p>' }, link: { kind: 'chat', id: 501 } };
const request = chatRequest(came);

describe('An invite for a chat', () => {
	it('is a request for the chat that it is linked to', () => {
		expect(request).toEqual({
			...{ contract: 1, operation: 'postToChat', chatId: '501' },
			...{ text: 'Hello', html: '<p>Hello</p>' },
		});
	});

	it.each([
		['posted', { contract: 1, outcome: 'posted', messageId: 7 }, true, null],
		['there', { contract: 1, outcome: 'there' }, true, null],
		['closed', { contract: 1, outcome: 'closed', said: 'It has ended.' }, false, 'It has ended.'],
		['refused', { contract: 1, outcome: 'refused' }, false, 'The desk did not accept the message.'],
		[
			'later, because of too many requests',
			{ contract: 1, outcome: 'later', errorKind: 'throttled', said: 'Too many.' },
			false,
			'Too many.',
		],
	])('is delivered or not where the desk says %s', (_what, answer, delivered, reason) => {
		expect(chatDelivered(request, answer)).toMatchObject({ delivered, reason });
	});

	it.each([
		['nothing', {}],
		['an error', { error: 'It broke.' }],
		['another version', { contract: 2, outcome: 'posted' }],
		['that the connection broke', { contract: 1, outcome: 'later', errorKind: 'unreachable' }],
	])('is one of which nobody knows where the desk answers %s', (_what, answer) => {
		expect(chatDelivered(request, answer)).toBeNull();
	});

	it.each([[{}], [{ link: { kind: 'ticket', id: '1' } }], [null], [{ link: { kind: 'chat' } }]])(
		'is not delivered where it is linked to no chat: %j',
		(given) => {
			const said = chatDelivered(chatRequest(given), { contract: 1, outcome: 'posted' });
			expect(said).toMatchObject({ delivered: false });
			expect(said?.reason).toContain('not linked to a chat');
		},
	);
});

describe('A run of invites', () => {
	it('has nothing to say of what was sent, was sent before or is not wanted', () => {
		const items = [{ outcome: 'sent' }, { todo: 'nothing', problem: null }, {}];
		expect(endRun(items)).toEqual({ sent: 1, failed: [] });
	});

	it('names what failed, what may have gone out and what broke off, each once', () => {
		const items = [
			{ outcome: 'failed', said: 'Refused.' },
			{ outcome: 'failed', said: 'Refused.' },
			{ outcome: 'unsure', said: 'Nobody knows.' },
			{ todo: 'nothing', problem: 'There is no ticket 9.' },
			{ error: { message: 'It broke.' } },
			{ error: JSON.parse('{ "toString": 0 }') as object },
		];
		expect(endRun(items)).toEqual({
			sent: 0,
			failed: [
				...['Refused.', 'Nobody knows.', 'There is no ticket 9.', 'It broke.'],
				'It gave no reason.',
			],
		});
	});
});
