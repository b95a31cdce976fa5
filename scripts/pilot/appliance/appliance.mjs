import { SetUpError } from '../../lib/command.mjs';
import { basic, baseOf, read, tokenFrom } from '../http.mjs';
import { allOf, childOf, namesOf, valuesOf, xmlIn } from './xml.mjs';

const NEEDED = ['BEYONDTRUST_HOST', 'BEYONDTRUST_CLIENT_ID', 'BEYONDTRUST_CLIENT_SECRET'];
const DAY = 86_400;

/** Longer reports are left out. */
const LONGEST_REPORT = 5_000_000;

/** The first page of users. */
export const USERS = { per_page: '100', current_page: '1' };

/** No session has this id. */
export const NO_SESSION = '0'.repeat(32);

/** Whether the environment names an appliance at all. */
export const isNamed = (env) => NEEDED.some((name) => env[name]?.trim());

/** An appliance that is asked by reading. Each question is sent once, however many want its answer. */
export class Appliance {
	#asked = new Map();
	#headers;
	#sessions;

	constructor(origin, token, { personal, sessions }) {
		this.origin = origin;
		this.personal = personal;
		this.mostSessions = sessions;
		this.#headers = { Authorization: `Bearer ${token}` };
	}

	/** Logs in with what the environment holds. @throws SetUpError naming what is missing or wrong */
	static async from(env, options) {
		const missing = NEEDED.filter((name) => !env[name]?.trim());
		if (missing.length > 0) {
			throw new SetUpError(`Set these environment variables first: ${missing.join(', ')}`);
		}
		const [host, id, secret] = NEEDED.map((name) => env[name].trim());
		const origin = baseOf(host, 'BEYONDTRUST_HOST').origin;
		const headers = { Authorization: basic(id, secret) };
		const token = await tokenFrom('The appliance', origin, '/oauth2/token', { headers });
		options.personal.hide(new URL(origin).host, new URL(origin).hostname, id, secret, token);
		return new Appliance(origin, token, options);
	}

	/** @returns `{ status, headers, text, bytes }` @throws NoAnswer */
	async get(path, query = {}, { first, login = true } = {}) {
		const key = JSON.stringify([path, query, first, login]);
		const headers = login ? this.#headers : {};
		if (!this.#asked.has(key)) {
			this.#asked.set(key, read(this.origin, path, { query, first, headers }));
		}
		return await this.#asked.get(key);
	}

	/**
	 * One question to an XML interface.
	 *
	 * @returns `{ status, headers, root, refusal, placed }`: `refusal` is the sentence of an `<error>`, or `null`; `placed` is where it stands,
	 *   `root` or `child`; `root` is `null` for a refusal, and for what is no XML
	 */
	async #xml(path, query, options) {
		const { status, headers, text } = await this.get(path, query, options);
		const document = status === 200 ? xmlIn(text) : null;
		const isRoot = document?.name === 'error';
		const error = isRoot ? document : childOf(document, 'error');
		const refusal = error ? error.text.trim() : null;
		if (document && refusal === null) this.#learn(document);
		const root = refusal === null ? document : null;
		const placed = refusal === null ? null : isRoot ? 'root' : 'child';
		return { status, headers, root, refusal, placed };
	}

	#learn(document) {
		this.personal.learn(valuesOf(document));
		this.personal.learnNames(namesOf(document));
	}

	command = (action, more = {}) => this.#xml('/api/command', { action, ...more });

	report = (name, more = {}) => this.#xml('/api/reporting', { generate_report: name, ...more });

	/** @returns `{ status, headers, body }`; `body` is `null` where it is no JSON, or was refused */
	async json(path, query) {
		const { status, headers, text } = await this.get(path, query);
		let body = null;
		try {
			body = status === 200 ? JSON.parse(text) : null;
		} catch {
			// Told by the status alone.
		}
		this.personal.learn(body);
		return { status, headers, body };
	}

	/** Reports of ended sessions of the last 30 days, as many as were asked for. Read once. */
	async sessions() {
		this.#sessions ??= this.#readSessions();
		return await this.#sessions;
	}

	async #readSessions() {
		const from = String(Math.floor(Date.now() / 1000) - 30 * DAY);
		const listing = await this.report('SupportSessionListing', { end_time: from, duration: '0' });
		const ids = allOf(listing.root, 'session_summary').map(({ attributes }) => attributes.lsid);
		const found = [];
		for (const lsid of ids.slice(Math.max(0, ids.length - this.mostSessions))) {
			const query = { generate_report: 'SupportSession', lsid };
			const { root } = await this.#xml('/api/reporting', query, { first: LONGEST_REPORT });
			found.push(...allOf(root, 'session'));
		}
		return found;
	}
}
