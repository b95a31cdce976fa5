import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Invite } from '../../shared/invite';
import { InputError } from '../../shared/session/errors';
import { textOf } from '../../shared/session/value';
import type { ComposedInvite } from '../inviteFor';

const FIELD = 'Send Again';

const objectIn = (value: unknown): IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: {};

function parsed(text: string): IDataObject {
	try {
		return objectIn(JSON.parse(text));
	} catch {
		return {};
	}
}

/**
 * What an earlier Invite: Send gave, to be delivered again: `{ invite: { recipient, subject, text, html }, sessionKey: { url, code, expiresAt },
 * link }`. `null` where the option is empty. Throws InputError for what is no such thing.
 */
export function readSendAgain(node: IExecuteFunctions, item: number): ComposedInvite | null {
	const { sendAgain } = node.getNodeParameter('options', item, {}) as IDataObject;
	const given = textOf(sendAgain).trim();
	if (given === '') return null;
	const { invite, sessionKey, link } = parsed(given);
	const { recipient, subject, text, html } = objectIn(invite);
	const key = objectIn(sessionKey);
	const parts = [subject, text, html, key.url, key.expiresAt];
	if (!parts.every((part) => typeof part === 'string' && part !== '')) {
		throw new InputError(
			'It holds no invite and session key.',
			'Hand over what an earlier Invite: Send returned, or leave it empty for a new key. Nothing was sent.',
			FIELD,
		);
	}
	return {
		invite: { recipient: textOf(recipient) || null, subject, text, html } as Invite,
		sessionKey: { ...key, link: link ?? null },
		expiresAt: String(key.expiresAt),
	};
}
