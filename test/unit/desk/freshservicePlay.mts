import type { Asked } from '../../../nodes/shared/desk/contract';
import { withCall } from '../../../nodes/shared/desk/event';
import { freshservice } from '../../../nodes/shared/desk/freshservice';
import type { FreshserviceSettings } from '../../../nodes/shared/desk/freshservice/settings';
import { begin, type DeskState, goOn, type Next } from '../../../nodes/shared/desk/machine';
import type { SimulatedDesk } from '../../desk/chassis/desk.mts';
import type { FreshserviceControl } from '../../desk/freshservice/control.mts';
import { startDesk } from '../../desk/freshservice/server.mts';
import { note } from './play.mts';

export type Step = Next<DeskState<FreshserviceSettings>>;
type Json = Record<string, any>;

export const settings: FreshserviceSettings = {
	address: 'https://desk.example.com',
	system: 'freshservice',
	...{ workspace: '', allWorkspaces: '0', closedStatuses: '', ticketPage: '/a/tickets/' },
	...{ newTicketFields: '{}', closingFields: '{}' },
};

export const SECRET = 'a-long-random-value-of-the-desk';

/** The first step; each state goes through JSON, as between the nodes of a canvas. */
export const start = (asked: unknown, on: Partial<FreshserviceSettings> = {}): Step =>
	begin(freshservice, asked as Asked, { ...settings, ...on });
export const then = (step: Step, answered: unknown): Step =>
	goOn(
		freshservice,
		JSON.parse(JSON.stringify(step.state)) as DeskState<FreshserviceSettings>,
		answered as object,
	);

/** What a desk that is a function from a request to an answer says in the end, and what it was asked. */
export function play(
	asked: unknown,
	desk: (url: URL, body: any, method: string) => unknown,
	on: Partial<FreshserviceSettings> = {},
) {
	let step = start(asked, on);
	const calls: string[] = [];
	for (let count = 0; step.goes !== 'answer' && count < 300; count += 1) {
		if (step.goes === 'render') step = then(step, { note });
		else if (step.goes === 'wait') step = then(step, {});
		else {
			const { method = '', url = '', body = '' } = step.request ?? {};
			calls.push(`${method} ${url.slice(settings.address.length)}`);
			step = then(step, desk(new URL(url), JSON.parse(body), method));
		}
	}
	return { answer: step.answer as Json, calls };
}

export let desk: SimulatedDesk<FreshserviceControl>;

/** One simulated desk for the tests of a file, as at its start before each of them. */
export function useDesk(): void {
	beforeAll(async () => {
		desk = await startDesk();
	});
	beforeEach(() => desk.control.reset());
	afterAll(async () => await desk.close());
}

/** An answer as n8n's HTTP Request gives it: JSON in `body`, anything else as text in `data`. */
async function answeredBy(request: Step['request'], key: string): Promise<object> {
	const { method = 'GET', url = '', body = '', headers = {} } = request ?? {};
	const basic = `Basic ${Buffer.from(`${key}:X`).toString('base64')}`;
	const sent = method === 'GET' ? {} : { body };
	try {
		const response = await fetch(url, {
			...{ method, ...sent },
			headers: {
				...{ ...headers, authorization: basic, connection: 'close' },
				...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
			},
		});
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('application/json');
		const read = isJson ? { body: text === '' ? {} : JSON.parse(text) } : { data: text };
		return {
			...{ statusCode: response.status, headers: Object.fromEntries(response.headers) },
			...(response.status === 204 ? {} : read),
		};
	} catch {
		return { error: { message: 'connect ECONNREFUSED' } };
	}
}

/** What the desk workflow answers with the simulated desk behind it, its requests sent for real. Pauses are not waited for. */
export async function ask(
	more: Json,
	on: Partial<FreshserviceSettings> = {},
	key = 'an-invented-api-key',
): Promise<Json> {
	const { event } = more;
	const plain = { contract: 1, ...more } as unknown as Asked;
	const asked = event ? withCall(freshservice, plain, SECRET, Date.now()) : plain;
	let step = start(asked, { ...desk.settings, ...on });
	for (let count = 0; step.goes !== 'answer' && count < 300; count += 1) {
		if (step.goes === 'render') step = then(step, { note });
		else if (step.goes === 'wait') step = then(step, {});
		else step = then(step, await answeredBy(step.request, key));
	}
	return step.answer as Json;
}

/** A request to the simulated desk as somebody else's client sends it. */
export async function call(
	method: string,
	path: string,
	body?: unknown,
	key = 'an-invented-api-key',
) {
	const response = await fetch(`${desk.url}/api/v2${path}`, {
		method,
		headers: {
			authorization: `Basic ${Buffer.from(`${key}:anything`).toString('base64')}`,
			connection: 'close',
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return {
		...{ status: response.status, headers: response.headers, text },
		body: (text === '' ? null : JSON.parse(text)) as Json,
	};
}
