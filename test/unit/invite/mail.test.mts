import fc from 'fast-check';

import { composedBefore } from '../../../nodes/shared/invite/again';
import { checkOut } from '../../../nodes/shared/invite/checkOut';
import { checkIn } from '../../../nodes/shared/invite/checkIn';
import { mailFailure, mailFailureIn } from '../../../nodes/shared/invite/mailFailure';
import { ticketsToInvite } from '../../../nodes/shared/invite/newTickets';
import { ago, NOW, offer, request, settings, ticket } from './house.mts';

/** As n8n throws it for a workflow that failed: nodemailer's code in `httpCode`, its sentence in `messages`. */
const thrown = (httpCode: string, ...messages: string[]) => ({
	message: 'In the words of n8n',
	errorResponse: { httpCode, message: messages[0], messages },
});

describe('What a mail server says', () => {
	it.each([
		['EENVELOPE', "Can't send mail - all recipients were rejected: 550 5.1.1 No such user"],
		['EMESSAGE', 'Message failed: 554 The message was refused'],
		['EENVELOPE', 'No recipients defined'],
	])('is a refusal for good: %s %s', (code, sentence) => {
		expect(mailFailure(thrown(code, sentence))).toBe('undeliverable');
		expect(mailFailure({ httpCode: code, message: sentence })).toBe('undeliverable');
	});

	it.each([
		['EENVELOPE', "Can't send mail - all recipients were rejected: 451 Try again later"],
		['EMESSAGE', 'Message failed: 452-4.3.1 The disk is full'],
		['EAUTH', 'Invalid login: 535 Authentication failed'],
		['EDNS', 'getaddrinfo ENOTFOUND mail.example'],
		['ESOCKET', 'connect ECONNREFUSED 127.0.0.1:25'],
	])('surely leaves the mail unsent, for now: %s %s', (code, sentence) => {
		expect(mailFailure(thrown(code, sentence))).toBe('notDelivered');
	});

	it.each([
		['ECONNECTION', 'Connection closed unexpectedly'],
		['ESOCKET', 'read ECONNRESET'],
		['ETIMEDOUT', 'Timeout'],
		['', 'It failed: 550'],
		['500', 'connect ECONNREFUSED'],
	])('tells nothing where the connection broke off: %s %s', (code, sentence) => {
		expect(mailFailure(thrown(code, sentence))).toBe('perhapsDelivered');
	});

	it.each([
		["Can't send mail - all recipients were rejected: 550 5.1.1 No such user", 'undeliverable'],
		['Message failed: 451 Try again', 'notDelivered'],
		['Invalid login: 535 No', 'notDelivered'],
		['connect ECONNREFUSED 127.0.0.1:25', 'notDelivered'],
		['getaddrinfo ENOTFOUND mail.example', 'notDelivered'],
		["Hostname/IP does not match certificate's altnames", 'notDelivered'],
		['Connection closed unexpectedly', 'perhapsDelivered'],
		['550 Message failed', 'perhapsDelivered'],
		['', 'perhapsDelivered'],
	])('is told by the sentence where the code is lost: %s', (sentence, failure) => {
		expect(mailFailureIn(sentence)).toBe(failure);
	});

	it('is read without failing, whatever it is', () => {
		const any = fc.oneof(fc.anything(), fc.constant({ message: { toString: 0 }, httpCode: [] }));
		fc.assert(
			fc.property(any, (error) => {
				expect(mailFailure(error)).toBe('perhapsDelivered');
			}),
			{ numRuns: 500 },
		);
	});
});

describe('A mail that was refused', () => {
	const order = request();
	const checkedIn = checkIn(order, [], settings, NOW);
	const out = (errorKind: string) =>
		checkOut({
			...{ request: order, checkedIn, settings, now: NOW, timezone: 'UTC', marker: 'm' },
			answer: { error: 'It failed: 550', details: { errorKind } },
		});

	it('is recorded as refused, and one that was only not delivered as failed', () => {
		expect(out('undeliverable')).toMatchObject({ outcome: 'refused', row: { state: 'refused' } });
		expect(out('notDelivered')).toMatchObject({ outcome: 'failed', row: { state: 'failed' } });
	});

	it('is sent again by a person only', () => {
		const row = (state: string) => ({ key: `automatic:ticket:${state}`, state, attempts: 1 });
		const rows = ['failed', 'refused', 'unsure', 'sent', 'sending'].map(row);
		const tickets = (by: 'due' | 'person') =>
			ticketsToInvite({}, rows, by, settings, NOW).map(({ ticket }) => ticket);
		expect(tickets('due')).toEqual(['failed']);
		expect(tickets('person')).toEqual(['failed', 'refused', 'unsure']);
	});
});

describe('An invite that was made before', () => {
	const invite = { recipient: 'anna@example.com', subject: 's', text: 't', html: '<p>t</p>' };
	const sessionKey = { code: '123', url: 'https://x.example/?ak=1', expiresAt: '2026-03-04' };
	const link = { kind: 'ticket' };

	it('is what the list kept, or none', () => {
		const given = { invite, sessionKey, link };
		for (const one of [given, JSON.stringify(given)]) {
			expect(composedBefore(one)).toEqual({
				invite,
				sessionKey: { ...sessionKey, link },
				expiresAt: '2026-03-04',
			});
		}
		for (const none of ['', null, undefined]) expect(composedBefore(none)).toBeNull();
	});

	it('that is none, or goes to no address, is refused with the field', () => {
		const bad = [
			...['{', '[]', '{}', 7, { invite, sessionKey: {} }, { invite: { text: 't' }, sessionKey }],
			{ invite: { ...invite, recipient: 'a@b.example\nBcc: c@d.example' }, sessionKey },
		];
		for (const one of bad) {
			expect(() => composedBefore(one)).toThrow(
				expect.objectContaining({ field: expect.stringMatching(/Send Again|Recipient/) }),
			);
		}
	});
});

it('The page hands on what the ticket is called, and since when invites may count', () => {
	const named = {
		...ticket,
		customer: { ...ticket.customer, name: 'Anna\nBerg' },
		summary: 'Slow',
	};
	expect(offer({ answer: { contract: 1, ticket: named } })).toMatchObject({
		target: { customer: 'Anna Berg', summary: 'Slow' },
		since: ago(60),
	});
	const odd = { ...ticket, customer: { email: 'a@b.example', name: { toString: 0 } }, summary: [] };
	expect(offer({ answer: { contract: 1, ticket: odd } }).target).toMatchObject({
		customer: '',
		summary: '',
	});
});
