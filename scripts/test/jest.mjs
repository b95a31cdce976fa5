/** Steps of `npm test` that run a jest project. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findBrowser } from '../browser.mjs';
import { tool } from '../lib/command.mjs';
import { buildFolder, root } from '../lib/paths.mjs';

const longestFirstFile = path.join(root, 'scripts/test/longestFirst.cjs');

/**
 * A step that runs one jest project with n8n's Node.js, its output shown.
 *
 * @param options.longestFirst for suites whose files each start a server of their own and take minutes
 * @param options.only runs only files whose path holds this text
 * @param options.env added to the environment
 */
export function jestProject(project, { longestFirst = false, only, env = {} } = {}) {
	return async ({ node, jestArguments }) => {
		mkdirSync(buildFolder, { recursive: true });
		const outputFile = path.join(buildFolder, `jest-${project}.json`);
		rmSync(outputFile, { force: true });
		const browser = findBrowser();
		const { code } = await tool(
			'jest/bin/jest.js',
			[
				`--selectProjects=${project}`,
				'--json',
				`--outputFile=${outputFile}`,
				'--maxWorkers=2',
				...(longestFirst ? [`--testSequencer=${longestFirstFile}`] : []),
				...(only ? [`--testPathPatterns=${only}`] : []),
				...jestArguments,
			],
			{
				node,
				show: true,
				env: {
					PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
					...(browser ? { CHROME_PATH: browser } : {}),
					...env,
				},
			},
		);
		return { ...counts(outputFile, code), note: noteOn(project, browser) };
	};
}

function counts(outputFile, code) {
	if (!existsSync(outputFile)) return { failures: [`jest ended with code ${code} and no results`] };
	const results = JSON.parse(readFileSync(outputFile, 'utf8'));
	const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results;
	// A suite that cannot be loaded has no tests to count, yet nothing of it passed.
	const failed = numFailedTests + numRuntimeErrorTestSuites;
	const failures = [
		...(failed > 0 ? [`${failed} failed`] : []),
		...(failed === 0 && code !== 0 ? [`jest ended with code ${code}`] : []),
	];
	return {
		failures,
		tests: {
			passed: numPassedTests,
			failed: Math.max(failed, failures.length),
			skipped: numPendingTests,
		},
		slowest: slowestOf(results),
	};
}

const MOST_SLOW = 10;

/** The tests that took longest, in milliseconds, with the file that they stand in. */
function slowestOf({ testResults }) {
	const all = testResults.flatMap(({ name, assertionResults }) =>
		assertionResults.map(({ fullName, duration }) => ({
			file: path.relative(root, name),
			name: fullName,
			milliseconds: duration ?? 0,
		})),
	);
	return slowestFirst(all);
}

/** The ten that took longest, longest first. */
export const slowestFirst = (tests) =>
	[...tests].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, MOST_SLOW);

function noteOn(project, browser) {
	if (project !== 'e2e' || browser) return undefined;
	return 'browser tests NOT RUN: no Chromium, Chrome or Edge found (set CHROME_PATH)';
}
