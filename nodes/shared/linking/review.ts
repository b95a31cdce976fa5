import { customerFits } from '../ledger/place';
import type { Settings } from '../ledger/settingsTable';
import { sessionOfRow } from './suggest';
import type { LinkState, ShownSession, ShownTicket } from './state';
import { html, line, minutes, time } from './words';

/** What the page shows before anything is written. All with mark-up. */
export interface Review {
	/** Those that are to be written: without what is on the ticket already. */
	sessions: ShownSession[];
	what: string;
	table: string;
	/** What speaks against it; people decide. */
	warnings: string[];
}

/** Names of a person or company that say enough to be compared. */
const namesOf = (...names: Array<string | null>) =>
	names.map((name) => line(name).toLowerCase()).filter((name) => name.length > 2);

/** Whether ticket and session both name somebody, and those are not the same. */
function isStrange(one: ShownSession, ticket: ShownTicket, settings: Settings): boolean {
	const { customer, company } = ticket;
	const asker = one.customer === settings.defaultUser ? null : one.customer;
	const [theirs, ours] = [namesOf(customer, company), namesOf(asker, one.company)];
	if (theirs.length === 0 || ours.length === 0) return false;
	if (ours.some((a) => theirs.some((b) => a.includes(b) || b.includes(a)))) return false;
	const email = customer?.includes('@') ? customer : null;
	const asked = { id: ticket.id, customer: { name: email ? null : customer, email, company } };
	return !customerFits(sessionOfRow(one, settings), asked);
}

function warningsOf(
	{ sessions, ticket }: LinkState,
	todo: ShownSession[],
	settings: Settings,
): string[] {
	if (!ticket) return [];
	const { id, closed, customer, company } = ticket;
	const strangers = todo.filter((one) => isStrange(one, ticket, settings));
	const others = [...new Set(strangers.map((one) => html(one.customer ?? one.company, 60)))];
	const whose = [customer, company]
		.filter(Boolean)
		.map((one) => html(one, 60))
		.join(', ');
	const were = others.length > 1 ? ' were the customers' : ' was the customer';
	const there = sessions.length - todo.length;
	return [
		closed ? `Ticket ${id} is <b>closed</b>.` : '',
		others.length > 0 ? `Ticket ${id} belongs to ${whose}, but ${others.join(', ')}${were}.` : '',
		there > 0
			? `${there} of the chosen sessions are already on ticket ${id} and stay as they are.`
			: '',
	].filter(Boolean);
}

function tableOf(todo: ShownSession[], isOnTicket: boolean, timezone: string): string {
	const cells = (one: ShownSession) => [
		time(one.startedAt, timezone),
		html(one.customer || 'no customer', 60),
		html(one.representative || 'no technician', 60),
		minutes(one.durationSeconds),
		one.from ? html(one.from, 20) : '',
	];
	const rows = todo.map((one) => `<tr><td>${cells(one).join('</td><td>')}</td></tr>`);
	const head = ['Started', 'Customer', 'Technician', 'Duration', isOnTicket ? 'On ticket' : ''];
	return `<table><thead><tr><th>${head.join('</th><th>')}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** What will be written, and what speaks against it. Nothing is left to do where all sessions are on the ticket already. */
export function reviewOf(state: LinkState, settings: Settings, timezone: string): Review {
	const { asked, ticket, person, sessions } = state;
	const todo = ticket ? sessions.filter(({ from }) => from !== ticket.id) : sessions;
	const id = ticket?.id ?? '';
	const what = {
		link: `A note on ticket ${id} for each session, in its technician’s name, saying that you linked it.`,
		move: `A note on ticket ${id} for each session, and a note on its previous ticket saying that it was moved.`,
		unlink:
			'A note on the ticket of each session, saying that it was linked by mistake. The existing note stays.',
	}[asked.action];
	const whose = [ticket?.customer, ticket?.company].filter(Boolean).map((one) => html(one, 60));
	const of = whose.length > 0 ? ` (${whose.join(', ')})` : '';
	const about = ticket ? `<p><b>Ticket ${id}</b>: ${html(ticket.summary, 120)}${of}</p>` : '';
	return {
		sessions: todo,
		what: `${what} You are ${html(person?.name, 60)}.`,
		table: about + tableOf(todo, asked.action !== 'link', timezone),
		warnings: warningsOf(state, todo, settings),
	};
}
