/**
 * `npm run pilot -- [switches]`: asks a live appliance and a live desk everything that the code is unsure of, by reading only, and writes one
 * file without personal data (docs/pilot.md). `--help` lists the switches.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { main, SetUpError } from './lib/command.mjs';
import { root } from './lib/paths.mjs';
import { NoAnswer } from './pilot/http.mjs';
import { optionsIn, usage } from './pilot/options.mjs';
import { Personal } from './pilot/personal.mjs';
import { QUESTIONS } from './pilot/questions.mjs';
import { inShort, resultText } from './pilot/result.mjs';
import { runPilot } from './pilot/run.mjs';

const { unsureFacts } = createRequire(import.meta.url)('./pilot/unsure.cjs');

function showQuestions(unsure) {
	for (const { id, area, what } of unsure) {
		const { ask, see } = QUESTIONS.find((one) => one.id === id) ?? {};
		console.log(`\n${id} – ${area}: ${what}`);
		console.log(ask ? '  asked by reading' : `  cannot be asked by reading: ${see ?? 'unknown'}`);
	}
}

/** An answer that breaks off in the middle of everything: told by its word alone. */
async function pilot(options, unsure) {
	try {
		return await runPilot(options, unsure, process.env);
	} catch (error) {
		if (error instanceof NoAnswer) throw new SetUpError(`The pilot ended early: ${error.message}.`);
		throw error;
	}
}

await main(async () => {
	const options = optionsIn(process.argv.slice(2));
	const unsure = unsureFacts(root);
	if (options.help) return void console.log(usage);
	if (options.questions) return void showQuestions(unsure);
	const personal = new Personal();
	const found = await pilot({ ...options, personal }, unsure);
	const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	const day = new Date().toISOString().slice(0, 10);
	mkdirSync(path.dirname(options.out), { recursive: true });
	writeFileSync(options.out, personal.cleaned(resultText({ ...found, version, day })));
	console.log(`${inShort(found.parts)}.`);
	for (const { id, finding } of found.parts.flatMap(({ asked }) => asked)) {
		if (finding.outcome === 'CONTRADICTED') console.log(`  contradicted: ${id}`);
	}
	console.log(`\nRead it, then send it: ${options.out}`);
	return 0;
});
