import type { Flow } from '../../flow';
import { formPage } from '../../forms';
import { firstOf, object, question } from '../../nodes';
import { askedFor, chosen } from './chooseSessions';
import { ticket } from './chooseTicket';
import { WORDS } from './linkText';
import { offered } from './suggestForLink';

const REVIEW = 'What will be written?';

const YES = 'Yes, write it';
const NO = 'No, change nothing';

/** `{ todo, name }`: what was agreed to, for expressions of later nodes. */
export const review = firstOf(REVIEW);

/** The ticket may be any: what speaks against it is shown, and people decide. */
const reviewed = `(() => {
	${WORDS}
	const action = ${askedFor}.action;
	const { name, agentId } = ${chosen};
	const sessions = action === 'unlink' ? ${chosen}.sessions : ${offered}.sessions;
	const ticket = action === 'unlink' ? null : ${ticket};
	const id = ticket ? Number(ticket.id) : null;
	const todo = sessions.filter((one) => !id || Number(one.from) !== id);
	const people = ticket ? [ticket.user_name, ticket.client_name, ticket.user_email].filter(Boolean).map((one) => clean(one).toLowerCase()) : [];
	const of = (one) => [one.customer, one.company].filter(Boolean).map((text) => clean(text).toLowerCase()).filter((text) => text.length > 2 && text !== 'unknown customer');
	const strange = (one) => people.length > 0 && of(one).length > 0 && !of(one).some((text) => people.some((person) => person.includes(text) || text.includes(person)));
	const others = ticket ? [...new Set(todo.filter(strange).map((one) => clean(one.customer)))] : [];
	const closed = ticket && (ticket.hasbeenclosed === true || (Boolean(ticket.dateclosed) && !String(ticket.dateclosed).startsWith('1900')) || /^closed$/i.test(String(ticket.status_name ?? '')));
	const whose = ticket ? [ticket.user_name, ticket.client_name].filter(Boolean).map((one) => html(one, 60)).join(', ') : '';
	const warnings = [
		closed ? 'Ticket ' + id + ' is <b>closed</b>.' : null,
		others.length ? 'Ticket ' + id + ' is of ' + (whose || 'nobody') + ', but ' + others.map((one) => html(one, 60)).join(', ') + (others.length > 1 ? ' were the customers' : ' was the customer') + '.' : null,
		sessions.length > todo.length ? (sessions.length - todo.length) + ' of the chosen sessions are on ticket ' + id + ' already and stay as they are.' : null,
	].filter(Boolean);
	const what = {
		link: 'A note on ticket ' + id + ' for each session, in its technician’s name, with the line that you linked it.',
		move: 'A note on ticket ' + id + ' for each session, and on the ticket where it was a note that it was moved.',
		unlink: 'A note on the ticket of each session that it was linked by mistake. The note that is there stays.',
	};
	const row = (one) => '<tr><td>' + [time(one.startedAt), html(one.customer || 'no customer', 60), html(one.representative || 'no technician', 60), minutes(one.durationSeconds), one.from ? html(one.from, 20) : ''].join('</td><td>') + '</td></tr>';
	const table = '<table><thead><tr><th>Started</th><th>Customer</th><th>Technician</th><th>Duration</th><th>' + (action === 'link' ? '' : 'On ticket') + '</th></tr></thead><tbody>' + todo.map(row).join('') + '</tbody></table>';
	const about = ticket ? '<p><b>Ticket ' + id + '</b>: ' + html(ticket.summary, 120) + (whose ? ' (' + whose + ')' : '') + '</p>' : '';
	return {
		todo: todo.map((one) => ({ ...one, action, ticket: id, who: name, agentId })), name,
		page: about + table, warnings, what: what[action] + ' You are ' + html(name, 60) + '.',
	};
})()`;

const fields = `[
	{ fieldName: 'sessions', fieldType: 'html', html: ${review}.page },
	...(${review}.warnings.length ? [{ fieldName: 'warnings', fieldType: 'html', html: '<p><b>Please look twice</b></p><ul><li>' + ${review}.warnings.join('</li><li>') + '</li></ul>' }] : []),
	{ fieldName: 'go', fieldLabel: 'Write it?', fieldType: 'dropdown', requiredField: true, defaultValue: ${review}.warnings.length ? '' : '${YES}', fieldOptions: { values: [{ option: '${YES}' }, { option: '${NO}' }] } },
]`;

/**
 * The page that shows what will be written.
 *
 * @returns names: of the first and the last node; of the page; of the questions whose `no` means that there is nothing to
 * do, that nobody answered, that it is not wanted
 */
export function reviewLink(flow: Flow) {
	const page = 'Show what will be written';
	const some = 'Is there anything to do?';
	const answered = 'Was it looked at?';
	const wanted = 'Is it to be written?';
	const agreed = 'What was agreed to?';
	flow.add(
		object(REVIEW, reviewed),
		question(some, '$json.todo.length'),
		formPage(page, {
			title: "'This will be written'",
			description: `${review}.what`,
			button: 'Continue',
			fields,
			wide: true,
		}),
		question(answered, '$json.submittedAt'),
		question(wanted, `$json.go === '${YES}'`),
		object(agreed, `{ todo: ${review}.todo }`),
	);
	flow.path(REVIEW, some, page, answered, wanted, agreed);
	return { first: REVIEW, last: agreed, page, some, answered, wanted };
}
