import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { WorkflowJson } from '../test/harness/api.mts';
import { root } from '../test/harness/prepared.mts';

const run = promisify(execFile);

/** The last commit of the route that was one template of 96 nodes, which newer ones are measured against. */
export const FORMER = 'aa8a9bc';

/**
 * A template as it was at that commit, from the history of this clone; its tables have names of their own, so that it can
 * run beside those of today.
 *
 * @throws where the clone has no history: it is shallow, or a copy of the files alone
 */
export async function formerTemplate(file: string): Promise<WorkflowJson> {
	const options = { cwd: root, maxBuffer: 16 * 1024 * 1024 };
	const shown = await run('git', ['show', `${FORMER}:workflows/${file}`], options).catch(() => {
		throw new Error(
			`The former route is read from commit ${FORMER}, which this folder does not have. Run the benchmark in a complete clone (git fetch --unshallow).`,
		);
	});
	return JSON.parse(shown.stdout.replaceAll('beyondtrust_', 'former_')) as WorkflowJson;
}
