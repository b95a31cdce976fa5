import type { Flow } from '../../flow';
import { formPage } from '../../forms';
import { firstOf, object, question } from '../../nodes';
import { askedFor } from './chooseSessions';
import { halo, refusedWith } from '../desk/halo';
import { WORDS } from './linkText';
import { offered, suggestForLink } from './suggestForLink';

const fields = `(() => {
	const { offers } = ${offered};
	const some = offers.length ? [{ fieldName: 'suggested', fieldLabel: 'Ticket', fieldType: 'radio', requiredField: false, fieldOptions: { values: offers.map((option) => ({ option })) } }] : [];
	return [...some, { fieldName: 'ticket', fieldLabel: offers.length ? 'Or another ticket' : 'Ticket', fieldType: 'text', requiredField: !offers.length, placeholder: 'Its number, e.g. 1234' }];
})()`;

/** The sessions as lines of a page. */
const lines = `(() => {
	${WORDS}
	const one = (session) => '• ' + time(session.startedAt) + ', ' + html(session.customer || 'no customer') + (session.company ? ' (' + html(session.company) + ')' : '') + ', ' + html(session.representative || 'no technician') + ', ' + minutes(session.durationSeconds) + (session.firstLine ? ', “' + html(session.firstLine, 120) + '”' : '');
	return ${offered}.sessions.map(one).join('<br>');
})()`;

const again = `[{ fieldName: 'ticket', fieldLabel: 'Ticket', fieldType: 'text', requiredField: true, placeholder: 'Its number, e.g. 1234' }]`;

const number = `(() => {
	const typed = String($json.ticket ?? '').trim().replace(/^#/, '');
	const suggested = (/^([0-9]+) /.exec(String([].concat($json.suggested ?? [])[0] ?? '')) ?? [])[1] ?? '';
	const said = typed || suggested;
	const ticket = /^[1-9][0-9]{0,9}$/.test(said) ? Number(said) : null;
	return { said: said.slice(0, 40), ticket };
})()`;

/** One page that asks for a ticket, and the look at the desk whether there is one. */
function ask(
	flow: Flow,
	page: { name: string; title: string; description: string; fields: string },
	named: (name: string) => string,
) {
	const names = {
		page: page.name,
		answered: named('Was a ticket chosen?'),
		number: named('Which number is it?'),
		isNumber: named('Is it a number?'),
		look: named('Look at the ticket'),
		found: named('Is there such a ticket?'),
		gone: named('Is there none?'),
	};
	const ticket = `${firstOf(names.number)}.ticket`;
	flow.add(
		formPage(page.name, { ...page, button: 'Continue', wide: true }),
		question(names.answered, '$json.submittedAt'),
		object(names.number, number),
		question(names.isNumber, '$json.ticket'),
		halo.getTicket(names.look, ticket),
		question(names.found, `Number($json.body?.id) === ${ticket}`),
		question(names.gone, `${refusedWith} === 404`),
	);
	flow.path(names.page, names.answered, names.number, names.isNumber, names.look, names.found);
	flow.on(names.look, 'error', names.gone);
	return names;
}

const SECOND_TRY = (name: string) => `${name} (second try)`;
const LOOKS = ['Look at the ticket', SECOND_TRY('Look at the ticket')];

/** The ticket that was found, as the desk has it, for expressions of later nodes; null where none was asked for. */
export const ticket = `(${LOOKS.map(
	(node) => `$('${node}').isExecuted ? $('${node}').first(0).json.body`,
)
	.reverse()
	.join(' : ')} : null)`;

/**
 * The page on which a ticket is chosen, and a second one where there was none of that number.
 *
 * @returns names: of the first node; of the questions whose `yes` has found a ticket, whose `no` nobody answered, whose
 * `no` is a ticket that is not there for the second time; of the questions and requests whose refusal must be led on
 */
export function chooseTicket(flow: Flow) {
	const suggestions = suggestForLink(flow);
	const first = ask(
		flow,
		{
			name: 'Choose the ticket',
			title: `${askedFor}.action === 'move' ? 'To which ticket?' : 'Which ticket is it?'`,
			description: lines,
			fields,
		},
		(name) => name,
	);
	const said = firstOf('Which number is it?');
	const second = ask(
		flow,
		{
			name: 'Choose another ticket',
			title: "'There is no such ticket'",
			description: `(() => { ${WORDS} const { said } = ${said}; return (said ? 'HaloPSA has no ticket ' + html(said, 40) + '.' : 'No ticket was chosen.') + ' Enter the number of another one.<br><br>'; })() + ${lines}`,
			fields: again,
		},
		SECOND_TRY,
	);
	flow.path(suggestions.last, first.page);
	flow.on(first.isNumber, 'no', second.page);
	flow.on(first.found, 'no', second.page);
	flow.on(first.gone, 'yes', second.page);
	return {
		first: suggestions.first,
		pages: [first.page, second.page],
		found: [first.found, second.found],
		answered: [first.answered, second.answered],
		missing: { said: second.number, no: [second.isNumber, second.found], yes: second.gone },
		refused: [first.gone, second.gone],
		requests: suggestions.requests,
	};
}
