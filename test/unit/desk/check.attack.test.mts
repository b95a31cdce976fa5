import fc from 'fast-check';

import { HOSTILE } from '../../../nodes/shared/desk/check/session';
import { check, type Fields, goodDesk, ticket } from './checking.mts';

const MARKUP =
	/<(?!\/?(?:table|tr|th|td|br)>|a href="https?:\/\/[^"<>]*" target="_blank" rel="noopener">|\/a>)/;
const runs = { numRuns: Math.min(Number(process.env.FC_RUNS ?? 200), 1000) };

/** Anything in any place where a desk may say something. */
const evil = fc.oneof(
	fc.constantFrom(...HOSTILE, '"><script>x</script>', '$& $1 {{ 7*7 }}', { toString: 0 }, null),
	fc.jsonValue({ maxDepth: 2 }),
);

it('comes to an end with a table without mark-up of others, whatever a desk answers', () => {
	const field = fc.constantFrom(
		...['contract', 'outcome', 'said', 'status', 'ticket', 'tickets', 'agents', 'ticketId'],
		...['noteId', 'writtenAs', 'desk', 'system', 'operations', 'url', 'error'],
	);
	fc.assert(
		fc.property(fc.nat(12), field, evil, (at, name, value) => {
			let count = 0;
			const { desk } = goodDesk((_, answer) => {
				count += 1;
				return count > at ? { ...answer, [name]: value } : answer;
			});
			const { goes, description } = check(desk);
			expect(goes).toBe('done');
			expect(description).not.toMatch(MARKUP);
			expect(description).not.toMatch(/[$\n{}]/);
		}),
		runs,
	);
});

it('comes to an end whatever comes back as items', () => {
	fc.assert(
		fc.property(fc.nat(10), fc.array(evil, { maxLength: 3 }), (at, items) => {
			let count = 0;
			const { desk } = goodDesk();
			const { goes } = check((asked) => {
				count += 1;
				return count > at ? items : desk(asked);
			});
			expect(goes).toBe('done');
		}),
		runs,
	);
});

it('makes no link of an address that is none', () => {
	const url = 'javascript:alert(1)//https://desk.example.com';
	const { desk } = goodDesk((asked: Fields, answer) =>
		asked.operation === 'getTicket' && answer.ticket
			? { ...answer, ticket: ticket('1201', { url }) }
			: answer,
	);
	const { description } = check(desk);
	expect(description).not.toContain('<a ');
});
