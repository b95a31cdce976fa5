import { credentialCalls } from './credentials.mts';
import { dataTableCalls } from './dataTables.mts';
import { executionCalls } from './executions.mts';
import { createRest } from './rest.mts';
import { workflowCalls } from './workflows.mts';

export { errorOf, type Execution, type Item, itemsOf, type Json } from './executions.mts';
export { eventually, RestError } from './rest.mts';
export type { Credential } from './credentials.mts';
export type {
	CredentialReference,
	TemplateAnswers,
	WorkflowJson,
	WorkflowNode,
} from './template.mts';
export type { PublishedWebhook, Workflow } from './workflows.mts';

/** The person who owns a fresh n8n. n8n wants a password of 8 to 64 characters with a digit and a capital. */
export interface Owner {
	email: string;
	password: string;
	firstName?: string;
	lastName?: string;
}

/** An owner for tests, where nobody has to keep anything secret from anybody. */
export const testOwner: Owner = { email: 'owner@example.com', password: 'For-Tests-0nly' };

/**
 * A client of n8n's REST interface at `url`. Call `setupOwner` (fresh n8n) or `login` first.
 *
 * @param webhookUrl where published webhooks answer, when not at `url`
 */
export function createApi(url: string, webhookUrl = url) {
	const { rest, cookie } = createRest(url);

	/** Creates the owner of a fresh n8n and signs in. */
	async function setupOwner(owner: Owner = testOwner): Promise<void> {
		await rest('POST', '/rest/owner/setup', { firstName: 'Owner', lastName: 'Example', ...owner });
	}

	async function login({ email, password }: Owner = testOwner): Promise<void> {
		await rest('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	return {
		/** Any other call. */
		rest,
		/** The session's cookie, `n8n-auth=…`, e.g. for a browser. */
		cookie,
		setupOwner,
		login,
		...credentialCalls(rest),
		...workflowCalls(webhookUrl, rest),
		...executionCalls(rest),
		...dataTableCalls(rest),
	};
}

export type Api = ReturnType<typeof createApi>;
