import { createHmac } from 'node:crypto';

import type { Call } from '../chassis/http.mts';
import type { Issue } from './model.mts';
import { issueOf } from './api/shape.mts';
import type { Store } from './store.mts';

export interface WebhookCall {
	headers: Record<string, string>;
	/** The very text that is signed. */
	body: string;
}

export interface WebhookOptions {
	secret?: string;
	/** `jira:issue_created` unless it is said. */
	event?: string;
	/** Milliseconds since 1970; now unless it is said. */
	at?: number;
}

/** What the site's webhook sends of an issue: signed over the body as it is, where it has a secret. */
export function webhookCall(
	store: Store,
	issue: Issue,
	{ secret, event = 'jira:issue_created', at = store.now() }: WebhookOptions,
): WebhookCall {
	const site = { store, base: 'https://site.example', call: {} as Call };
	const { key, id, self, fields } = issueOf(site, issue, null);
	const body = JSON.stringify({
		...{ timestamp: at, webhookEvent: event, issue_event_type_name: event.replace('jira:', '') },
		...{ user: fields.reporter, issue: { id, self: self.replace('/3/', '/2/'), key, fields } },
	});
	const signature = createHmac('sha256', secret ?? '')
		.update(body)
		.digest('hex');
	return {
		body,
		headers: {
			'content-type': 'application/json; charset=UTF-8',
			'user-agent': 'Atlassian Webhook HTTP Client',
			'x-atlassian-webhook-identifier': `f8d3a5de-0000-4000-8000-${id.padStart(12, '0')}`,
			...(secret === undefined ? {} : { 'x-hub-signature': `sha256=${signature}` }),
		},
	};
}
