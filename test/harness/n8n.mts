import { type Api, createApi } from './api.mts';
import { launchN8n, type N8nOptions, type N8nProcess } from './n8nProcess.mts';

export { installPackage, type N8nOptions } from './n8nProcess.mts';

export interface N8n extends N8nProcess {
	/** n8n's own REST interface, as the editor uses it. */
	api: Api;
}

/**
 * Starts a real n8n server on loopback with the packed package in it.
 *
 * @throws when n8n ends early or does not answer within five minutes, with the last lines of its log
 */
export async function startN8n(options: N8nOptions = {}): Promise<N8n> {
	const server = await launchN8n('start', options);
	// Where other processes take the webhooks, n8n is told their address.
	const webhooks = options.env?.N8N_WEBHOOK_URL?.replace(/\/$/, '');
	return { ...server, api: createApi(server.url, webhooks) };
}
