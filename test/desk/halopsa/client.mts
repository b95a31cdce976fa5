/** An answer of the desk, with its body decoded. */
export interface Reply {
	status: number;
	headers: Headers;
	// Tests look into many shapes; a type per endpoint would repeat the reference.
	body: any;
}

/** Calls a desk's API with a token of its own. */
export interface DeskClient {
	get(path: string): Promise<Reply>;
	post(path: string, body: unknown): Promise<Reply>;
	delete(path: string): Promise<Reply>;
}

/** Sends a form to the token endpoint, with client ID and secret in the form or in a Basic header. */
export async function askToken(
	url: string,
	form: Record<string, string>,
	basic?: string,
): Promise<Reply> {
	const headers: Record<string, string> = {};
	if (basic !== undefined) {
		headers.authorization = `Basic ${Buffer.from(basic).toString('base64')}`;
	}
	const body = new URLSearchParams(form);
	return await reply(await fetch(`${url}/auth/token`, { method: 'POST', headers, body }));
}

/**
 * Asks for a token and returns a client; paths are given with `/api/…`. Answers of any status are
 * returned; a closed connection rejects.
 */
export async function connect(desk: {
	url: string;
	clientId: string;
	clientSecret: string;
}): Promise<DeskClient> {
	const { body } = await askToken(desk.url, {
		grant_type: 'client_credentials',
		client_id: desk.clientId,
		client_secret: desk.clientSecret,
		scope: 'all',
	});
	const call = async (method: string, path: string, content?: unknown) => {
		const headers: Record<string, string> = {
			authorization: `Bearer ${body.access_token}`,
			connection: 'close',
		};
		if (content !== undefined) headers['content-type'] = 'application/json';
		const text = content === undefined ? undefined : JSON.stringify(content);
		return await reply(await fetch(desk.url + path, { method, headers, body: text }));
	};
	return {
		get: async (path) => await call('GET', path),
		post: async (path, content) => await call('POST', path, content),
		delete: async (path) => await call('DELETE', path),
	};
}

async function reply(response: Response): Promise<Reply> {
	const text = await response.text();
	const json = response.headers.get('content-type')?.startsWith('application/json');
	return {
		status: response.status,
		headers: response.headers,
		body: json ? JSON.parse(text) : text,
	};
}
