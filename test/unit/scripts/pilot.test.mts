import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { startAppliance } from '../../appliance/server.mts';
import type { Appliance } from '../../appliance/server.mts';

jest.setTimeout(120_000);

const root = path.resolve(__dirname, '../../..');
const script = path.join(root, 'scripts/pilot.mjs');

let appliance: Appliance;
let folder: string;

beforeAll(async () => {
	appliance = await startAppliance({ commandV2: true });
});

afterAll(async () => await appliance.close());

beforeEach(async () => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'pilot-test-'));
	await appliance.control.reset();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const account = () => ({
	BEYONDTRUST_HOST: appliance.url,
	BEYONDTRUST_CLIENT_ID: appliance.account.clientId,
	BEYONDTRUST_CLIENT_SECRET: appliance.account.clientSecret,
});

/** The script as a program of its own, with nothing in its environment but what is given. */
function pilot(env: Record<string, string> = account()): Promise<{ code: number; output: string }> {
	const files = path.join(folder, 'files');
	return new Promise((resolve) => {
		execFile(
			process.execPath,
			[script, files],
			{ env: { PATH: process.env.PATH, ...env } },
			(error, stdout, stderr) =>
				resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
		);
	});
}

/** Calls the comparison in a program of its own: jest does not read .mjs files. */
function compared(file: string, text: string): Promise<string> {
	const program = `
		const { compare } = await import(${JSON.stringify(path.join(root, 'scripts/pilot/compare.mjs'))});
		const { specifications } = await import(${JSON.stringify(path.join(root, 'scripts/pilot/assumptions.mjs'))});
		const { assumed } = specifications.find((one) => one.file === ${JSON.stringify(file)});
		try {
			const { absent } = compare(${JSON.stringify(file)}, ${JSON.stringify(text)}, assumed);
			console.log(absent.map(({ kind, name }) => kind + ' ' + name).join(', ') || 'all there');
		} catch (error) {
			console.log(error.message);
		}
	`;
	return new Promise((resolve) => {
		execFile(process.execPath, ['--input-type=module', '-e', program], (_error, stdout, stderr) =>
			resolve((stdout + stderr).trim()),
		);
	});
}

const ownFile = (name: string) =>
	readFileSync(path.join(root, 'test/appliance/specifications', name), 'utf8');

describe('Downloading the specifications of an appliance', () => {
	it('writes the four files down and says what they confirm, without a secret in sight', async () => {
		const { code, output } = await pilot();
		expect(output).toMatch(/^command\.xsd – Command API v1\n {2}confirmed: (\d+) of \1 names$/m);
		expect(output).toMatch(/^reporting\.xsd – .*\n {2}confirmed: (\d+) of \1 names$/m);
		expect(output).toMatch(/^command-v2\.openapi\.yaml – .*\n {2}confirmed: (\d+) of \1 names$/m);
		expect(output).toMatch(
			/^configuration\.openapi\.yaml – .*\n {2}confirmed: (\d+) of \1 names$/m,
		);
		expect(output).toContain('4 of 4 specifications compared, 0 names not as assumed.');
		expect(code).toBe(0);
		expect(readdirSync(path.join(folder, 'files')).sort()).toEqual([
			'command-v2.openapi.yaml',
			'command.xsd',
			'configuration.openapi.yaml',
			'reporting.xsd',
		]);
		expect(readFileSync(path.join(folder, 'files/command.xsd'), 'utf8')).toBe(
			ownFile('command.xsd'),
		);
		expect(output).not.toContain(appliance.account.clientId);
		expect(output).not.toContain(appliance.account.clientSecret);
		expect(output).not.toMatch(/bearer/i);
	});

	it('says that an appliance has no Command API v2, and goes on', async () => {
		appliance.control.setOptions({ commandV2: false });
		const { code, output } = await pilot();
		expect(output).toContain('  not there: the appliance does not have it (HTTP 404)');
		expect(output).toContain('3 of 4 specifications compared');
		expect(code).toBe(0);
		expect(existsSync(path.join(folder, 'files/command-v2.openapi.yaml'))).toBe(false);
	});

	it('says that what came is no specification, and goes on', async () => {
		appliance.control.fault({ kind: 'html', match: '/api/command.xsd' });
		const { output } = await pilot();
		expect(output).toMatch(/^command\.xsd – .*\n {2}not compared: it /m);
		expect(output).toContain('3 of 4 specifications compared');
	});

	it('takes no file that breaks off, and follows no redirect', async () => {
		appliance.control.fault({ kind: 'cut', match: '/api/reporting.xsd' });
		const broken = await pilot();
		expect(broken.output).toMatch(/cannot be reached \(ECONNRESET\)\./);
		expect(broken.code).toBe(1);
		await appliance.control.reset();
		appliance.control.fault({ kind: 'status', status: 302, match: '/api/reporting.xsd' });
		expect((await pilot()).output).toContain('3 of 4 specifications compared');
	});

	it.each([
		['a wrong secret', { BEYONDTRUST_CLIENT_SECRET: 'not-the-secret' }, 'rejected the client ID'],
		['no secret', { BEYONDTRUST_CLIENT_SECRET: '' }, 'first: BEYONDTRUST_CLIENT_SECRET'],
		['a host that is not there', { BEYONDTRUST_HOST: 'http://127.0.0.1:9' }, 'cannot be reached'],
		['plain http elsewhere', { BEYONDTRUST_HOST: 'http://support.example.com' }, 'plain http'],
		['no host name', { BEYONDTRUST_HOST: 'https://user@x' }, 'not a host name'],
	])('stops with a sentence for %s', async (_what, env, sentence) => {
		const { code, output } = await pilot({ ...account(), ...env });
		expect(code).toBe(1);
		expect(output).toContain(sentence);
		expect(output).not.toContain('not-the-secret');
		expect(output).not.toMatch(/^\s+at /m);
		expect(existsSync(path.join(folder, 'files'))).toBe(false);
	});
});

