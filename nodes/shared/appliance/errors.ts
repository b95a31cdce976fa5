import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { InputError } from '../session/errors';

/**
 * Why a call to the appliance came to nothing.
 *
 * `unreachable`, `interrupted` (the connection broke after it stood), `timeout` (no answer, or none to its end, in time), `tls`, `credentials` (client ID or secret), `denied` (the token, after one renewal), `permission`,
 * `notAnAppliance`, `throttled`, `unavailable` (5xx), `refused` (the appliance's own `<error>`), `noResults`,
 * `unreadable` (broken or forbidden XML), `tooLarge`, `unstored` (n8n could not keep a file), `queueUnavailable`, `aborted`.
 */
export type ApplianceErrorKind =
	| 'unreachable'
	| 'interrupted'
	| 'timeout'
	| 'tls'
	| 'credentials'
	| 'denied'
	| 'permission'
	| 'notAnAppliance'
	| 'throttled'
	| 'unavailable'
	| 'refused'
	| 'noResults'
	| 'unreadable'
	| 'tooLarge'
	| 'unstored'
	| 'queueUnavailable'
	| 'aborted';

/** A call to the appliance that came to nothing: what happened (`message`) and what to do (`advice`). Holds no secret. */
export class ApplianceError extends Error {
	readonly kind: ApplianceErrorKind;

	readonly advice: string;

	/** HTTP status where there was one; the XML interfaces report most refusals with 200. */
	readonly status?: number;

	constructor(kind: ApplianceErrorKind, message: string, advice = '', status?: number) {
		super(message);
		this.name = 'ApplianceError';
		this.kind = kind;
		this.advice = advice;
		this.status = status;
	}
}

/**
 * The appliance's own `<error>`: a sentence in the appliance's language and no code. What it means is found out by
 * asking, never by reading the sentence (`meaning.ts`).
 */
export class Refusal extends ApplianceError {
	constructor(
		/** In the appliance's words, its white space made even; empty where it gave none. */
		readonly sentence: string,
		message = `The appliance refused: ${sentence.slice(0, 300) || 'no reason given'}`,
		advice = '',
	) {
		super('refused', message, advice, 200);
	}
}

/** Why an item failed, for workflows that go on differently: the same words in every version and language. */
export type ErrorKind = ApplianceErrorKind | InputError['kind'] | 'other';

/** The kind of anything that an operation throws: `input` is what a person can put right in the node, the others what became of an invite (InputErrorKind). */
export function errorKindOf(error: unknown): ErrorKind {
	if (error instanceof ApplianceError) return error.kind;
	return error instanceof InputError ? error.kind : 'other';
}

const withItem = (message: string, itemIndex?: number) =>
	itemIndex === undefined || itemIndex === 0 ? message : `${message} [Item ${itemIndex}]`;

/**
 * The only place that makes n8n errors: `message` is what happened, `description` what to do.
 *
 * n8n replaces the message of an error whose text holds words such as ECONNREFUSED by its own sentence, and shows the
 * status text instead of the message where an HTTP code is given; both are avoided here, so that our sentence is what
 * people read.
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): Error {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	if (error instanceof ApplianceError) {
		const failure: JsonObject = { message: error.message, kind: error.kind };
		const nodeError = new NodeApiError(node, failure, {
			message: withItem(error.message, itemIndex),
			description: error.advice,
			itemIndex,
			...(error.status ? { httpCode: String(error.status) } : {}),
		});
		nodeError.message = withItem(error.message, itemIndex);
		nodeError.description = error.advice;
		return nodeError;
	}
	if (error instanceof InputError) {
		const subject = error.field ? `'${error.field}': ` : '';
		const message = withItem(`${subject}${error.message}`, itemIndex);
		const nodeError = new NodeOperationError(node, message, {
			description: error.advice,
			itemIndex,
		});
		nodeError.message = message;
		return nodeError;
	}
	const text = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(node, withItem(text, itemIndex), { itemIndex });
}
