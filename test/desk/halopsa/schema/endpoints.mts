import { type Endpoint, object, type Schema } from '../../chassis/schema.mts';
import { actionFields } from './actions.mts';
import { chatMessageFields } from './others.mts';
import type { Fields } from './fields.mts';
import { ticketFields } from './tickets.mts';

/** Every write takes a list. What kinds of values fit, the desk itself looks at. */
const entries = (fields: Fields): Schema => ({
	type: 'array',
	minItems: 1,
	items: object(Object.fromEntries([...fields.keys()].map((name) => [name, {}]))),
});

const PAGES = ['pageinate', 'page_size', 'page_no', 'count'];
const ORDER = ['order', 'orderdesc'];

/** What the desk workflow for HaloPSA may ask, by HaloPSA's published document. */
export const ENDPOINTS: Endpoint[] = [
	{
		method: 'GET',
		path: /^\/api\/Tickets$/,
		query: [
			'search',
			'open_only',
			'closed_only',
			'includeagent',
			'includestatus',
			...ORDER,
			...PAGES,
		],
	},
	{ method: 'GET', path: /^\/api\/Tickets\/\d+$/, query: ['includedetails'] },
	{ method: 'POST', path: /^\/api\/Tickets$/, body: entries(ticketFields) },
	{
		method: 'GET',
		path: /^\/api\/Actions$/,
		query: ['ticket_id', 'includehtmlnote', 'excludeprivate', ...PAGES],
	},
	{ method: 'POST', path: /^\/api\/Actions$/, body: entries(actionFields) },
	{ method: 'GET', path: /^\/api\/Agent$/, query: PAGES },
	{
		method: 'GET',
		path: /^\/api\/Chat$/,
		query: ['ticket_id', 'ignore_all_closed', ...ORDER, ...PAGES],
	},
	{ method: 'GET', path: /^\/api\/Chat\/\d+$/ },
	{ method: 'GET', path: /^\/api\/ChatMessage$/, query: ['chat_id'] },
	{ method: 'POST', path: /^\/api\/ChatMessage$/, body: entries(chatMessageFields) },
];
