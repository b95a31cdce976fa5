import { parseArgs } from 'node:util';

import { defaultAccount, type ApplianceOptions } from './options.mts';
import { startAppliance } from './server.mts';

const usage = `node test/appliance/main.mts [--port 8443] [--client-id ID] [--client-secret SECRET]
  [--recipient URL]... [--report-lag MS] [--namespace bomgar|beyondtrust|sra] [--error-placement root|child]
  [--retry-interval MS] [--retry-duration MS] [--command-v2]`;

const { values } = parseArgs({
	options: {
		help: { type: 'boolean' },
		port: { type: 'string', default: '8443' },
		'client-id': { type: 'string', default: defaultAccount.clientId },
		'client-secret': { type: 'string', default: defaultAccount.clientSecret },
		recipient: { type: 'string', multiple: true, default: [] },
		'report-lag': { type: 'string', default: '2000' },
		namespace: { type: 'string', default: 'beyondtrust' },
		'error-placement': { type: 'string', default: 'root' },
		'retry-interval': { type: 'string', default: '5000' },
		'retry-duration': { type: 'string', default: '300000' },
		'command-v2': { type: 'boolean', default: false },
	},
});

if (values.help) {
	console.log(usage);
	process.exit(0);
}

const appliance = await startAppliance({
	port: Number(values.port),
	accounts: [{ clientId: values['client-id'], clientSecret: values['client-secret'] }],
	recipients: values.recipient.map((url) => ({ url })),
	reportLag: Number(values['report-lag']),
	namespace: values.namespace as ApplianceOptions['namespace'],
	errorPlacement: values['error-placement'] as ApplianceOptions['errorPlacement'],
	retryInterval: Number(values['retry-interval']),
	retryDuration: Number(values['retry-duration']),
	commandV2: values['command-v2'],
});

console.log(`Simulated appliance   ${appliance.url}`);
console.log(`Client ID             ${appliance.account.clientId}`);
console.log(`Client secret         ${appliance.account.clientSecret}`);
console.log(`Control page          ${appliance.url}/`);
console.log('Ctrl-C ends it.');

const stop = () => void appliance.close().then(() => process.exit(0));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
