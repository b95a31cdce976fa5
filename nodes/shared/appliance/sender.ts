import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { RequestContext } from './calls';
import { applianceErrorFrom, rejectedCredentials } from './failure';
import { API_CREDENTIAL } from './linkKey';
import { holdBack, takeTurn } from './pace';
import { mayRepeat, retryAfter } from './retry';

export interface ApplianceRequest<T> {
	options: IHttpRequestOptions;
	contentType: string | undefined;
	repeatable: boolean;
	read: (response: IN8nHttpFullResponse) => Promise<T>;
}

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

/** Whom a request is sent to, and as whom. */
export interface Account {
	/** Base URL without trailing slash. */
	host: string;
	/** Host and client ID: what the appliance counts requests by. */
	name: string;
	/** What tells one secret of it from another. */
	secretPrint: string;
}

/** Sends requests of one account: at its pace, with one token at the start, again where that is safe. */
export class Sender {
	constructor(
		private readonly context: RequestContext,
		private readonly account: Account,
	) {}

	/** Sends and reads. Throws ApplianceError; for what is tried again see `Appliance.call`. */
	async perform<T>(request: ApplianceRequest<T>): Promise<T> {
		const first = firstCalls.get(this.account.secretPrint);
		if (first) {
			await first;
			return await this.attempt(request);
		}
		const mine = this.attempt(request);
		const settled = mine.then(
			() => {},
			() => {
				firstCalls.delete(this.account.secretPrint);
			},
		);
		firstCalls.set(this.account.secretPrint, settled);
		return await mine;
	}

	private async attempt<T>(request: ApplianceRequest<T>): Promise<T> {
		for (let attempt = 1; ; attempt++) {
			try {
				return await request.read(await this.send(request));
			} catch (error) {
				const failure = applianceErrorFrom(error, this.account.host);
				if (failure.kind === 'credentials') {
					rejectedUntil.set(this.account.secretPrint, Date.now() + REJECTED_FOR_MS);
				}
				const throttled = failure.kind === 'throttled';
				if (attempt >= (throttled ? ATTEMPTS_THROTTLED : ATTEMPTS)) throw failure;
				if (!mayRepeat(request.repeatable, failure)) throw failure;
				if (!throttled) await sleep(FIRST_PAUSE_MS * attempt ** 2);
			}
		}
	}

	private async send<T>(request: ApplianceRequest<T>): Promise<IN8nHttpFullResponse> {
		if (Date.now() < (rejectedUntil.get(this.account.secretPrint) ?? 0))
			throw rejectedCredentials();
		await takeTurn(this.account.name);
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
		if (response.statusCode === 429) holdBack(this.account.name, retryAfter(response));
		return response;
	}
}
