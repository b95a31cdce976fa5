import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { Memo } from '../memo';
import type { XmlElement } from '../session/report/element';
import type { ReportPage } from '../session/report/reportPage';
import { reportPageFrom } from '../session/report/reportPage';
import { readJson, readXml } from './answer';
import type { ApplianceCall, JsonPage, RequestContext } from './calls';
import type { DownloadedFile } from './download';
import { readFile } from './download';
import { ApplianceError } from './errors';
import { baseUrl, checkTokenUrl } from './host';
import { API_CREDENTIAL, linkKeyOf, secretPrint } from './linkKey';
import { Sender } from './sender';
import { XmlReader } from './xml';

export type { ApplianceCall, JsonPage, RequestContext } from './calls';

const TIMEOUT_MS = 30_000;

/** The connection of one node run to one appliance, through one API account. */
export class Appliance {
	private readonly lists = new Memo({ failures: true });

	private readonly told = new Set<string>();

	private readonly turns = new Map<string, Promise<void>>();

	private constructor(
		private readonly context: RequestContext,
		/** Base URL without trailing slash. */
		readonly host: string,
		/** Key for signing and checking links. */
		readonly linkKey: string,
		/** Host and client ID. */
		readonly account: string,
		private readonly sender: Sender,
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
		const print = secretPrint(account, String(credential.clientSecret ?? ''));
		return new Appliance(
			context,
			host,
			linkKeyOf(credential),
			account,
			new Sender(context, { host, name: account, secretPrint: print }),
			credential.ignoreSslIssues === true,
			reportPageFrom(credential.reportPage),
		);
	}

	/** Fetches a list once in the life of this connection, however many items ask for it. */
	async once<T>(name: string, fetch: () => Promise<T>): Promise<T> {
		return await this.lists.get(name, fetch);
	}

	/** Tells whoever looks at the run, once a run, of what was left out without failing; in n8n's log too. */
	tell(message: string): void {
		if (this.told.has(message)) return;
		this.told.add(message);
		this.context.logger.warn(message);
		this.context.addExecutionHints?.({ message, location: 'outputPane', type: 'warning' });
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
		return await this.sender.perform({
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
		return await this.sender.perform({
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
		const first = await this.sender
			.perform({
				...request,
				options: { ...options, ignoreHttpStatusErrors: true },
			})
			.then(
				(page) => ({ page }),
				(error: unknown) => ({ error }),
			);
		if ('page' in first) return first.page;
		if (first.error instanceof ApplianceError && first.error.kind === 'denied')
			return await this.sender.perform(request);
		throw first.error;
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
