import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * Runs a program of the project in this terminal until it ends, e.g. by Ctrl-C.
 *
 * @param node the Node.js program to run it with
 * @param file path of the program, relative to the repository's root
 * @returns its exit code
 */
export function runInForeground(node, file, args, env = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(node, [path.resolve(root, file), ...args], {
			cwd: root,
			env: { ...process.env, ...env },
			stdio: 'inherit',
		});
		// Passed on rather than obeyed: this one waits for the other's orderly end instead of leaving first.
		const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
		const pass = (signal) => child.kill(signal);
		for (const signal of signals) process.on(signal, pass);
		child.on('error', reject);
		child.on('close', (code, signal) => {
			for (const signal of signals) process.off(signal, pass);
			resolve(code ?? (signal ? 1 : 0));
		});
	});
}
