import { parseArgs } from 'node:util';

import { startDesk } from './halopsa/server.mts';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '8092' },
		'client-id': { type: 'string' },
		'client-secret': { type: 'string' },
	},
});

const desk = await startDesk({
	port: Number(values.port),
	clientId: values['client-id'],
	clientSecret: values['client-secret'],
});

console.log(`Simulated desk   ${desk.url}
API              ${desk.url}/api
Token URL        ${desk.url}/auth/token
Client ID        ${desk.clientId}
Client secret    ${desk.clientSecret}
Scope            all
Control          ${desk.url}/control/state

Ctrl-C ends it.`);

const end = () => void desk.close().then(() => process.exit(0));
process.once('SIGINT', end);
process.once('SIGTERM', end);
