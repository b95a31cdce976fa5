import { lineOf, textOf } from '../session/value';

type Json = Record<string, unknown>;

const objectIn = (value: unknown): Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** A message for a chat of the desk, as a request for the desk workflow (contract, version 1). */
export interface ChatRequest {
	contract: 1;
	operation: 'postToChat';
	/** `null` where the invite is linked to no chat; the desk workflow refuses that. */
	chatId: string | null;
	text: string;
	html: string;
}

/** What a delivery workflow returns. */
export interface Delivered {
	delivered: boolean;
	channel: 'chat';
	messageId: string | null;
	/** Why it was not delivered. */
	reason: string | null;
}

/** What Invite: Send hands to a delivery workflow, as a message for the chat that the invite is linked to. */
export function chatRequest(came: unknown): ChatRequest {
	const { invite, link } = objectIn(came);
	const { text, html } = objectIn(invite);
	const { kind, id } = objectIn(link);
	return {
		contract: 1,
		operation: 'postToChat',
		chatId: kind === 'chat' ? textOf(id) || null : null,
		text: textOf(text),
		html: textOf(html),
	};
}

/** Kinds of a failure after which nobody knows whether the desk took the message. */
const PERHAPS = ['unreachable', 'unreadable', 'unavailable'];

/**
 * What became of it, by the desk workflow's answer; `null` where nobody knows: no answer that is one, or a connection that broke off while
 * the desk was told.
 */
export function chatDelivered(request: ChatRequest, answer: unknown): Delivered | null {
	const none = { channel: 'chat' as const, messageId: null };
	if (request.chatId === null) {
		const reason = 'The invite is not linked to a chat. Send it by email, or link it to a chat.';
		return { ...none, delivered: false, reason };
	}
	const { contract, outcome, messageId, said, errorKind } = objectIn(answer);
	if (contract !== 1 || typeof outcome !== 'string') return null;
	if (outcome === 'posted' || outcome === 'there') {
		return { ...none, delivered: true, messageId: textOf(messageId) || null, reason: null };
	}
	if (outcome === 'later' && PERHAPS.includes(textOf(errorKind))) return null;
	return {
		...none,
		delivered: false,
		reason: lineOf(said, 300) || 'The desk did not accept the message.',
	};
}
