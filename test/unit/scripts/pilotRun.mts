import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Appliance } from '../../appliance/server.mts';
import type { SimulatedDesk } from '../../desk/chassis/desk.mts';

/** Runs the pilot and parts of it as programs of their own: jest does not read .mjs files. */

export const root = path.resolve(__dirname, '../../..');

export interface Ran {
	code: number;
	output: string;
}

const program = (args: string[], env: Record<string, string> = {}): Promise<Ran> =>
	new Promise((resolve) => {
		execFile(
			process.execPath,
			args,
			{ env: { PATH: process.env.PATH ?? '', ...env } },
			(error, stdout, stderr) =>
				resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
		);
	});

/** The pilot with nothing in its environment but what is given. */
export const pilot = (env: Record<string, string>, ...args: string[]): Promise<Ran> =>
	program([path.join(root, 'scripts/pilot.mjs'), ...args], env);

/** What a program prints that imports modules of scripts/pilot by `load('http.mjs')`. */
export async function evaluated(code: string): Promise<string> {
	const folder = JSON.stringify(`${path.join(root, 'scripts/pilot')}${path.sep}`);
	const load = `const load = async (name) => await import(${folder} + name);`;
	const { output } = await program(['--input-type=module', '-e', `${load}\n${code}`]);
	return output.trim();
}

/** The login of an appliance, as its owner exports it. */
export const applianceEnv = ({ url, account }: Appliance): Record<string, string> => ({
	BEYONDTRUST_HOST: url,
	BEYONDTRUST_CLIENT_ID: account.clientId,
	BEYONDTRUST_CLIENT_SECRET: account.clientSecret,
});

/** The login of a desk. */
export function deskEnv({ settings, account }: SimulatedDesk): Record<string, string> {
	const data = account.data as Record<string, string | undefined>;
	return {
		DESK_ADDRESS: settings.address ?? '',
		DESK_USER: data.clientId ?? data.email ?? '',
		DESK_SECRET: data.clientSecret ?? data.apiToken ?? data.user ?? '',
	};
}

/** Whether a request of a journal is more than reading and logging in. */
export const isWrite = ({ method, path: to }: { method: string; path: string }): boolean =>
	method !== 'GET' && !/token/.test(to);

/** What a result says of a fact: `[outcome, what was seen]`; `undefined` where the fact is not in it. */
export function saidOf(file: string, id: string): [string, string] | undefined {
	const line = readFileSync(file, 'utf8')
		.split('\n')
		.find((one) => one.startsWith(`| ${id} |`));
	if (line === undefined) return undefined;
	const [, outcome = '', seen = ''] = line.slice(2, -2).split(' | ');
	return [outcome, seen];
}
