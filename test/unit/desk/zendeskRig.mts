import { withCall } from '../../../nodes/shared/desk/event';
import { zendesk } from '../../../nodes/shared/desk/zendesk';
import type { ZendeskSettings } from '../../../nodes/shared/desk/zendesk/model';
import { startDesk, type Zendesk, type ZendeskOptions } from '../../desk/zendesk/server.mts';
import { askOver } from './overHttp.mts';

export const MARKER = `BeyondTrust session ${'a'.repeat(32)} · abcdefgh`;
export const SECRET = 'the-signing-secret-of-the-webhook';

export let desk: Zendesk;
/** Milliseconds by which the clock of the desk is ahead. */
let ahead = 0;
let token: Promise<string> | null = null;

export const later = (seconds: number): void => {
	ahead += seconds * 1000;
	// It may have expired meanwhile; n8n asks for a new one then.
	token = null;
};

export const now = (): Date => new Date(Date.now() + ahead);

/** One simulated Zendesk for the tests of a file, at its start before each of them. */
export function useZendesk(options: ZendeskOptions = {}): void {
	beforeAll(async () => {
		desk = await startDesk({ ...options, now });
	});
	beforeEach(() => {
		ahead = 0;
		token = null;
		desk.control.reset();
	});
	afterAll(async () => {
		await desk.close();
		expect(desk.control.checked.invalid).toEqual([]);
	});
}

/** Asks the token endpoint. */
export async function askToken(form: Record<string, string>) {
	const { clientId, clientSecret } = desk.client;
	const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form });
	const response = await fetch(`${desk.url}/oauth/tokens`, { method: 'POST', body });
	return { status: response.status, body: (await response.json()) as Record<string, any> };
}

const authorization = async () => {
	token ??= askToken({ grant_type: 'client_credentials', scope: 'read write' }).then(
		({ body }) => `Bearer ${String(body.access_token)}`,
	);
	return await token;
};

/** Calls the API with a token. */
export async function call(
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
) {
	const response = await fetch(`${desk.url}/api/v2${path}`, {
		method,
		headers: {
			authorization: await authorization(),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
	// Tests look into many shapes.
	return {
		status: response.status,
		headers: response.headers,
		body: (isJson ? JSON.parse(text) : text) as any,
	};
}

/** What the desk module answers, played against the simulated one. */
export async function ask(
	asked: Record<string, unknown>,
	settings: Partial<ZendeskSettings> = {},
	note = { body: `<p>${MARKER}</p>`, marker: MARKER },
) {
	const own = { system: 'zendesk', ...desk.settings, ...settings } as ZendeskSettings;
	return await askOver({ desk: zendesk, settings: own, authorization, note, pause: later }, asked);
}

/** A note that is to be put on a ticket. */
export const put = (id: unknown, more: object = {}) => ({
	operation: 'putNote',
	target: { kind: 'ticket', id },
	session: { sessionId: 'a'.repeat(32) },
	note: { audience: 'internal', sections: [], marker: MARKER, postscript: '' },
	author: { agentId: null, names: ['Alex Morgan'], email: null },
	minutes: null,
	at: '2026-11-26T10:00:00.000Z',
	...more,
});

/** A call of the desk, read. */
export const read = async (event: unknown, secret = SECRET) => {
	const asked = { contract: 1, operation: 'readEvent', event } as never;
	return await ask({ ...withCall(zendesk, asked, secret, now().getTime()) });
};

/** Requests that the desk got, as `METHOD /path`. */
export const calls = () => desk.control.journal().map(({ method, path }) => `${method} ${path}`);
