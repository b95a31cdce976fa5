import type { ShownTicket } from '../chassis/cards.mts';
import { type SimulatedDesk, start } from '../chassis/desk.mts';
import { ticketPages } from '../chassis/pages.mts';
import { FreshserviceControl } from './control.mts';
import { DEFAULTS, type Settings, STATUS, STATUS_NAMES, type Ticket } from './model.mts';
import { routeApi } from './route.mts';
import { Store } from './store.mts';

export interface FreshserviceOptions extends Partial<Settings> {
	/** 0, the default, takes a free port. */
	port?: number;
	/** Of the agent of the API. */
	key?: string;
	/** The clock. */
	now?: () => Date;
}

const spentMinutes = (spent: string): number => {
	const [hours, minutes] = spent.split(':').map(Number);
	return hours * 60 + minutes;
};

function shown(store: Store, ticket: Ticket): ShownTicket {
	const requester = store.requester(ticket.requester_id);
	const notes = store.data.conversations.filter((one) => one.ticket_id === ticket.id);
	const isDone = ticket.status === STATUS.closed || ticket.status === STATUS.resolved;
	return {
		...{ id: String(ticket.id), summary: ticket.subject, details: ticket.description_text },
		number: `${ticket.type === 'Incident' ? 'INC' : 'SR'}-${ticket.id}`,
		...{ status: STATUS_NAMES[ticket.status] ?? '', kind: isDone ? '' : 'open' },
		customer: requester?.name ?? '',
		company: store.department(ticket.department_id)?.name ?? '',
		technician: ticket.responder_id ? store.nameOf(ticket.responder_id) : '',
		openedAt: ticket.created_at,
		notes: [
			...notes.map((note) => ({
				...{ id: String(note.id), author: store.nameOf(note.user_id), label: 'Note' },
				...{ isPrivate: note.private, at: note.created_at, minutes: null, html: note.body },
			})),
			...store.times(ticket.id).map((entry) => ({
				...{ id: String(entry.id), author: store.nameOf(entry.agent_id), label: 'Time entry' },
				...{ isPrivate: true, at: entry.executed_at, text: entry.note },
				minutes: spentMinutes(entry.time_spent),
			})),
		],
	};
}

/** A simulated Freshservice: `/api/v2` with an API key as Basic, filled with invented people and tickets. */
export async function startDesk(
	options: FreshserviceOptions = {},
): Promise<SimulatedDesk<FreshserviceControl>> {
	const { port, key = 'an-invented-api-key', now = () => new Date(), ...settings } = options;
	const store = new Store({ ...DEFAULTS, ...settings }, now);
	const control = new FreshserviceControl(store);
	return await start(
		{
			name: 'Freshservice',
			control,
			isWire: (path) => /^\/api(\/|$)/.test(path),
			answer: (call) => routeApi(store, key, call),
			page(call) {
				const newest = store.data.tickets.filter(({ deleted }) => !deleted).reverse();
				const tickets = newest.map((ticket) => shown(store, ticket));
				return ticketPages({ revision: store.revision, tickets }, call);
			},
			failure: (status, message) => ({ status, body: { message } }),
			account: () => ({ type: 'httpBasicAuth', data: { user: key, password: 'X' } }),
			settings: (url) => ({ address: url, ticketPage: '/ticket/' }),
			pageOf: (number) => `/ticket/${number}`,
			now,
		},
		port,
	);
}
