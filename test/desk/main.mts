import { parseArgs } from 'node:util';

import { deskNamed } from './desks.mts';

const { values, positionals } = parseArgs({
	options: { port: { type: 'string', default: '8092' } },
	allowPositionals: true,
});

const desk = await deskNamed(positionals[0] ?? 'halopsa').start({ port: Number(values.port) });
const { type, data } = desk.account;
const lines: Array<[string, unknown]> = [
	[`Simulated ${desk.name}`, desk.url],
	...Object.entries(desk.settings).map(([name, value]): [string, string] => [name, value]),
	['Credential', type],
	...Object.entries(data).map(([name, value]): [string, unknown] => [`  ${name}`, value]),
	['Control', `${desk.url}/control/state`],
];
const width = Math.max(...lines.map(([name]) => name.length)) + 2;
for (const [name, value] of lines) console.log(`${name.padEnd(width)}${String(value)}`);
console.log('\nCtrl-C ends it.');

const end = () => void desk.close().then(() => process.exit(0));
process.once('SIGINT', end);
process.once('SIGTERM', end);
