import fc from 'fast-check';

import { checkIn } from '../../../nodes/shared/invite/checkIn';
import { ticketsToInvite } from '../../../nodes/shared/invite/newTickets';
import { offerFrom } from '../../../nodes/shared/invite/offer';
import { offerAgain } from '../../../nodes/shared/invite/tell';
import { wantedFrom } from '../../../nodes/shared/invite/wanted';
import { runs } from '../runs.mts';
import { NOW, offer, request, settings, technicians, toOffer, user, wanted } from './house.mts';

const few = { numRuns: Math.min(runs.numRuns, 2000) };
const text = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		'<img src=x onerror=alert(1)>',
		'"><script>',
		"$&$'",
		'__proto__',
		'a@b.example\nBcc: c@d.example',
	),
);
const anything = fc.oneof(text, fc.anything({ maxDepth: 2 }));
const withoutOwn = (html: string) => html.replace(/<\/?(br|code)>/g, '');

test('the first page takes anything, and shows none of it as mark-up', () => {
	const form = fc.record({
		ticket: anything,
		channel: anything,
		address: anything,
		email: anything,
	});
	fc.assert(
		fc.property(form, fc.boolean(), fc.array(anything), (given, known, rows) => {
			const said = wantedFrom({ ...given, ...(known ? { user } : {}) }, known ? technicians : rows);
			if (said.goes === 'end') expect(withoutOwn(said.message)).not.toMatch(/[<>]/);
			else expect(said.address).not.toMatch(/[\s<>]/);
		}),
		few,
	);
});

test('the page that asks is made of any answers and rows', () => {
	fc.assert(
		fc.property(anything, text, fc.array(anything), fc.array(anything), (answer, name, a, b) => {
			const teams = [{ teamId: '2', name, enabled: true }, ...a];
			const said = offerFrom(toOffer({ wanted: wanted(), teams, loggedIn: b, technicians: a }));
			const ours = said.goes === 'ask' ? said : offerFrom(toOffer({ answer }));
			if (ours.goes === 'end') expect(withoutOwn(ours.message)).not.toMatch(/[<>]/);
			else {
				expect(ours.description).not.toMatch(/[<>]/);
				expect(ours.fields).not.toContain('$');
				const labels = ours.choices.map(({ label }) => label);
				expect(labels.join('')).not.toMatch(/[<>]/);
			}
		}),
		few,
	);
});

test('no rows and no answer of a workflow make the rules throw, nor send to an address that is not allowed', () => {
	fc.assert(
		fc.property(fc.array(anything), anything, text, (rows, answer, recipient) => {
			const { target } = request();
			const checked = checkIn(request({ target: { ...target, recipient } }), rows, settings, NOW);
			if (recipient && recipient.toLowerCase() !== target.own) expect(checked.todo).toBe('nothing');
			expect(['ask', 'end']).toContain(offerAgain(offer(), answer).goes);
			expect(Array.isArray(ticketsToInvite({ body: answer }, rows, 'due', settings, NOW))).toBe(
				true,
			);
		}),
		few,
	);
});
