import { type SimulatedDesk, start } from '../chassis/desk.mts';
import type { Answer, Call } from '../chassis/http.mts';
import { ticketPages } from '../chassis/pages.mts';
import { htmlOf, type Node } from './adf.mts';
import { routeApi } from './api/route.mts';
import { JiraControl } from './control.mts';
import { EMAIL, Login } from './login.mts';
import {
	type Behaviour,
	CLOUD_ID,
	ORGANIZATIONS,
	REQUEST_TYPE,
	SERVICE_DESK,
	USUAL,
} from './model.mts';
import { refused } from './refusals.mts';
import { Store } from './store.mts';

export interface JiraOptions extends Partial<Behaviour> {
	/** 0, the default, takes a free port. */
	port?: number;
	/** The clock, in milliseconds since 1970. */
	now?: () => number;
	/** Whether Settings name the gateway instead of the site. */
	isAtGateway?: boolean;
}

export type JiraDesk = SimulatedDesk<JiraControl>;

/** Starts a simulated site of Jira Service Management on loopback; also as its gateway, below `/ex/jira/{cloud id}`. */
export async function startDesk(options: JiraOptions = {}): Promise<JiraDesk> {
	const { port, now = () => Date.now(), isAtGateway = false, ...behaviour } = options;
	const store = new Store(structuredClone({ ...USUAL, ...behaviour }), now);
	const login = new Login();
	const control = new JiraControl(store, login);
	const gateway = `/ex/jira/${CLOUD_ID}`;
	let base = '';
	const desk = await start<JiraControl>(
		{
			...{ name: 'Jira Service Management', control },
			isWire: (path) => /^\/(?:rest|ex|_edge)\//.test(path),
			// Who runs the site is told to everybody.
			isLogin: (path) => path === '/_edge/tenant_info',
			answer(call) {
				if (call.path === '/_edge/tenant_info') return { status: 200, body: { cloudId: CLOUD_ID } };
				const isGateway = call.path.startsWith(`${gateway}/`);
				if (call.path.startsWith('/ex/') && !isGateway) throw refused(404, ['No such site.']);
				const path = isGateway ? call.path.slice(gateway.length) : call.path;
				login.check(store.behaviour, call, { path, isGateway });
				return routeApi({ store, call, base }, path);
			},
			page: (call) => pages(store, call),
			failure: (status, message) => ({ status, body: { errorMessages: [message], errors: {} } }),
			account: (url) => ({
				type: 'jiraSoftwareCloudApi',
				data: { email: EMAIL, apiToken: login.token, domain: url },
			}),
			settings: (url) => ({
				...{ address: isAtGateway ? `${url}${gateway}` : url, site: url, projects: 'HELP' },
				organizationsField: ORGANIZATIONS,
				...{ serviceDeskId: SERVICE_DESK, requestTypeId: REQUEST_TYPE },
			}),
			pageOf: (number) => `/browse/${number}`,
			now: () => new Date(now()),
		},
		port,
	);
	base = desk.url;
	return desk;
}

function pages(store: Store, call: Call): Answer {
	const tickets = store.issues.map((issue) => ({
		...{ id: issue.key, number: issue.key, summary: issue.summary, details: issue.description },
		status: store.statusOf(issue).name,
		kind: ({ new: 'open', indeterminate: 'progress', done: '' } as const)[
			store.statusOf(issue).category
		],
		customer: issue.reporter?.displayName ?? '',
		...{ company: issue.organization ?? '', technician: issue.assignee?.displayName ?? '' },
		openedAt: new Date(issue.created).toISOString(),
		notes: issue.comments.map(({ id, author, isPublic, created, body }) => ({
			...{ id, author: author.displayName, isPrivate: !isPublic, minutes: null },
			label: isPublic ? 'Reply to customer' : 'Internal note',
			...{ at: new Date(created).toISOString(), html: htmlOf(body as Node) },
		})),
	}));
	const path = call.path.replace(/^\/browse\//, '/ticket/');
	return ticketPages({ revision: store.revision, tickets }, { ...call, path });
}
