import { checkIn } from '../../../nodes/shared/ledger/checkIn';
import { decideOnTicket } from '../../../nodes/shared/ledger/decideOnTicket';
import { ended, event, linkedBy, NOW, settings } from './ended.mts';

const customer = { name: 'Grace Hopper', company: 'Harbour Ltd' };

/** What is decided about a session whose unsigned link names `key`, when the desk answers that. */
function decided(key: string, answer: unknown) {
	const read = ended(linkedBy(`ticket:halo:${key}`));
	const input = { checkedIn: checkIn(event(), null, settings, NOW), before: null, read };
	return decideOnTicket(
		{ ...input, technicians: [], settings, system: 'halo', marker: 'MARK' },
		key,
		answer,
	);
}

test.each([
	['1202', 1202, '1202'],
	['INC0001201', 'INC0001201', 'INC0001201'],
	['INC1201', 'INC0001201', 'INC0001201'],
	['INC0001201', 'INC1201', 'INC1201'],
	['HELP-412', 'HELP-412', 'HELP-412'],
])('a link to %s leads to the ticket that the desk calls %j', (key, id, target) => {
	const decision = decided(key, { contract: 1, ticket: { id, customer } });
	expect(decision).toMatchObject({ goes: 'desk', target: { kind: 'ticket', id: target } });
	expect(decision.row?.linkId).toBe(target);
});

test.each([
	['1202', { contract: 1, ticket: { id: 1203, customer } }],
	['INC1201', { contract: 1, ticket: { id: 'INC0012010', customer } }],
	['INC1201', { contract: 1, ticket: { id: 'REQ0001201', customer } }],
	['HELP-412', { contract: 1, ticket: { id: 'HELP-4120', customer } }],
	['1202', { contract: 2, ticket: { id: 1202, customer } }],
	['1202', { contract: 1 }],
	['1202', null],
])('a link to %s waits, as in an outage, where the desk answers %j', (key, answer) => {
	expect(decided(key, answer)).toMatchObject({ goes: 'later', target: null });
});

test('the desk says that there is no such ticket', () => {
	expect(decided('1202', { contract: 1, ticket: null }).reason).toBe('no-such-ticket');
});
