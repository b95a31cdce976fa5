/**
 * `npm test`: everything that has to hold, step by step, going on after a failing one.
 *
 * `npm test -- unit lint` runs only those steps (the long ones run only when named), `npm test -- --quick` leaves out the end-to-end tests; any other
 * argument goes to jest. Results are left in .build/results.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureN8n, ensureProject, nodeForN8n } from './bootstrap.mjs';
import { buildPackage } from './build.mjs';
import { main } from './lib/command.mjs';
import { buildFolder } from './lib/paths.mjs';
import { jestProject, slowestFirst } from './test/jest.mjs';
import * as check from './test/package.mjs';

/**
 * `packed`: needs the tarball. `look`: looks at files only, so that it needs no n8n and two of them run side by side. `long`: runs only
 * when it is named.
 */
const steps = [
	{ name: 'build', title: 'Build and pack', run: build },
	{ name: 'typecheck', title: 'Types', run: check.typecheck, look: true },
	{ name: 'lint', title: "n8n's lint", run: check.lint, look: true },
	{ name: 'format', title: 'Format', run: check.format, look: true },
	{
		name: 'scan-source',
		title: "Scanner's rules on the source",
		run: check.scanSource,
		look: true,
	},
	{
		name: 'scan-package',
		title: "Scanner's rules on the tarball",
		run: check.scanPackage,
		packed: true,
		look: true,
	},
	{
		name: 'contents',
		title: 'What the tarball holds',
		run: check.contents,
		packed: true,
		look: true,
	},
	{
		name: 'templates',
		title: 'Templates are current',
		run: check.templates,
		packed: true,
		look: true,
	},
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
		run: jestProject('unit', { only: 'attack', longestFirst: true, env: { FC_RUNS: '10000' } }),
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
	{
		name: 'chaos-full',
		title: 'The same at full size with both stores',
		run: jestProject('chaos', { longestFirst: true, env: { CHAOS_SIZE: 'full' } }),
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
	if (!step.look) console.log(`\n=== ${step.title} ===`);
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

/** Runs the steps two at a time. @returns what they said, in the order of the steps */
async function sideBySide(looks, context) {
	const results = [];
	const left = [...looks.entries()];
	const next = async () => {
		for (let one = left.shift(); one; one = left.shift()) {
			results[one[0]] = await runStep(one[1], context);
		}
	};
	await Promise.all([next(), next()]);
	return results;
}

/** n8n is installed while the first steps run, which takes minutes the first time. @returns when it is there, what it takes to use it */
function n8nComes() {
	const comes = ensureN8n().then(async (n8n) => ({ n8n, node: await nodeForN8n(n8n) }));
	// Told where it is waited for.
	comes.catch(() => {});
	return comes;
}

await main(async () => {
	const { chosen, jestArguments } = chosenSteps(process.argv.slice(2));
	const started = Date.now();
	await ensureProject();
	const comes = n8nComes();
	const context = { jestArguments };
	const results = [];
	const [first, ...others] = chosen;
	if (first.name === 'build') results.push(await runStep(first, context));
	const rest = first.name === 'build' ? others : chosen;
	results.push(
		...(await sideBySide(
			rest.filter(({ look }) => look),
			context,
		)),
	);
	Object.assign(context, await comes);
	for (const step of rest.filter(({ look }) => !look)) results.push(await runStep(step, context));

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
