/** An answer, with its body decoded. */
export interface Reply {
	status: number;
	headers: Headers;
	// Tests look into many shapes.
	body: any;
}

export type Send = (
	method: string,
	path: string,
	body?: unknown,
	headers?: Record<string, string>,
) => Promise<Reply>;

async function reply(response: Response): Promise<Reply> {
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.startsWith('application/json');
	return {
		status: response.status,
		headers: response.headers,
		body: isJson && text !== '' ? JSON.parse(text) : text,
	};
}

/** Asks for a token. */
export async function askToken(url: string, form: Record<string, string>): Promise<Reply> {
	const body = new URLSearchParams(form);
	return await reply(await fetch(`${url}/oauth_token.do`, { method: 'POST', body }));
}

/** Calls the Table API with a token of its own; paths begin behind `/api/now/table`. */
export async function connect(desk: {
	url: string;
	login: { clientId: string; clientSecret: string };
}): Promise<Send> {
	const { clientId: client_id, clientSecret: client_secret } = desk.login;
	const form = { grant_type: 'client_credentials', client_id, client_secret };
	const { body } = await askToken(desk.url, form);
	return async (method, path, content, more = {}) => {
		const headers: Record<string, string> = {
			...{ authorization: `Bearer ${body.access_token}`, accept: 'application/json' },
			...{ connection: 'close', ...(content ? { 'content-type': 'application/json' } : {}) },
			...more,
		};
		const text = content === undefined ? undefined : JSON.stringify(content);
		const address = `${desk.url}/api/now/table${path}`;
		return await reply(await fetch(address, { method, headers, body: text }));
	};
}
