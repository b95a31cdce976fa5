import { type SimulatedDesk, start } from '../chassis/desk.mts';
import type { Answer, Call } from '../chassis/http.mts';
import { ticketPages } from '../chassis/pages.mts';
import { Refusal } from '../chassis/refusal.mts';
import { Checked } from '../chassis/schema.mts';
import type { ShownTicket } from '../chassis/cards.mts';
import { route } from './api.mts';
import { ZendeskControl } from './control.mts';
import { plain } from './html.mts';
import { DEFAULTS, FIELDS, type Switches } from './model.mts';
import { endpoints } from './schema.mts';
import { Store } from './store.mts';
import { type Client, Tokens } from './tokens.mts';

export interface ZendeskOptions extends Partial<Switches> {
	/** 0, the default, takes a free port. */
	port?: number;
	clientId?: string;
	clientSecret?: string;
	/** The clock, for tests of expiry and limits. */
	now?: () => Date;
}

export type Zendesk = SimulatedDesk<ZendeskControl> & { client: Client };

const TOKEN = /^\/oauth\/tokens(?:\.json)?$/;

/** Starts a simulated Zendesk on loopback, filled with invented people and tickets. Its token endpoint is `/oauth/tokens`. */
export async function startDesk(options: ZendeskOptions = {}): Promise<Zendesk> {
	const { port, now = () => new Date(), ...given } = options;
	const { clientId = 'desk-client', clientSecret = 'desk-secret', ...switches } = given;
	const client = { clientId, clientSecret };
	const store = new Store({ ...DEFAULTS, ...switches }, now);
	const tokens = new Tokens(client, store.switches, now);
	const control = new ZendeskControl(store, tokens, new Checked(endpoints));
	const desk = await start(
		{
			...{ name: 'Zendesk', control, now },
			isWire: (path) => /^\/(?:api|oauth)(?:\/|$)/.test(path),
			isLogin: (path) => TOKEN.test(path),
			answer: (call) => answered(store, tokens, call),
			page: (call) => pageOf(store, call),
			failure: (status, message) =>
				status === 429
					? { status, body: message, headers: { 'content-type': 'text/plain' } }
					: { status, body: { error: 'ServerError', description: message } },
			account: (url) => ({
				type: 'oAuth2Api',
				data: {
					...{ grantType: 'clientCredentials', accessTokenUrl: `${url}/oauth/tokens` },
					...{ ...client, scope: 'read write', authentication: 'body' },
				},
			}),
			settings: (url) => ({
				...{ address: url, totalTimeField: String(FIELDS.total) },
				lastTimeField: String(FIELDS.last),
			}),
			pageOf: (number) => `/agent/tickets/${number}`,
		},
		port,
	);
	return { ...desk, client };
}

/** Its own address, as links in its answers have it. */
const hostOf = ({ headers }: Call): string => `http://${headers.host ?? '127.0.0.1'}`;

/** Anybody may ask who they are. */
const isOpen = ({ path, authorization }: Call): boolean =>
	/^\/api\/v2\/users\/me(?:\.json)?$/.test(path) && authorization === undefined;

function answered(store: Store, tokens: Tokens, call: Call): Answer {
	if (TOKEN.test(call.path)) return tokens.issue(call);
	const headers = store.limits.request();
	if (isOpen(call)) return { status: 200, body: { user: { id: null } }, headers };
	try {
		tokens.check(call.authorization);
		const answer = route(store, call, hostOf(call));
		return { ...answer, headers: { ...headers, ...answer.headers } };
	} catch (error) {
		if (error instanceof Refusal) Object.assign(error.headers, { ...headers, ...error.headers });
		throw error;
	}
}

function pageOf(store: Store, call: Call): Answer {
	const path = call.path.replace(/^\/agent\/tickets\//, '/ticket/');
	const tickets = [...store.data.tickets.keys()].map((id) => shown(store, id));
	return ticketPages({ revision: store.revision, tickets }, { ...call, path });
}

function shown({ data }: Store, id: number): ShownTicket {
	const ticket = data.tickets.get(id)!;
	const user = (wanted: number | null) => data.users.find((one) => one.id === wanted)?.name ?? '';
	const [, ...notes] = data.comments.get(id) ?? [];
	const isOpen = ['new', 'open'].includes(ticket.status);
	return {
		...{ id: String(id), number: `#${id}`, summary: ticket.subject, status: ticket.status },
		...{ details: plain(ticket.description), customer: user(ticket.requester_id) },
		kind: isOpen ? 'open' : ['pending', 'hold'].includes(ticket.status) ? 'progress' : '',
		company: data.organizations.find((one) => one.id === ticket.organization_id)?.name ?? '',
		...{ technician: user(ticket.assignee_id), openedAt: ticket.created_at },
		notes: notes.map((note) => ({
			...{ id: String(note.id), author: user(note.author_id), at: note.created_at },
			label: note.public ? 'Public reply' : 'Internal note',
			...{ isPrivate: !note.public, minutes: null, html: note.html_body },
		})),
	};
}
