import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { errorOf, itemsOf } from '../../harness/api.mts';
import { rig } from './rig.mts';

/** A host that is not the appliance, and remembers what it was sent; answers a redirect where one is wanted. */
async function stranger(location?: string) {
	const seen: IncomingHttpHeaders[] = [];
	const server: Server = createServer((request, response) => {
		seen.push(request.headers);
		if (request.url?.startsWith('/oauth2/token')) {
			response.writeHead(200, { 'Content-Type': 'application/json' });
			response.end('{"access_token":"a-bearer-token","token_type":"Bearer","expires_in":3600}');
		} else {
			response.writeHead(location ? 302 : 200, location ? { Location: location } : {}).end('{}');
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		seen,
		port,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** Runs one HTTP Request node with the package's credential. */
const ask = async (url: string, credential = rig.api) =>
	await rig.n8n.api.runOnce({
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'ask',
				name: 'Ask',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [200, 0],
				parameters: {
					url,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'beyondTrustOAuth2Api',
					options: {},
				},
				credentials: { beyondTrustOAuth2Api: { id: credential.id, name: credential.name } },
			},
		],
		connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
	});

export function httpRequests() {
	it('calls the appliance', async () => {
		const { url } = rig.appliance;
		const execution = await ask(`${url}/api/command?action=get_api_info`);
		expect(errorOf(execution)).toBeUndefined();
		expect(JSON.stringify(itemsOf(execution, 'Ask'))).toContain('api_version');
	});

	it.each(['localhost', '127.0.0.1.example.com', '127.0.0.2'])(
		'sends nothing to another host: %s',
		async (host) => {
			const other = await stranger();
			const execution = await ask(`http://${host}:${other.port}/api/command?action=get_api_info`);
			expect(errorOf(execution)?.message).toMatch(/domain|not allowed/i);
			expect(other.seen).toEqual([]);
			other.close();
		},
	);

	it('does not hand the token on where the appliance redirects to another host', async () => {
		const other = await stranger();
		const redirecting = await stranger(`http://localhost:${other.port}/`);
		const credential = await rig.n8n.api.createCredential('beyondTrustOAuth2Api', 'Redirecting', {
			host: `http://127.0.0.1:${redirecting.port}`,
			clientId: 'x',
			clientSecret: 'y',
		});
		await ask(`http://127.0.0.1:${redirecting.port}/api/command`, credential);
		expect(redirecting.seen.map(({ authorization }) => authorization)).toContain(
			'Bearer a-bearer-token',
		);
		expect(other.seen.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
		redirecting.close();
		other.close();
	});
}
