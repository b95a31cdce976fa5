/**
 * `npm test`: everything that has to hold, step by step, going on after a failing one.
 *
 * `npm test -- unit lint` runs only those steps (the long ones run only when named), `npm test -- --quick` leaves out the end-to-end tests; any other
 * argument goes to jest. Results are left in .build/results.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { buildPackage } from './build.mjs';
import { main } from './lib/command.mjs';
import { buildFolder } from './lib/paths.mjs';
import { jestProject, slowestFirst } from './test/jest.mjs';
import * as check from './test/package.mjs';

const steps = [
	{ name: 'build', title: 'Build and pack', run: build },
	{ name: 'lint', title: "n8n's lint", run: check.lint },
	{ name: 'format', title: 'Format', run: check.format },
	{ name: 'typecheck', title: 'Types', run: check.typecheck },
	{ name: 'scan-source', title: "Scanner's rules on the source", run: check.scanSource },
	{
		name: 'scan-package',
		title: "Scanner's rules on the tarball",
		run: check.scanPackage,
		packed: true,
	},
	{ name: 'contents', title: 'What the tarball holds', run: check.contents, packed: true },
	{ name: 'templates', title: 'Templates are current', run: check.templates, packed: true },
	{ name: 'unit', title: 'Unit tests', run: jestProject('unit') },
	{ name: 'integration', title: 'Integration tests', run: jestProject('integration') },
	{
		name: 'simulation',
		title: 'Simulation of the ledger and of the built canvas',
		run: jestProject('simulation', { longestFirst: true }),
	},
	{
		name: 'e2e',
		title: 'End-to-end tests in a real n8n',
		run: jestProject('e2e', { longestFirst: true }),
		packed: true,
	},
	{
		name: 'hostile',
		title: 'Hostile input, 10,000 times each',
		run: jestProject('unit', { only: 'attack', env: { FC_RUNS: '10000' } }),
		long: true,
	},
	{
		name: 'compat',
		title: 'What works on this version of n8n',
		run: jestProject('compat'),
		packed: true,
		long: true,
	},
	{
		name: 'histories',
		title: 'Random histories of the ledger, 100,000 each',
		run: jestProject('simulation', { only: 'histories', env: { FC_RUNS: '100000' } }),
		long: true,
	},
	{
		name: 'chaos',
		title: 'Nothing lost, nothing twice, nothing forged',
		run: jestProject('chaos', { longestFirst: true }),
		packed: true,
		long: true,
	},
];

async function build(context) {
	context.templatesBefore = check.readTemplates();
	context.tarball = await buildPackage();
	return { failures: [], note: path.basename(context.tarball) };
}

function chosenSteps(args) {
	const names = steps.map(({ name }) => name);
	const named = args.filter((arg) => names.includes(arg));
	const quick = args.includes('--quick');
	const chosen = steps.filter(({ name, long }) =>
		named.length > 0 ? named.includes(name) : !long && !(quick && name === 'e2e'),
	);
	const needsBuild = chosen.some(({ packed }) => packed);
	return {
		chosen: needsBuild ? [steps[0], ...chosen.filter(({ name }) => name !== 'build')] : chosen,
		jestArguments: args.filter((arg) => !names.includes(arg) && arg !== '--quick'),
	};
}

async function runStep(step, context) {
	console.log(`\n=== ${step.title} ===`);
	const started = Date.now();
	const result =
		step.packed && !context.tarball
			? { failures: ['Not run: the package could not be built'] }
			: await step.run(context).catch((error) => ({ failures: [error.message] }));
	const seconds = (Date.now() - started) / 1000;
	for (const failure of result.failures) console.log(failure);
	const ok = result.failures.length === 0;
	const { tests } = result;
	const details = [
		tests && `${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped`,
		result.note,
	].filter(Boolean);
	const line = `${ok ? 'PASS' : 'FAIL'}  ${step.title} (${seconds.toFixed(1)} s)`;
	const summary = [line, ...details].join('  – ');
	console.log(summary);
	const { slowest = [] } = result;
	return { name: step.name, ok, seconds, summary, tests: tests ?? countedAsOne(ok), slowest };
}

const countedAsOne = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

await main(async () => {
	const { chosen, jestArguments } = chosenSteps(process.argv.slice(2));
	const started = Date.now();
	const context = { ...(await bootstrap()), jestArguments };
	const results = [];
	for (const step of chosen) results.push(await runStep(step, context));

	const sum = (key) => results.reduce((total, { tests }) => total + tests[key], 0);
	const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
	mkdirSync(buildFolder, { recursive: true });
	writeFileSync(
		path.join(buildFolder, 'results.json'),
		`${JSON.stringify({ ...total, steps: results }, null, '\t')}\n`,
	);
	const slowest = slowestFirst(results.flatMap((result) => result.slowest));
	const minutes = ((Date.now() - started) / 60_000).toFixed(1);
	if (slowest.length > 0) console.log('\n=== The slowest tests ===');
	for (const { file, name, milliseconds } of slowest) {
		console.log(`${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${file}: ${name}`);
	}
	console.log('\n=== Summary ===');
	for (const { summary } of results) console.log(summary);
	console.log(
		`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped in ${minutes} min`,
	);
	return results.every(({ ok }) => ok) ? 0 : 1;
});
