/** `npm run bench`: prints the tables that docs/benchmarks.md holds. `npm run bench -- decode` runs one of them. */
import os from 'node:os';

import { benchDecode } from './decode.mts';
import { benchWebhook } from './webhook.mts';

const benches: Record<string, () => Promise<string>> = {
	webhook: benchWebhook,
	decode: benchDecode,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0)
	throw new Error(
		`No benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`,
	);

console.log(`Node.js ${process.version}, ${os.cpus().length} cores\n`);
for (const [name, bench] of Object.entries(benches)) {
	if (wanted.length === 0 || wanted.includes(name)) console.log(`${await bench()}\n`);
}
