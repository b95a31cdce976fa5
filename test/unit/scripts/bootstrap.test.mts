import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

jest.setTimeout(120_000);

const scripts = path.resolve(__dirname, '../../../scripts');

/** A package without dependencies stands in for n8n: nothing has to be downloaded. */
function standIn(folder: string, dependencies: Record<string, string> = {}): string {
	const source = path.join(folder, 'source');
	mkdirSync(source, { recursive: true });
	const manifest = { name: 'stand-in', version: '1.0.0', dependencies };
	writeFileSync(path.join(source, 'package.json'), JSON.stringify(manifest));
	const lock = { ...manifest, lockfileVersion: 3, requires: true, packages: { '': manifest } };
	writeFileSync(path.join(source, 'package-lock.json'), JSON.stringify(lock));
	return source;
}

interface Ended {
	code: number;
	output: string;
}

function install(source: string, folder: string): Promise<Ended> {
	const module = pathToFileURL(path.join(scripts, 'bootstrap.mjs')).href;
	const options = JSON.stringify({ source, folder, rebuild: [] });
	const program = `
		const { ensureN8n } = await import(${JSON.stringify(module)});
		await ensureN8n(${options});
	`;
	return new Promise((resolve) => {
		execFile(
			process.execPath,
			['--input-type=module', '-e', program],
			{ env: { ...process.env, npm_config_offline: 'true' } },
			(error, stdout, stderr) =>
				resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
		);
	});
}

describe('installing n8n into the cache', () => {
	let home: string;
	let folder: string;
	const complete = () => existsSync(path.join(folder, '.complete'));

	beforeEach(() => {
		home = mkdtempSync(path.join(os.tmpdir(), 'bootstrap-test-'));
		folder = path.join(home, 'cache/n8n-0123456789abcdef');
	});

	afterEach(() => rmSync(home, { recursive: true, force: true }));

	it('happens once when two runs begin at the same time', async () => {
		const source = standIn(home);
		const runs = await Promise.all([install(source, folder), install(source, folder)]);
		expect(runs.map(({ code }) => code)).toEqual([0, 0]);
		const output = runs.map((run) => run.output).join('');
		expect(output.match(/Installing n8n into the cache .*: done in/g)).toHaveLength(1);
		expect(output).toMatch(/Waiting for process \d+, which installs n8n/);
		expect(complete()).toBe(true);
		expect(readdirSync(path.dirname(folder)).sort()).toEqual([
			'n8n-0123456789abcdef',
			'n8n-0123456789abcdef.install.log',
		]);
	});

	it('does nothing when it is there', async () => {
		const source = standIn(home);
		await install(source, folder);
		expect(await install(source, folder)).toEqual({ code: 0, output: '' });
	});

	it('takes over from a run that was cut off', async () => {
		const gone = 2 ** 22 + 1;
		mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
		mkdirSync(`${folder}.installing-${gone}`);
		writeFileSync(`${folder}.lock`, String(gone));
		expect((await install(standIn(home), folder)).code).toBe(0);
		expect(complete()).toBe(true);
		expect(existsSync(path.join(folder, 'node_modules/.package-lock.json'))).toBe(false);
		expect(existsSync(`${folder}.installing-${gone}`)).toBe(false);
		expect(existsSync(`${folder}.lock`)).toBe(false);
	});

	it('says why it failed and does not count as installed', async () => {
		const source = standIn(home, { '@stand-in/never-cached': '1.0.0' });
		const { code, output } = await install(source, folder);
		expect(code).toBe(1);
		expect(output).toContain(
			'Installing n8n into the cache (once; about 2.8 GB, some minutes) failed.',
		);
		expect(output).toContain(`Whole log: ${folder}.install.log`);
		expect(complete()).toBe(false);
	});
});
