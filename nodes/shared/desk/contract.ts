import type { Session } from '../session/model';

/** What a desk workflow is asked (contract, version 1). What else stands in the item is passed over. */
export interface Asked {
	contract: 1;
	operation: string;
	target?: { kind: 'ticket' | 'chat'; id: string } | null;
	session?: Partial<Session> | null;
	note?: {
		audience: 'internal' | 'customer';
		sections: string[];
		marker: string;
		/** Plain text. */
		postscript: string;
	} | null;
	author?: { agentId: string | null; names: string[]; email: string | null } | null;
	minutes?: number | null;
	at?: string | null;
	known?: string | null;
	/** As a person typed it. */
	ticket?: string | null;
	/** ISO 8601; of `findTickets`. */
	since?: string | null;
	text?: string | null;
	limit?: number | null;
	chatId?: string | null;
}

/** What it answers, always with `contract`. */
export type Answer = { contract: 1 } & Record<string, unknown>;

/** A request that a desk workflow is to send; `body` is JSON. */
export interface DeskRequest {
	method: 'GET' | 'POST';
	path: string;
	body: string;
}

/** What came of a request: an answer with its status, or the item of an error. */
export interface Answered {
	statusCode?: number;
	body?: unknown;
	error?: unknown;
}

/** Which way a desk workflow goes on: `ask` and `tell` send `request`, `render` writes the note, `answer` is the end. */
export interface Next<State> {
	goes: 'ask' | 'tell' | 'render' | 'answer';
	request: DeskRequest | null;
	/** What the note is rendered with. */
	render: { format: string; options: Record<string, unknown> } | null;
	answer: Answer | null;
	state: State;
}

/** A ticket's number as a person typed it: `#1201`, `0001201` and ` 1201 ` are 1201. `null` where it is none. */
export function typedNumber(text: unknown): string | null {
	const digits = /^#?0*([1-9][0-9]{0,9})$/.exec(String(text ?? '').trim());
	return digits ? digits[1] : null;
}

/** Why a request came to nothing: a sentence of our own, because the error's may hold the note or a token, and its kind. */
export interface Failure {
	status: number;
	kind: string;
	said: string;
}

/** `null` where the request was answered as it should be. `desk` is the name that people read. */
export function failureOf(answered: Answered, desk: string): Failure | null {
	const status = Number(answered.statusCode ?? 0) || 0;
	if (status >= 200 && status < 300) {
		return typeof answered.body === 'string' && answered.body.trim() !== ''
			? {
					status,
					kind: 'unreadable',
					said: `${desk} answered with something that is not JSON. Check its address.`,
				}
			: null;
	}
	if (status >= 500)
		return { status, kind: 'unavailable', said: `${desk} answered with HTTP ${status}.` };
	if (status === 429)
		return { status, kind: 'throttled', said: `${desk} takes no more requests now (HTTP 429).` };
	if (status === 401)
		return {
			status,
			kind: 'credentials',
			said: `${desk} does not take the token (HTTP 401). Check the credential.`,
		};
	// An expired token is HTTP 400 at HaloPSA ("Token not found"), which n8n does not renew.
	if (
		status === 400 &&
		/token not found/i.test(JSON.stringify(answered.body ?? '').slice(0, 2000))
	) {
		return {
			status,
			kind: 'credentials',
			said: `${desk} does not know the token any more (HTTP 400). The next try gets a new one.`,
		};
	}
	if (status > 0) return { status, kind: 'refused', said: `${desk} answered with HTTP ${status}.` };
	const error = answered.error;
	const text = String((error as { message?: unknown } | null)?.message ?? error ?? '');
	if (/JSON/.test(text))
		return {
			status,
			kind: 'unreadable',
			said: `${desk} answered with something that is not JSON. Check its address.`,
		};
	if (/URL/.test(text))
		return {
			status,
			kind: 'input',
			said: `The address of ${desk} is not usable. Check it in the settings of the desk workflow.`,
		};
	if (/credential/i.test(text))
		return { status, kind: 'credentials', said: `A request to ${desk} has no credential.` };
	if (
		/access token|oauth|EAUTH/i.test(
			`${text} ${String((error as { code?: unknown } | null)?.code ?? '')}`,
		)
	) {
		return {
			status,
			kind: 'credentials',
			said: `n8n got no access token for ${desk}. Check the credential, and that ${desk} can be reached.`,
		};
	}
	return { status, kind: 'unreachable', said: `${desk} could not be reached.` };
}
