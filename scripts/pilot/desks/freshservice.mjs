import { answered, confirmed, contradicted, count, notSeen } from '../findings.mjs';

const PAGE = '100';
const LONG_AGO = '2000-01-01T00:00:00Z';
const TAG = 32;

const ticketsOf = (body) => (Array.isArray(body?.tickets) ? body.tickets : []);
const listing = (more = {}) => ({ per_page: PAGE, updated_since: LONG_AGO, ...more });

async function notesOrder(desk) {
	const orders = [];
	for (const number of desk.tickets) {
		const query = { per_page: PAGE };
		const path = `/api/v2/tickets/${encodeURIComponent(number)}/conversations`;
		const { body } = await desk.json(path, query);
		const times = (body?.conversations ?? []).map(({ created_at: at }) => Date.parse(at));
		const rises = times.every((at, index) => index === 0 || at >= times[index - 1]);
		const falls = times.every((at, index) => index === 0 || at <= times[index - 1]);
		if (new Set(times).size < 2) continue;
		orders.push(rises ? 'oldest first' : falls ? 'newest first' : 'in no order');
	}
	const kinds = [...new Set(orders)];
	if (kinds.length === 0) return notSeen('no ticket with notes of two moments was named');
	return answered(`${kinds.join('; ')} (${count(orders.length, 'ticket')})`);
}

async function tagLength(desk) {
	const { status, body } = await desk.json('/api/v2/tickets', listing());
	const tags = ticketsOf(body).flatMap((ticket) => ticket.tags ?? []);
	if (tags.length === 0) return notSeen(`no tag on the newest tickets (HTTP ${status})`);
	const longest = Math.max(...tags.map((tag) => String(tag).length));
	const seen = `the longest of ${count(tags.length, 'tag')} has ${count(longest, 'character')}`;
	return longest > TAG ? contradicted(seen) : notSeen(seen);
}

async function deleted(desk) {
	const { status, body } = await desk.json('/api/v2/tickets', { ...listing(), filter: 'deleted' });
	const gone = ticketsOf(body).find((ticket) => ticket.deleted === true);
	if (!gone) return notSeen(`the list of deleted tickets shows none (HTTP ${status})`);
	const one = await desk.json(`/api/v2/tickets/${gone.id}`);
	const isMarked = one.body?.ticket?.deleted === true;
	const seen = `HTTP ${one.status}${one.status === 200 ? `, deleted ${isMarked ? 'is' : 'is not'} true` : ''}`;
	return one.status === 404 || isMarked ? confirmed(seen) : contradicted(seen);
}

/** Which workspaces a list shows for a value of `workspace_id`. */
async function workspacesFor(desk, value) {
	const { status, body } = await desk.json('/api/v2/tickets', listing({ workspace_id: value }));
	const ids = ticketsOf(body).map((ticket) => ticket.workspace_id);
	return { status, workspaces: new Set(ids).size };
}

async function allWorkspaces(desk) {
	const zero = await workspacesFor(desk, '0');
	const one = await workspacesFor(desk, '1');
	const told = ({ status, workspaces }) =>
		status === 200 ? count(workspaces, 'workspace') : `HTTP ${status}`;
	const seen = `among the newest tickets, 0 shows ${told(zero)}, 1 shows ${told(one)}`;
	if (zero.workspaces > 1) return confirmed(seen);
	return one.workspaces > 1 || zero.status !== 200 ? contradicted(seen) : notSeen(seen);
}

export const freshservice = {
	name: 'Freshservice',
	area: 'freshservice',
	login: { kind: 'basic', secret: 'the API key', password: 'X' },
	ticketPath: (number) => `/api/v2/tickets/${encodeURIComponent(number)}`,
	ticketIn: (body) => body?.ticket,
	questions: [
		{
			id: 'freshservice.notes-order',
			ask: notesOrder,
			see: 'name a ticket with several notes: --ticket NUMBER',
		},
		{
			id: 'freshservice.tag-length',
			ask: tagLength,
			see: 'type a tag of more than 32 characters into a test ticket by hand',
		},
		{
			id: 'freshservice.deleted',
			ask: deleted,
			see: 'delete a test ticket, and run the pilot again',
		},
		{
			id: 'freshservice.all-workspaces',
			ask: allWorkspaces,
			see: 'with tickets in two workspaces, run the pilot again',
		},
		{
			id: 'freshservice.filter-lag',
			see: 'give a test ticket a new tag by hand, ask /api/v2/tickets/filter for the tag every minute, and note when the ticket comes',
		},
		{
			id: 'freshservice.note-length',
			see: 'paste a note of 40,000 characters into a test ticket by hand, and look whether it was cut or refused',
		},
		{
			id: 'freshservice.time-entry',
			see: 'let n8n add time to a test ticket (addTime): the execution shows whether the first body was refused',
		},
		{
			id: 'freshservice.user-id',
			see: 'run Check a desk in n8n: it shows in whose name the note stands',
		},
	],
};
