import { checkIn } from '../../../nodes/shared/ledger/checkIn';
import { decide } from '../../../nodes/shared/ledger/decide';
import { placeOf } from '../../../nodes/shared/ledger/place';
import { formatLink } from '../../../nodes/shared/session/link';
import { ended, event, linkedBy, NOW, settings as ledger } from '../ledger/ended.mts';
import { start } from './emailPlay.mts';

describe('a stranger with an unsigned key', () => {
	const ticketOf = (id: string) =>
		start({ contract: 1, operation: 'getTicket', ticket: id }).answer?.ticket as { id: string };
	const key = formatLink({ kind: 'ticket', system: 'email', id: '1201' }, null);

	it('puts nothing anywhere, whoever the customer says to be', () => {
		const { customer } = ended();
		const people = [{}, { name: null, company: null }, { name: 'Unknown', company: '' }];
		for (const who of [...people, { name: '1201', company: 'Desk by Email' }]) {
			const session = ended({ ...linkedBy(key), customer: { ...customer, ...who } });
			const before = placeOf(session, 'email', ledger);
			expect(before).toEqual({ kind: 'look', id: '1201' });
			const place = placeOf(session, 'email', ledger, ticketOf('1201'));
			expect(place).toMatchObject({ kind: 'none', reason: 'customer-differs' });
		}
	});

	it('is looked at once, and stored as unlinked', () => {
		const read = ended(linkedBy(key));
		const input = {
			...{ checkedIn: checkIn(event(), null, ledger, NOW), before: null, read, technicians: [] },
			...{ settings: ledger, system: 'email', marker: 'MARK' },
		};
		expect(decide(input)).toMatchObject({ goes: 'look', target: { kind: 'ticket', id: '1201' } });
		expect(decide({ ...input, ticket: ticketOf('1201') })).toMatchObject({
			...{ goes: 'unlinked', reason: 'customer-differs' },
			row: { state: 'unlinked', suggestion: expect.stringContaining('1201') },
		});
	});
});
