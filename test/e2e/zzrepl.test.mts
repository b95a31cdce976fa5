import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rig } from './route/rig.mts';
jest.setTimeout(3_000_000);
it('repl', async () => {
	await rig.start();
	writeFileSync('/tmp/c-repl/ready', 'x');
	for (;;) {
		await new Promise((r) => setTimeout(r, 200));
		if (existsSync('/tmp/c-repl/stop')) break;
		if (!existsSync('/tmp/c-repl/cmd.js')) continue;
		const code = readFileSync('/tmp/c-repl/cmd.js', 'utf8');
		renameSync('/tmp/c-repl/cmd.js', '/tmp/c-repl/last.js');
		let out;
		try {
			const run = new Function('rig', `return (async () => {${code}})()`);
			out = await run(rig);
		} catch (error) { out = { failed: String(error?.stack ?? error) }; }
		writeFileSync('/tmp/c-repl/out.json', JSON.stringify(out, null, 1) ?? 'undefined');
		writeFileSync('/tmp/c-repl/done', 'x');
	}
	await rig.close();
});