describe('The comparison', () => {
	it.each([
		['command.xsd', 'command.xsd', /name="short_key"/, 'name="code"', 'element short_key'],
		['command.xsd', 'command.xsd', /name="available"/, 'name="served"', 'attribute available'],
		['reporting.xsd', 'reporting.xsd', /name="end_time"/, 'name="ended"', 'element end_time'],
		[
			'command-v2.openapi.yaml',
			'command-v2.yaml',
			/\/team\/\{id\}/,
			'/teams/{id}',
			'path /team/{id}/issue',
		],
		[
			'configuration.openapi.yaml',
			'configuration.yaml',
			/email_address/g,
			'mail',
			'field email_address',
		],
	])('of %s finds what is called otherwise: %s %s', async (file, own, name, other, absent) => {
		expect(await compared(file, ownFile(own))).toBe('all there');
		expect(await compared(file, ownFile(own).replace(name, other))).toBe(absent);
	});

	it('takes a placeholder of any name, and one of two names', async () => {
		const text = ownFile('command-v2.yaml')
			.replace('{id}', '{team_id}')
			.replace('title: {', 'name: {');
		expect(await compared('command-v2.openapi.yaml', text)).toBe('all there');
	});

	it.each([
		['command.xsd', '<!DOCTYPE x><x/>', 'it declares a document type'],
		['command.xsd', '<a><b></a>', /^it is not readable XML/],
		['command.xsd', '<a/>', 'it declares no element'],
		['configuration.openapi.yaml', 'swagger: "2.0"', 'it is no OpenAPI file'],
	])('of %s refuses %s', async (file, text, sentence) => {
		expect(await compared(file, text)).toMatch(sentence);
	});
});

describe('The list of assumptions', () => {
	/** Names in the calls with which the nodes read elements and attributes of the XML interfaces. */
	function namesRead(files: string[]): Set<string> {
		const source = files.map((file) => readFileSync(path.join(root, 'nodes/shared', file), 'utf8'));
		const calls = source
			.join('\n')
			.matchAll(
				/\b(?:child|children|textOf|\w*[oO]f|inLists|textIsOne)\((?:[^()']|\([^()']*\))*?((?:, '[a-z_]+')+)/g,
			);
		const attributes = source.join('\n').matchAll(/\battributes\.([a-z_]+)/g);
		return new Set([
			...[...calls].flatMap(([, found]) => found.match(/[a-z_]+/g) ?? []),
			...[...attributes].map(([, name]) => name),
		]);
	}

	it('holds every name that is read', () => {
		const list = readFileSync(path.join(root, 'scripts/pilot/assumptions.mjs'), 'utf8');
		const folderOfReport = 'session/report';
		const read = namesRead([
			...['command', 'permissions', 'reporting', 'surveys', 'sessionActions', 'oversized'].map(
				(name) => `appliance/${name}.ts`,
			),
			...['events', 'people', 'surveys', 'values'].map((name) => `${folderOfReport}/${name}.ts`),
			'session/fromReport.ts',
		]);
		expect(read.size).toBeGreaterThan(70);
		/** Flags that only stand in where an id is missing, and one of the sister product. */
		const alternatives = new Set(['primary_cust', 'session_owner', 'health_check']);
		const missing = [...read].filter(
			(name) => !alternatives.has(name) && !new RegExp(`[\\s'|(]${name}[\\s'|)]`).test(list),
		);
		expect(missing).toEqual([]);
	});
});
