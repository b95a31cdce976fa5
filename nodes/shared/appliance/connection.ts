import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { readJson, readXml } from './answer';
import { ApplianceError } from './errors';
import type { DownloadedFile } from './download';
import { readFile } from './download';
import { applianceErrorFrom, rejectedCredentials } from './failure';
import { baseUrl, checkTokenUrl } from './host';
import { API_CREDENTIAL, linkKeyOf, secretPrint } from './linkKey';
import { holdBack, takeTurn } from './pace';
import { mayRepeat, retryAfter } from './retry';
import type { XmlElement } from '../session/report/element';
import type { ReportPage } from '../session/report/reportPage';
import { reportPageFrom } from '../session/report/reportPage';
import { XmlReader } from './xml';

/** The part of n8n's contexts that a connection needs: the node's run and the editor's pickers both have it. */
export type RequestContext = Pick<
	IExecuteFunctions | ILoadOptionsFunctions,
	'getCredentials' | 'getNode' | 'helpers'
>;

/** One call of an XML interface. */
export interface ApplianceCall {
	/** Path on the appliance, for instance `/api/command`. */
	path: string;
	/** Form fields; undefined ones are left out. */
	params: Record<string, string | undefined>;
	/** The permission it needs, in the words of /login, for the sentence about a missing one. */
	right: string;
	/** Whether it can be sent again when nobody knows whether it arrived. */
	repeatable: boolean;
	/** Until the answer begins, in milliseconds. */
	timeout?: number;
	/**
	 * Elements handed on one by one while the answer arrives, so that a long report needs little memory. `begin` is
	 * called before each attempt: what an attempt that broke off had handed on comes again.
	 */
	each?: { name: string; begin: () => void; take: (element: XmlElement) => void };
	/** Bytes of the answer that are read; for an answer whose elements are not kept. */
	maxBytes?: number;
}

/** One answer of a JSON interface. Names of headers are in small letters. */
export interface JsonPage {
	body: unknown;
	headers: IDataObject;
}

interface ApplianceRequest<T> {
	options: IHttpRequestOptions;
	contentType: string | undefined;
	repeatable: boolean;
	read: (response: IN8nHttpFullResponse) => Promise<T>;
}

const TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;
/** A refusal for the pace costs the appliance nothing, and where many processes share an account, one may meet several. */
const ATTEMPTS_THROTTLED = 6;
const FIRST_PAUSE_MS = 1_000;

/** A rejected secret is not shown to the appliance again for this long: accounts lock after repeated failures. */
const REJECTED_FOR_MS = 300_000;
const rejectedUntil = new Map<string, number>();

/**
 * n8n fetches an account's first token without a lock. One call alone in front keeps many items and executions that
 * start together at one token; of more than 30, the appliance kills the oldest.
 */
const firstCalls = new Map<string, Promise<void>>();

/** The connection of one node run to one appliance, through one API account. */
export class Appliance {
	private readonly lists = new Map<string, Promise<unknown>>();

	private readonly turns = new Map<string, Promise<void>>();

	private constructor(
		private readonly context: RequestContext,
		/** Base URL without trailing slash. */
		readonly host: string,
		/** Key for signing and checking links. */
		readonly linkKey: string,
		private readonly account: string,
		private readonly secretPrint: string,
		private readonly skipCertificateCheck: boolean,
		/** How this appliance addresses the page of a session's report. */
		readonly reportPage: ReportPage,
	) {}

	/** Opens a connection with the node's API credential. Throws InputError where its host is none. No request is sent. */
	static async open(context: RequestContext): Promise<Appliance> {
		const credential = await context.getCredentials<IDataObject>(API_CREDENTIAL);
		const host = baseUrl(credential.host);
		checkTokenUrl(credential.accessTokenUrl, host);
		const account = `${host} ${String(credential.clientId ?? '')}`;
		return new Appliance(
			context,
			host,
			linkKeyOf(credential),
			account,
			secretPrint(account, String(credential.clientSecret ?? '')),
			credential.ignoreSslIssues === true,
			reportPageFrom(credential.reportPage),
		);
	}

	/** Fetches a list once in the life of this connection, however many items ask for it. */
	async once<T>(name: string, fetch: () => Promise<T>): Promise<T> {
		const known = this.lists.get(name) as Promise<T> | undefined;
		if (known) return await known;
		const fetched = fetch();
		this.lists.set(name, fetched);
		return await fetched;
	}

	/** Does one thing of that name at a time, in the order of asking, however many items ask for it. */
	async alone<T>(name: string, work: () => Promise<T>): Promise<T> {
		const mine = (this.turns.get(name) ?? Promise.resolve()).then(work);
		this.turns.set(
			name,
			mine.then(
				() => {},
				() => {},
			),
		);
		return await mine;
	}

