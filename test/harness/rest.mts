/** An answer of n8n's REST interface other than 2xx. */
export class RestError extends Error {
	readonly status: number;
	readonly body: unknown;

	constructor(request: string, status: number, body: unknown) {
		super(`${request} answered ${status}: ${messageIn(body).slice(0, 1000)}`);
		this.status = status;
		this.body = body;
	}
}

function messageIn(body: unknown): string {
	if (typeof body === 'string') return body;
	if (typeof body === 'object' && body !== null && 'message' in body) return String(body.message);
	return JSON.stringify(body);
}

/** One request to n8n. `path` starts with `/`; the answer's `data` when it has one, else the whole answer. */
export type Rest = <T = unknown>(method: string, path: string, body?: unknown) => Promise<T>;

/**
 * A session with n8n's REST interface: keeps the cookie that owner set-up and login hand out.
 *
 * n8n ties a session to the `browser-id` header it was begun with and then asks for it on nearly every call; a session
 * begun without one is not tied, and its cookie also works in a browser. So none is sent.
 */
export function createRest(url: string): { rest: Rest; cookie(): string } {
	let cookie = '';
	const ask = async <T,>(
		method: string,
		path: string,
		body: unknown,
		deadline: number,
	): Promise<T> => {
		const response = await fetch(`${url}${path}`, {
			method,
			headers: {
				accept: 'application/json',
				// n8n closes a connection that was idle for 5 s, and a busy machine may send the next request at that moment.
				connection: 'close',
				...(cookie ? { cookie } : {}),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		for (const line of response.headers.getSetCookie()) {
			const [pair] = line.split(';');
			if (pair.startsWith('n8n-auth=')) cookie = pair;
		}
		const text = await response.text();
		const answer: unknown = isJson(response) && text ? JSON.parse(text) : text;
		if (isWaiting(response, text) && Date.now() < deadline) {
			await new Promise((resolve) => setTimeout(resolve, 250));
			return await ask<T>(method, path, body, deadline);
		}
		if (!response.ok) throw new RestError(`${method} ${path}`, response.status, answer);
		const wrapped = typeof answer === 'object' && answer !== null && 'data' in answer;
		const isList = wrapped && 'count' in answer;
		return (wrapped && !isList ? answer.data : answer) as T;
	};
	const rest: Rest = async <T,>(method: string, path: string, body?: unknown) =>
		await ask<T>(method, path, body, Date.now() + 60_000);
	return { rest, cookie: () => cookie };
}

/** On a busy machine n8n misses its own look at its database and turns every call away, before it reads it, until the next. */
const isWaiting = ({ status }: Response, text: string) =>
	status === 503 && text.includes('Database is not ready');

const isJson = (response: Response) =>
	(response.headers.get('content-type') ?? '').includes('json');

/**
 * Calls `attempt` until it returns something other than undefined.
 *
 * @param what completes the sentence "did not see …" of the error
 * @param timeout milliseconds
 */
export async function eventually<T>(
	what: string,
	attempt: () => Promise<T | undefined>,
	{ timeout = 30_000, pause = 100 } = {},
): Promise<T> {
	const deadline = Date.now() + timeout;
	for (;;) {
		const found = await attempt();
		if (found !== undefined) return found;
		if (Date.now() > deadline) throw new Error(`Did not see ${what} within ${timeout / 1000} s`);
		await new Promise((resolve) => setTimeout(resolve, pause));
	}
}
