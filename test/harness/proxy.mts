import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What webhook processors answer; all else is main's. */
const OF_WEBHOOKS = /^\/(?:webhook|form)(?:-waiting)?(?:\/|$)/;

/** The one address that people and appliances know, in front of main and webhook processor, as a proxy makes it. */
export interface Proxy {
	url: string;
	/** Where to go on to, once these are known. */
	ports: { main: number; webhook: number };
	close(): Promise<void>;
}

/** Starts it on loopback. */
export async function startProxy(): Promise<Proxy> {
	const ports = { main: 0, webhook: 0 };
	const server = createServer((asked, answer) => {
		const { pathname } = new URL(asked.url ?? '/', 'http://any');
		const { method, headers, url: path } = asked;
		const port = OF_WEBHOOKS.test(pathname) ? ports.webhook : ports.main;
		const sent = request({ host: '127.0.0.1', port, method, path, headers }, (got) => {
			answer.writeHead(got.statusCode ?? 502, got.headers);
			got.pipe(answer);
		});
		sent.on('error', () => answer.destroy());
		asked.pipe(sent);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		ports,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
