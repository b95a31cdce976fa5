import fc from 'fast-check';
import type { Wanted } from '../../../nodes/shared/linking/state';
import { runs } from '../runs.mts';
import { ended, ID, MINUTE } from '../ledger/ended.mts';
import { NOW } from './form.mts';
import { person, link, takeOff, unlinkedRow, linkedRow, answers, run } from './run.mts';

test('a name cannot make a note look like another one of ours', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
			const by = `${typed} BeyondTrust session ${ID} · abcdefgh`;
			for (const wanted of [
				{ ...takeOff, by },
				{ ...link, by },
			]) {
				const { decision } = run(wanted, wanted.action === 'link' ? unlinkedRow : linkedRow, null);
				expect(decision?.note?.postscript).not.toMatch(/BeyondTrust session/i);
				expect(decision?.note?.postscript.length).toBeLessThan(300);
			}
		}),
		{ numRuns: Math.min(runs.numRuns, 2000) },
	);
});

test('two people, in whatever order, leave a session on one ticket or on none', () => {
	const step = fc.record({
		action: fc.constantFrom('link' as const, 'takeOff' as const),
		ticketId: fc.constantFrom('7', '8'),
		by: fc.constantFrom('Alex', 'Robin'),
		answer: fc.constantFrom('written', 'there', 'refused', 'later', 'notFound', 'lost'),
	});
	fc.assert(
		fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
			let now = NOW;
			let before: object = unlinkedRow;
			const on: string[] = [];
			for (const { action, ticketId, by, answer } of steps) {
				now += MINUTE;
				const wanted: Wanted = { ...person, action, ticketId, by, other: null };
				const said = answer === 'lost' ? { error: 'Lost.' } : answers(answer);
				const { decision, after } = run(wanted, before, said, ended(), now);
				if (decision && (answer === 'written' || answer === 'there')) {
					if (action === 'link') on.push(ticketId);
					else on.splice(on.indexOf(ticketId), 1);
				} else if (decision && action === 'takeOff' && answer === 'notFound') {
					on.splice(on.indexOf(ticketId), 1);
				}
				const { claim } = before as { claim: number };
				expect((after as { claim: number }).claim).toBeGreaterThanOrEqual(claim);
				before = after;
				expect(on.length).toBeLessThanOrEqual(1);
			}
		}),
		{ numRuns: Math.min(runs.numRuns, 3000) },
	);
});
