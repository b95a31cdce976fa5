import { errorOf } from '../../test/harness/api.mts';
import { waitUntilLanded } from './landed.mts';
import { playSessions } from './play.mts';
import { showLanded, showRealAppliance, showStack } from './show.mts';
import { Shutdown } from './servers.mts';
import { type Stack, type StartOptions, startStack } from './stack.mts';
import { watchSessions } from './watch.mts';

const shutdown = new Shutdown();
let stoppingSince: number | undefined;

/**
 * A second Ctrl-C does not wait; the exit handler of the harness still ends n8n. One Ctrl-C may arrive twice: from the
 * terminal and from the script that started this one.
 */
function stop() {
	if (stoppingSince !== undefined) {
		if (Date.now() - stoppingSince > 1000) process.exit(130);
		return;
	}
	stoppingSince = Date.now();
	console.log('\nEnding …');
	void shutdown.run().then(() => process.exit(0));
}

/** Errors of the latest failed executions, to tell why something did not land. */
async function failures({ n8n }: Stack): Promise<string[]> {
	const failed = await n8n.api.listExecutions({ status: ['error', 'crashed'] }, 5);
	const executions = await Promise.all(failed.map(({ id }) => n8n.api.getExecution(id)));
	return executions.map((execution) => {
		const error = errorOf(execution);
		return `  ${error?.node?.name ?? 'n8n'}: ${error?.message ?? execution.status}`;
	});
}

/** @returns whether all of them are where they belong, and which sessions that were */
async function demonstrate(stack: Stack): Promise<{ complete: boolean; told: string[] }> {
	if (!stack.appliance) return { complete: true, told: [] };
	console.log('Playing one session for each route …');
	const begun = Date.now();
	const played = await playSessions(stack, stack.appliance);
	const landed = await waitUntilLanded(stack, played);
	const complete = landed.every((one) => one.complete);
	const seconds = ((Date.now() - begun) / 1000).toFixed(1);
	console.log(`\n${showLanded(landed, stack)}\n`);
	if (complete)
		console.log(`All ${landed.length} sessions are where they belong after ${seconds} s.\n`);
	else
		console.log(
			['Not all sessions landed. Failed executions:', ...(await failures(stack)), ''].join('\n'),
		);
	return { complete, told: played.map(({ sessionId }) => sessionId) };
}

async function run(options: StartOptions): Promise<void> {
	const stack = await startStack(options, shutdown, console.log);
	const { complete, told } = await demonstrate(stack);
	console.log(showStack(stack));
	if (options.appliance) console.log(`\n${showRealAppliance(stack)}`);
	if (!options.exit) {
		console.log('\nEach session that ends from now on is told here. Ctrl-C ends everything.');
		const isOver = () => stoppingSince !== undefined;
		await watchSessions(stack, told, { isOver, say: console.log });
		return;
	}
	await shutdown.run();
	process.exit(complete ? 0 : 1);
}

function givenOptions(): StartOptions {
	const { BEYONDTRUST_START_OPTIONS: given } = process.env;
	if (!given) throw new Error('Run this with npm start');
	// n8n, which inherits the environment, has no business with the secret in it.
	delete process.env.BEYONDTRUST_START_OPTIONS;
	delete process.env.BEYONDTRUST_CLIENT_SECRET;
	return JSON.parse(given) as StartOptions;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
try {
	await run(givenOptions());
} catch (error) {
	// What fails because everything is being ended is no news.
	if (stoppingSince === undefined) {
		console.error(error);
		await shutdown.run();
		process.exit(1);
	}
}
