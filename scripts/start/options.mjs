import { parseArgs } from 'node:util';

export const usage = `npm start -- [switches]

Without switches: a simulated appliance and a simulated desk around a real n8n, with one session for each route.

  --host HOST            use a real appliance instead, e.g. support.example.com
  --client-id ID         its API account
  --client-secret TEXT   its secret; the environment variable BEYONDTRUST_CLIENT_SECRET keeps it out of the
                         shell's history
  --desk NAME            which simulated desk (halopsa): one of the names of test/desk/desks.mts
  --port N               port of n8n, or the next free one (5678)
  --exit                 end after showing what landed where
  --help                 this text`;

/** Something in the command line that the user has to mend. */
export class UsageError extends Error {}

/**
 * Reads the command line. Plain JavaScript, so that a mistake is told before anything is installed.
 *
 * @returns `{ appliance, desk, port, exit, help }`; `appliance` is the API account of a real appliance
 *   (`{ host, clientId, clientSecret }`), or undefined for the simulated one
 * @throws UsageError naming the switch that is missing or wrong
 */
export function readOptions(args, env) {
	const values = parse(args);
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new UsageError(`--port ${values.port} is not a port number`);
	}
	const { desk, exit, help } = values;
	return { appliance: realAppliance(values, env), desk, port, exit, help };
}

function parse(args) {
	const text = { type: 'string' };
	const flag = { type: 'boolean', default: false };
	try {
		const options = {
			host: text,
			'client-id': text,
			'client-secret': text,
			desk: { type: 'string', default: 'halopsa' },
			port: { type: 'string', default: '5678' },
			exit: flag,
			help: flag,
		};
		return parseArgs({ args, options }).values;
	} catch (error) {
		throw new UsageError(error.message);
	}
}

function realAppliance(values, env) {
	const { host, 'client-id': clientId } = values;
	const clientSecret = values['client-secret'] ?? env.BEYONDTRUST_CLIENT_SECRET;
	if ([host, clientId, values['client-secret']].every((value) => value === undefined))
		return undefined;
	if (!host) throw new UsageError('--host is missing: the host name of the appliance');
	if (!clientId) throw new UsageError('--client-id is missing: the ID of its API account');
	if (!clientSecret) {
		throw new UsageError(
			'--client-secret is missing: the secret of the API account (or set BEYONDTRUST_CLIENT_SECRET)',
		);
	}
	return { host, clientId, clientSecret };
}