	/**
	 * Sends one call of an XML interface and returns the root element of its answer.
	 *
	 * Throws ApplianceError. Tries again what is safe to repeat: 429 always (the call was not taken), 502, 503, 504 and
	 * broken connections where the call changes nothing. An expired token is renewed once by n8n.
	 */
	async call(call: ApplianceCall): Promise<XmlElement> {
		return await this.perform({
			...this.form(call),
			read: async (response) => {
				call.each?.begin();
				const reader = new XmlReader(call.each?.name, call.each?.take);
				return await readXml(response, reader, call.right, call.maxBytes);
			},
		});
	}

	/**
	 * Sends one call that is answered with a file, and hands its stream to `take`. Throws ApplianceError as `call` does;
	 * a refusal comes as XML or JSON, and never reaches `take`. A transfer that broke off begins again where the call is
	 * repeatable.
	 */
	async download<T>(
		call: Omit<ApplianceCall, 'each'>,
		take: (file: DownloadedFile) => Promise<T>,
	): Promise<T> {
		return await this.perform({
			...this.form(call),
			read: async (response) => await readFile(response, call.right, take),
		});
	}

	/** Reads from one of the JSON interfaces (GET, safe to repeat). Throws ApplianceError as `call` does. */
	async getJson(path: string, right: string): Promise<unknown> {
		return (await this.getPage(path, right)).body;
	}

	/**
	 * As `getJson`, with the answer's headers, which tell the pages of a list.
	 *
	 * These interfaces answer 401 also for a field they do not know, so n8n only renews the token where the body calls it
	 * denied.
	 */
	async getPage(path: string, right: string): Promise<JsonPage> {
		const options = { ...this.options(path), method: 'GET' as const };
		const read = async (response: IN8nHttpFullResponse): Promise<JsonPage> => ({
			body: await readJson(response, right),
			headers: response.headers,
		});
		const request = { options, contentType: undefined, repeatable: true, read };
		const first = await this.perform({
			...request,
			options: { ...options, ignoreHttpStatusErrors: true },
		}).then(
			(page) => ({ page }),
			(error: unknown) => ({ error }),
		);
		if ('page' in first) return first.page;
		if (first.error instanceof ApplianceError && first.error.kind === 'denied')
			return await this.perform(request);
		throw first.error;
	}

	private async perform<T>(request: ApplianceRequest<T>): Promise<T> {
		const first = firstCalls.get(this.secretPrint);
		if (first) {
			await first;
			return await this.attempt(request);
		}
		const mine = this.attempt(request);
		const settled = mine.then(
			() => {},
			() => {
				firstCalls.delete(this.secretPrint);
			},
		);
		firstCalls.set(this.secretPrint, settled);
		return await mine;
	}

	private async attempt<T>(request: ApplianceRequest<T>): Promise<T> {
		for (let attempt = 1; ; attempt++) {
			try {
				return await request.read(await this.send(request));
			} catch (error) {
				const failure = applianceErrorFrom(error, this.host);
				if (failure.kind === 'credentials') {
					rejectedUntil.set(this.secretPrint, Date.now() + REJECTED_FOR_MS);
				}
				const throttled = failure.kind === 'throttled';
				if (attempt >= (throttled ? ATTEMPTS_THROTTLED : ATTEMPTS)) throw failure;
				if (!mayRepeat(request.repeatable, failure)) throw failure;
				if (!throttled) await sleep(FIRST_PAUSE_MS * attempt ** 2);
			}
		}
	}

	private async send<T>(request: ApplianceRequest<T>): Promise<IN8nHttpFullResponse> {
		if (Date.now() < (rejectedUntil.get(this.secretPrint) ?? 0)) throw rejectedCredentials();
		await takeTurn(this.account);
		// The vendor asks integrators to close the connection after every call. n8n writes the token into the headers.
		const headers = {
			Connection: 'close',
			...(request.contentType ? { 'Content-Type': request.contentType } : {}),
		};
		const response = (await this.context.helpers.httpRequestWithAuthentication.call(
			this.context as IExecuteFunctions,
			API_CREDENTIAL,
			{ ...request.options, headers },
		)) as IN8nHttpFullResponse;
		if (response.statusCode === 429) holdBack(this.account, retryAfter(response));
		return response;
	}

	private form(call: ApplianceCall) {
		const fields = Object.entries(call.params).filter(
			(entry): entry is [string, string] => entry[1] !== undefined,
		);
		return {
			options: {
				...this.options(call.path, call.timeout),
				method: 'POST' as const,
				body: new URLSearchParams(fields).toString(),
			},
			contentType: 'application/x-www-form-urlencoded',
			repeatable: call.repeatable,
		};
	}

	private options(path: string, timeout = TIMEOUT_MS): IHttpRequestOptions {
		return {
			url: `${this.host}${path}`,
			encoding: 'stream',
			returnFullResponse: true,
			// A login page behind a redirect is not an answer, and a token must not follow it to another host.
			disableFollowRedirect: true,
			// n8n renews the token when a 401 is thrown; every other status is read here.
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
			skipSslCertificateValidation: this.skipCertificateCheck,
			timeout,
		};
	}
}
