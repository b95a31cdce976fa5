import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

const rememberedCharacters = 200_000;

/**
 * Runs a program to its end.
 *
 * @param options.cwd default the repository's root
 * @param options.env added to this process's environment
 * @param options.show pass the output on as it comes (default false)
 * @param options.logFile where the whole output is written as well
 * @returns `{ code, output, stdout }`; `output` is both streams, the last 200,000 characters. Never throws for a
 *   non-zero code; throws when the program cannot be started.
 */
export function run(program, args, { cwd = root, env = {}, show = false, logFile, shell } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			shell,
		});
		const log = logFile ? createWriteStream(logFile, { flags: 'a' }) : undefined;
		let output = '';
		let stdout = '';
		const collect = (stream, target) => {
			stream.setEncoding('utf8');
			stream.on('data', (text) => {
				output = (output + text).slice(-rememberedCharacters);
				if (stream === child.stdout) stdout = (stdout + text).slice(-rememberedCharacters);
				log?.write(text);
				if (show) target.write(text);
			});
		};
		collect(child.stdout, process.stdout);
		collect(child.stderr, process.stderr);
		child.on('error', reject);
		child.on('close', (code, signal) => {
			log?.end();
			resolve({ code: code ?? (signal ? 1 : 0), output, stdout });
		});
	});
}

/** Runs npm: the one that started this script when there is one, else the one on the path. */
export function npm(args, options = {}) {
	const npmCli = process.env.npm_execpath;
	if (npmCli && /npm-cli\.c?js$/.test(npmCli))
		return run(process.execPath, [npmCli, ...args], options);
	// On Windows npm is a batch file, which only a shell can start.
	return process.platform === 'win32'
		? run('npm.cmd', args, { ...options, shell: true })
		: run('npm', args, options);
}

/** Runs a JavaScript program of the project's own node_modules, e.g. `tool('gulp/bin/gulp.js', ['build'])`. */
export function tool(script, args, options = {}) {
	const { node = process.execPath, ...rest } = options;
	return run(node, [path.join(root, 'node_modules', script), ...args], rest);
}

/** The last lines of a text, for an error message. */
export function lastLines(text, count = 30) {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** Something that stops a script and is told to the user without a stack trace. */
export class SetUpError extends Error {}

/** Runs a script's main function; a SetUpError ends it with its sentence and exit code 1. */
export async function main(work) {
	try {
		process.exitCode = (await work()) ?? process.exitCode ?? 0;
	} catch (error) {
		console.error(error instanceof SetUpError ? `\n${error.message}` : error);
		process.exitCode = 1;
	}
}
