import { createServer, type Server } from 'node:net';
import { once } from 'node:events';

import { PORTS, Shutdown, startServers } from '../../../scripts/start/servers.mts';
import { deskNamed } from '../../desk/desks.mts';
import { freePort } from '../../harness/process.mts';

const portOf = (url: string | undefined) => Number(new URL(url ?? '').port);

/** The ports of one run of `npm start`, which is ended again by `shutdown`. */
async function portsOf(shutdown: Shutdown) {
	const { desk, appliance } = await startServers(deskNamed('halopsa'), true, shutdown, () => {});
	return { desk: portOf(desk.url), appliance: portOf(appliance?.url) };
}

/** As others on this machine would have them: what is free now is what a run takes. */
const expected = async () => ({
	desk: await freePort(PORTS.desk),
	appliance: await freePort(PORTS.appliance),
});

describe('Desk and appliance of npm start', () => {
	const running: Shutdown[] = [];
	const begin = () => {
		running.push(new Shutdown());
		return running[running.length - 1];
	};

	afterEach(async () => {
		for (const shutdown of running.splice(0)) await shutdown.run();
	});

	it('listen on the same ports every time', async () => {
		const ports = await expected();
		for (let time = 0; time < 2; time++) {
			const shutdown = begin();
			expect(await portsOf(shutdown)).toEqual(ports);
			await shutdown.run();
		}
	});

	it('listen on the next free ones where another run has those', async () => {
		const first = await portsOf(begin());
		const second = await portsOf(begin());
		expect(second.desk).toBeGreaterThan(first.desk);
		expect(second.appliance).toBeGreaterThan(first.appliance);
	});

	it('leave a port alone that something else has', async () => {
		const { desk } = await expected();
		const other: Server = createServer().listen(desk, '127.0.0.1');
		await once(other, 'listening');
		const ports = await expected();
		expect(ports.desk).toBeGreaterThan(desk);
		expect(await portsOf(begin())).toEqual(ports);
		other.close();
	});

	it('are without an appliance where a real one is used', async () => {
		expect(await startServers(deskNamed('halopsa'), false, begin(), () => {})).not.toHaveProperty(
			'appliance',
		);
	});
});
