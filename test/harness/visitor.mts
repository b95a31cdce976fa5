import { type Api, createApi, eventually, type Owner } from './api.mts';

/** A page of a form as somebody sees it who is logged in to n8n, and what they can do on it. */
export interface Page {
	html: string;
	/** What there is to read, without mark-up. */
	text: string;
	/** Choices of its lists, and what there is to tick, in their order. */
	choices: string[];
	boxes: string[];
	/** Names of its fields in the browser: `field-0` and so on. */
	fields: string[];
	/** The choice that is made already, if any. */
	selected: string | null;
	url: string;
	/** Sent with the first page, whose address takes no cookie. */
	token: string | null;
}

const decoded = (html: string) =>
	html
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#x([0-9a-f]+);/gi, (_all, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
		.replace(/&#(\d+);/g, (_all, number: string) => String.fromCodePoint(Number(number)))
		.replace(/&amp;/g, '&');

const textOf = (html: string) =>
	decoded(
		html
			.replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
			.replace(/<[^>]*>/g, ' ')
			.replace(/\s+/g, ' '),
	).trim();

const all = (html: string, pattern: RegExp) =>
	[...html.matchAll(pattern)].map(([, value]) => decoded(value));

function pageFrom(html: string, url: string): Page {
	const [, selected] = /<option value='([^']+)' selected/.exec(html) ?? [];
	const [, token] = /const authToken = '([^']*)'/.exec(html) ?? [];
	return {
		html,
		text: textOf(html),
		choices: all(html, /<option value='([^']+)'/g),
		boxes: all(html, /class='multiselect-checkbox' id='[^']+' value='([^']+)'/g),
		fields: [...new Set(all(html, /name=["'](field-\d+)["']/g))],
		selected: selected === undefined ? null : decoded(selected),
		url,
		token: token || null,
	};
}

/** Somebody with a login of n8n and a browser of their own, who approves what n8n asks them to. */
export class Visitor {
	private readonly cookies = new Map<string, string>();

	private readonly api: Api | null;

	/** Headers of every request, such as those of Basic Auth. */
	private readonly headers: Record<string, string>;

	constructor(api: Api | null, headers: Record<string, string> = {}) {
		this.api = api;
		this.headers = headers;
	}

	static async loggedIn(url: string, owner: Owner): Promise<Visitor> {
		const api = createApi(url);
		await api.login(owner);
		return new Visitor(api);
	}

	/** One request, without following where it leads. */
	async ask(url: string, init: RequestInit = {}): Promise<Response> {
		const [name, value] = (this.api?.cookie() ?? '').split(/=(.*)/s);
		if (name) this.cookies.set(name, value);
		const cookie = [...this.cookies].map(([key, one]) => `${key}=${one}`).join('; ');
		const headers = {
			connection: 'close',
			...this.headers,
			...(cookie ? { cookie } : {}),
			...init.headers,
		};
		const response = await fetch(url, { redirect: 'manual', ...init, headers });
		for (const line of response.headers.getSetCookie()) {
			const [pair] = line.split(';');
			const [key, one] = pair.split(/=(.*)/s);
			if (one) this.cookies.set(key, one);
			else this.cookies.delete(key);
		}
		return response;
	}

	/** Goes where it leads, and approves the form where n8n asks for that. @returns the page, or n8n's login page */
	async open(url: string): Promise<Page> {
		let at = url;
		for (let hop = 0; hop < 12; hop++) {
			const response = await this.ask(at);
			const location = response.headers.get('location');
			if (location === null) return pageFrom(await response.text(), at);
			at = new URL(location, at).href;
			const { pathname, origin } = new URL(at);
			if (pathname === '/oauth/consent' && this.api) at = await this.approve(origin);
		}
		throw new Error(`${url} leads nowhere`);
	}

	private async approve(origin: string): Promise<string> {
		const details = await this.ask(`${origin}/rest/consent/details`);
		const said = (await details.json()) as { data?: { redirectUrl?: string; scopes?: string[] } };
		if (said.data?.redirectUrl) return said.data.redirectUrl;
		const answer = await this.ask(`${origin}/rest/consent/approve`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ approved: true, scopes: said.data?.scopes }),
		});
		const { data } = (await answer.json()) as { data?: { redirectUrl: string } };
		if (!data) throw new Error(`n8n did not take the approval: ${answer.status}`);
		return data.redirectUrl;
	}

	/**
	 * Sends a page's fields by their names, and does not wait for what comes next. Of two at once, n8n may leave one without an answer: that is
	 * given up after so many milliseconds.
	 */
	async send(page: Page, values: Record<string, string>, within = 60_000): Promise<Response> {
		const body = new FormData();
		for (const [name, value] of Object.entries(values)) body.append(name, value);
		const headers: Record<string, string> = page.token ? { 'x-auth-token': page.token } : {};
		const signal = AbortSignal.timeout(within);
		return await this.ask(page.url, { method: 'POST', body, headers, signal });
	}

	/** Fills in the fields in their order, and waits for the next page as the page's own script does. */
	async submit(page: Page, ...values: string[]): Promise<Page> {
		const named = Object.fromEntries(values.map((value, index) => [`field-${index}`, value]));
		const response = await this.send(page, named);
		const text = await response.text();
		if (!response.ok) throw new Error(`The form answered ${response.status}: ${text}`);
		const waiting = /"formWaitingUrl":"([^"]+)"/.exec(text)?.[1] ?? page.url;
		return await this.next(waiting);
	}

	/** The page at which an execution waits. */
	async next(waiting: string): Promise<Page> {
		const status = new URL(waiting);
		status.pathname += '/n8n-execution-status';
		await eventually(
			'the next page',
			async () => {
				const said = (await (await this.ask(status.href)).text()).trim();
				if (['error', 'crashed', 'canceled', 'null', 'success'].includes(said)) {
					throw new Error(`The execution of the form ended: ${said}`);
				}
				return said === 'form-waiting' ? true : undefined;
			},
			{ timeout: 60_000, pause: 150 },
		);
		return await this.open(waiting);
	}
}

/** Makes one more user of n8n. */
export async function inviteUser(api: Api, url: string, user: Required<Owner>): Promise<Visitor> {
	const [{ user: invited }] = await api.rest<Array<{ user: { inviteAcceptUrl: string } }>>(
		'POST',
		'/rest/invitations',
		[{ email: user.email, role: 'global:member' }],
	);
	const { email, password, firstName, lastName } = user;
	const query = new URL(invited.inviteAcceptUrl, url).searchParams;
	const [token, invitee] = [query.get('token'), query.get('inviteeId')];
	const person = { firstName, lastName, password };
	// n8n 2.0 names both people in the address instead.
	await (token
		? createApi(url).rest('POST', '/rest/invitations/accept', { token, ...person })
		: createApi(url).rest('POST', `/rest/invitations/${invitee}/accept`, {
				inviterId: query.get('inviterId'),
				...person,
			}));
	return await Visitor.loggedIn(url, { email, password });
}
