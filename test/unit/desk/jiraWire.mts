import { type JiraDesk, startDesk } from '../../desk/jira/server.mts';

/** What came of a request; `body` is `null` where it is no JSON. */
interface Came {
	status: number;
	headers: Headers;
	text: string;
	body: Record<string, any>;
}

/** A simulated site with a clock of its own, and requests to it as its account sends them, for the tests of a file. */
export class JiraWire {
	desk!: JiraDesk;

	now = Date.parse('2026-11-26T10:00:00Z');

	/** Starts the site for all tests of a file; each begins a minute later, with the data of the start. */
	begin(): this {
		beforeAll(async () => {
			this.desk = await startDesk({ now: () => this.now });
		});
		beforeEach(() => {
			this.now += 60_000;
			this.desk.control.reset();
		});
		afterAll(async () => await this.desk.close());
		return this;
	}

	async call(method: string, path: string, body?: unknown, headers: object = {}): Promise<Came> {
		const { email, apiToken } = this.desk.account.data as Record<string, string>;
		const response = await fetch(this.desk.url + path, {
			method,
			headers: {
				authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
				'content-type': 'application/json',
				...headers,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
		return {
			...{ status: response.status, headers: response.headers, text },
			body: (isJson ? JSON.parse(text) : null) as Record<string, any>,
		};
	}
}
