import { SetUpError } from '../../lib/command.mjs';
import { basic, baseOf, read, tokenFrom } from '../http.mjs';
import { email } from './email.mjs';
import { freshservice } from './freshservice.mjs';
import { halopsa } from './halopsa.mjs';
import { jira } from './jira.mjs';
import { servicenow } from './servicenow.mjs';
import { zendesk } from './zendesk.mjs';

/** By the name that the command line takes. */
export const DESKS = { halopsa, servicenow, zendesk, 'jira-sm': jira, freshservice, email };

const ADDRESS = 'DESK_ADDRESS';
const USER = 'DESK_USER';
const SECRET = 'DESK_SECRET';

/** What a desk needs of the environment: `[variable, what goes into it]`. */
export function neededFor({ login }) {
	if (login === null) return [];
	const isToken = login.kind === 'token';
	const user = isToken ? 'the client ID' : login.user;
	return [
		[ADDRESS, 'its address, such as https://your-domain.example.com'],
		...(user ? [[USER, user]] : []),
		[SECRET, isToken ? 'the client secret' : login.secret],
	];
}

/** What a request proves itself with. Some tenants of HaloPSA need a token path of their own, with `?tenant=`. */
async function authorizationFor({ name, login }, base, env) {
	const [user, secret] = [env[USER]?.trim(), env[SECRET].trim()];
	if (login.kind === 'basic') {
		return user && login.user ? basic(user, secret) : basic(secret, login.password);
	}
	const path = env.DESK_TOKEN_PATH?.trim() || login.path;
	const fields = { ...login.fields, client_id: user, client_secret: secret };
	return `Bearer ${await tokenFrom(name, base, path, { fields })}`;
}

/** A desk that is asked by reading. Each question is sent once. */
export class Desk {
	#asked = new Map();
	#headers;

	constructor(kind, base, authorization, { personal, tickets }) {
		Object.assign(this, { kind, base, personal, tickets });
		this.#headers = { Accept: 'application/json', Authorization: authorization };
	}

	/** Logs in with what the environment holds; `null` for a desk that cannot be asked. @throws SetUpError */
	static async from(kind, env, options) {
		if (kind.login === null) return null;
		const missing = neededFor(kind).filter(([variable]) => !env[variable]?.trim());
		if (missing.length > 0) {
			const lines = missing.map(([variable, what]) => `  ${variable}: ${what}`);
			throw new SetUpError(
				`Set these environment variables for ${kind.name} first:\n${lines.join('\n')}`,
			);
		}
		const { base, parts } = baseOf(env[ADDRESS], ADDRESS);
		const authorization = await authorizationFor(kind, base, env);
		options.personal.hide(...parts, env[USER]?.trim(), env[SECRET].trim(), authorization);
		options.personal.hide(...options.tickets);
		return new Desk(kind, base, authorization, options);
	}

	/** @returns `{ status, headers, body }`; `body` is `null` where it is no JSON, or was refused @throws NoAnswer */
	async json(path, query = {}) {
		const key = JSON.stringify([path, query]);
		if (!this.#asked.has(key)) {
			this.#asked.set(key, read(this.base, path, { query, headers: this.#headers }));
		}
		const { status, headers, text } = await this.#asked.get(key);
		let body = null;
		try {
			body = status === 200 ? JSON.parse(text) : null;
		} catch {
			// Told by the status alone.
		}
		this.personal.learn(body);
		return { status, headers, body };
	}
}

/** Names of headers that tell of a pace. */
export const paceHeaders = (headers) =>
	Object.keys(headers).filter((name) => /rate-?limit|retry-after|throttl/i.test(name));

/** Whether the tickets that were named can be read, their fields, and the form of their times. */
async function tickets(desk) {
	const { kind, personal } = desk;
	const rows = [];
	for (const [index, number] of desk.tickets.entries()) {
		const query = kind.ticketQuery?.(number) ?? {};
		const { status, headers, body } = await desk.json(kind.ticketPath(number), query);
		const ticket = kind.ticketIn(body);
		const label = `ticket ${index + 1}`;
		rows.push([label, `HTTP ${status}${ticket ? '' : ', no ticket'}`]);
		rows.push([`${label}, headers of pace`, personal.names(paceHeaders(headers))]);
		if (!ticket) continue;
		const times = Object.values(ticket).filter(
			(value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]/.test(value),
		);
		const forms = [...new Set(times.map((value) => personal.formOf(value)))];
		rows.push([`${label}, fields`, personal.names(Object.keys(ticket))]);
		rows.push([`${label}, forms of times`, forms.join(', ') || 'none']);
	}
	return rows.length > 0 ? rows : [['tickets', 'none was named (--ticket NUMBER)']];
}

/** What a desk shows besides what nobody has seen. */
export const deskFacts = [tickets];
