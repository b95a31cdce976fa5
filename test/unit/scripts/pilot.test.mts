import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { startAppliance } from '../../appliance/server.mts';
import type { Appliance } from '../../appliance/server.mts';
import { applianceEnv, evaluated, pilot, type Ran, root } from './pilotRun.mts';

jest.setTimeout(120_000);

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

const out = () => path.join(folder, 'files/result.md');

/** The pilot at the appliance, and what it has written. */
async function run(
	env: Record<string, string> = applianceEnv(appliance),
	...args: string[]
): Promise<Ran & { result: string }> {
	const ran = await pilot(env, '--out', out(), ...args);
	return { ...ran, result: existsSync(out()) ? readFileSync(out(), 'utf8') : '' };
}

/** What the comparison finds absent, or why it compares nothing. */
const compared = (file: string, text: string): Promise<string> =>
	evaluated(`
		const { compare } = await load('appliance/compare.mjs');
		const { specifications } = await load('appliance/assumptions.mjs');
		const { assumed } = specifications.find((one) => one.file === ${JSON.stringify(file)});
		try {
			const { absent } = compare(${JSON.stringify(file)}, ${JSON.stringify(text)}, assumed);
			console.log(absent.map(({ kind, name }) => kind + ' ' + name).join(', ') || 'all there');
		} catch (error) {
			console.log(error.message);
		}
	`);

const ownFile = (name: string) =>
	readFileSync(path.join(root, 'test/appliance/specifications', name), 'utf8');

describe('The specifications of an appliance', () => {
	it('are compared, and the result says what they confirm', async () => {
		const { code, output, result } = await run();
		expect(result).toMatch(/^- `command\.xsd` – Command API v1: confirmed: (\d+) of \1 names$/m);
		expect(result).toMatch(/^- `reporting\.xsd` – .*: confirmed: (\d+) of \1 names$/m);
		expect(result).toMatch(/^- `command-v2\.openapi\.yaml` – .*: confirmed: (\d+) of \1 names$/m);
		expect(result).toMatch(
			/^- `configuration\.openapi\.yaml` – .*: confirmed: (\d+) of \1 names$/m,
		);
		expect(code).toBe(0);
		expect(output).toContain(`Read it, then send it: ${out()}`);
		expect(readdirSync(path.dirname(out()))).toEqual(['result.md']);
	});

	it('are kept beside the result where that is asked for', async () => {
		await run(applianceEnv(appliance), '--keep-specifications');
		expect(readdirSync(path.dirname(out())).sort()).toEqual([
			'command-v2.openapi.yaml',
			'command.xsd',
			'configuration.openapi.yaml',
			'reporting.xsd',
			'result.md',
		]);
		expect(readFileSync(path.join(path.dirname(out()), 'command.xsd'), 'utf8')).toBe(
			ownFile('command.xsd'),
		);
	});

	it('may be missing: it says so, and goes on', async () => {
		appliance.control.setOptions({ commandV2: false });
		const { code, result } = await run();
		expect(result).toMatch(/command-v2.*not there: the appliance does not have it \(HTTP 404\)$/m);
		expect(result).toMatch(/^- `configuration\.openapi\.yaml` .* confirmed/m);
		expect(code).toBe(0);
	});

	it('may be something else, break off, or be elsewhere', async () => {
		appliance.control.fault({ kind: 'html', match: '/api/command.xsd' });
		appliance.control.fault({ kind: 'cut', match: '/api/reporting.xsd' });
		appliance.control.fault({ kind: 'status', status: 302, match: '/api/config/v1/openapi.yaml' });
		const { result } = await run();
		expect(result).toMatch(/^- `command\.xsd` – .*: not compared: it /m);
		expect(result).toMatch(/^- `reporting\.xsd` – .*: not there: no answer \(ECONNRESET\)$/m);
		expect(result).toMatch(/^- `configuration.*: not there: an unexpected answer \(HTTP 302\)$/m);
		expect(result).toMatch(/^- `command-v2.*: confirmed/m);
	});
});

describe('A pilot that cannot begin', () => {
	it.each([
		['a wrong secret', { BEYONDTRUST_CLIENT_SECRET: 'not-the-secret' }, 'rejected the client ID'],
		['no secret', { BEYONDTRUST_CLIENT_SECRET: '' }, 'first: BEYONDTRUST_CLIENT_SECRET'],
		['a host that is not there', { BEYONDTRUST_HOST: 'http://127.0.0.1:9' }, 'cannot be reached'],
		['plain http elsewhere', { BEYONDTRUST_HOST: 'http://support.example.com' }, 'plain http'],
		['no host name', { BEYONDTRUST_HOST: 'https://user@x' }, 'not a host name'],
	])('stops with a sentence for %s', async (_what, env, sentence) => {
		const { code, output } = await run({ ...applianceEnv(appliance), ...env });
		expect(code).toBe(1);
		expect(output).toContain(sentence);
		expect(output).not.toContain('not-the-secret');
		expect(output).not.toMatch(/^\s+at /m);
		expect(existsSync(path.dirname(out()))).toBe(false);
	});

	it.each([
		[['--desk', 'remedy'], 'There is no desk remedy. There are: halopsa,'],
		[['--ticket', '12 or 13'], '--ticket takes a number'],
		[['--sessions', 'many'], '--sessions takes a number'],
		[['--write-everything'], 'npm run pilot -- [switches]'],
		[['--desk', 'zendesk'], 'Set these environment variables for Zendesk first:\n  DESK_ADDRESS'],
	])('says what is wrong with %j', async (args, sentence) => {
		const { code, output } = await run(applianceEnv(appliance), ...args);
		expect(output).toContain(sentence);
		expect(code).toBe(1);
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
		const list = readFileSync(path.join(root, 'scripts/pilot/appliance/assumptions.mjs'), 'utf8');
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
