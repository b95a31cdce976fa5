import fc from 'fast-check';

import type { DeskEvent } from '../../../nodes/shared/desk/contract';
import { bySecret, signatureOf, withCall } from '../../../nodes/shared/desk/event';
import { haloPsa } from '../../../nodes/shared/desk/haloPsa';
import type { Asked } from '../../../nodes/shared/desk/contract';
import { ok, settings, start, then } from './play.mts';

const SECRET = 'a-long-random-value-of-the-desk';
const NOW = Date.parse('2026-11-26T10:00:00Z');
const call = (body: unknown, secret = SECRET): DeskEvent => ({
	headers: { 'X-BeyondTrust-Secret': secret },
	body: JSON.stringify(body),
});
const read = (event: unknown, secret: unknown = SECRET) =>
	withCall(haloPsa, { contract: 1, operation: 'readEvent', event } as Asked, secret, NOW);

describe('A call of the desk', () => {
	it.each([
		[{ id: 1201 }, '1201'],
		[{ ticket: { id: '0001201' } }, '1201'],
		[[{ faultid: 5 }], '5'],
		[{ hello: 'there' }, null],
		[{ id: "1'; DROP TABLE x" }, null],
		[null, null],
	])('such as %j names a ticket or none', (body, ticket) => {
		expect(read(call(body)).came).toEqual({ doubt: null, ticket });
	});

	it('is not kept, and nor is the secret', () => {
		const asked = read(call({ id: 1201 }));
		expect(asked.event).toBeUndefined();
		const step = start(asked);
		expect(JSON.stringify(step)).not.toContain(SECRET);
		expect(step.request?.url).toBe(`${settings.address}api/Tickets/1201?includedetails=true`);
		expect(then(step, ok({ id: 1201, summary: 'x' })).answer).toMatchObject({
			outcome: 'newTicket',
			ticket: { id: '1201', summary: 'x' },
		});
		expect(then(step, { statusCode: 404, body: {} }).answer).toMatchObject({
			...{ outcome: 'notFound', ticket: null },
		});
	});

	it.each([
		['another secret', call({ id: 1 }, 'wrong'), SECRET, 'X-BeyondTrust-Secret'],
		['no secret in n8n', call({ id: 1 }), null, 'choose a credential'],
		['a secret that is too short', call({ id: 1 }, 'short'), 'short', 'at least 16 characters'],
		['no call', undefined, SECRET, 'X-BeyondTrust-Secret'],
	])('with %s is refused', (_what, event, secret, said) => {
		const asked = read(event, secret);
		expect(asked.came?.ticket).toBeNull();
		const { answer } = start(asked);
		expect(answer).toMatchObject({ outcome: 'refused', status: 401 });
		expect(String(answer?.said).toLowerCase()).toContain(said.toLowerCase());
		expect(answer).not.toHaveProperty('ticket');
	});

	it('that tells of no new ticket is ignored, and nobody is asked', () => {
		expect(start(read(call({ hello: 'there' }))).answer).toMatchObject({ outcome: 'ignored' });
	});

	it('is told as unsupported by a desk that makes none', () => {
		const quiet = { ...haloPsa, events: undefined };
		const asked = withCall(quiet, { contract: 1, operation: 'readEvent' }, SECRET, NOW);
		expect(asked.came).toBeUndefined();
	});

	it('never throws, whatever it holds', () => {
		fc.assert(
			fc.property(fc.anything(), fc.string(), fc.string(), (headers, body, secret) => {
				expect(read({ headers, body }, secret).came).toBeDefined();
			}),
		);
	});
});

it('signs and compares whole texts', () => {
	// RFC 4231, test case 2.
	expect(signatureOf('what do ya want for nothing?', 'Jefe', 'hex')).toBe(
		'5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
	);
	const event = { headers: { 'x-beyondtrust-secret': SECRET.slice(0, -1) }, body: '' };
	expect(bySecret(event, SECRET, NOW)).toContain('its value is not the one');
});
