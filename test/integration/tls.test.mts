import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const pem = (name: string) => readFileSync(path.join(__dirname, '../fixtures/tls', name));
const parameters = { resource: 'appliance', operation: 'get' };

/** The appliance behind a certificate that nobody has signed. */
let server: Server;

beforeAll(async () => {
	server = createServer(
		{ key: pem('key.pem'), cert: pem('certificate.pem') },
		(incoming, outgoing) => {
			const options = { method: incoming.method, headers: incoming.headers };
			const forwarded = request(`${appliance.url}${incoming.url}`, options, (answer) => {
				outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
				answer.pipe(outgoing);
			});
			incoming.pipe(forwarded);
		},
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;

describe('An appliance whose certificate is not trusted', () => {
	it('is refused with a sentence, before a secret is sent', async () => {
		const failure = await failureOf(
			runNode({ parameters, store: appliance.store({ host: host() }) }),
		);
		expect(failure.message).toBe(`The TLS certificate of https://${host()} is not trusted.`);
		expect(failure.description).toMatch(/'Ignore SSL Issues'/);
		expect(appliance.control.requests()).toEqual([]);
	});

	it('is spoken to where the credential says so, for the token and for the call', async () => {
		const store = appliance.store({ host: host(), ignoreSslIssues: true });
		const [{ json }] = await runNode({ parameters, store });
		expect(json.healthy).toBe(true);
	});
});
