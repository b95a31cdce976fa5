import {
	DEFAULT_BLOCK_HTML,
	DEFAULT_BLOCK_TEXT,
	DEFAULT_HTML,
	DEFAULT_LANGUAGE,
	DEFAULT_SUBJECT,
	DEFAULT_TEXT,
	ownVariables,
	prepareInvite,
} from '../../../nodes/shared/invite';
import type { Invite, InviteKey, InviteTemplates } from '../../../nodes/shared/invite';

export const KEY: InviteKey = {
	code: '3870731',
	url: 'https://support.example.com/?ak=0f1e2d3c4b5a69788796a5b4c3d2e1f0&x=1',
	expiresAt: '2026-11-23T10:00:00.000Z',
	queueName: 'Service Desk',
};

export interface Given extends Partial<InviteTemplates> {
	recipient?: string | null;
	own?: Record<string, unknown>;
	timezone?: string;
	language?: string;
}

export function prepared({ recipient, own = {}, timezone, language, ...templates }: Given = {}) {
	return prepareInvite({
		recipient: recipient === undefined ? 'anna@example.com' : recipient,
		templates: {
			subject: DEFAULT_SUBJECT,
			text: DEFAULT_TEXT,
			html: DEFAULT_HTML,
			blockText: DEFAULT_BLOCK_TEXT,
			blockHtml: DEFAULT_BLOCK_HTML,
			...templates,
		},
		variables: ownVariables(Object.entries(own).map(([name, value]) => ({ name, value }))),
		timezone: timezone ?? 'UTC',
		language: language ?? DEFAULT_LANGUAGE,
	});
}

/** The invite for a key, after all checks. */
export const rendered = (given: Given = {}, key: Partial<InviteKey> = {}): Invite =>
	prepared(given).render({ ...KEY, ...key });

/** A body with the words and a way in behind them. */
export const body = (words: string) => `${words}\n$REMOTESESSIONCODE`;
