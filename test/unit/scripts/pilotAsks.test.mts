import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { startAppliance } from '../../appliance/server.mts';
import type { Appliance } from '../../appliance/server.mts';
import type { ApplianceOptions } from '../../appliance/options.mts';
import type { SimulatedDesk } from '../../desk/chassis/desk.mts';
import { AGENTS, TICKETS } from '../../desk/chassis/seed.mts';
import { DESKS } from '../../desk/desks.mts';
import { startDesk as startJira } from '../../desk/jira/server.mts';
import { CLOUD_ID } from '../../desk/jira/model.mts';
import { applianceEnv, deskEnv, isWrite, pilot, saidOf } from './pilotRun.mts';

jest.setTimeout(120_000);

const NAME = 'Wilhelmina Oxenford';
const MAIL = 'w.oxenford@private.example';
const COMPANY = 'Oxenford Trading';
const SUMMARY = 'Payroll of Wilhelmina does not open';

/** What is planted where people leave traces, and what the simulations hold of people and places. */
const PERSONAL = [
	...[NAME, 'Oxenford', 'Wilhelmina', MAIL, COMPANY, SUMMARY, 'OXEN-PC-77', '198.51.100.77'],
	...['swordfish77', 'severance.pdf', 'rated us badly', 'asset-4711', 'private.example'],
	...['Alex Morgan', 'amorgan', 'Robin K.', 'Okafor', 'Service Desk', 'Night Watch', 'REP-PC-'],
	...['support.example.com', '127.0.0.1', 'localhost', 'bt-node-01', 'invented-'],
	...[...AGENTS, ...TICKETS.map(({ customer }) => customer)].flatMap((one) => [
		one.name,
		one.email,
	]),
	...TICKETS.flatMap(({ summary, details }) => [summary, details]),
];

let folder: string;
let appliance: Appliance | null = null;
let desk: SimulatedDesk | null = null;

beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'pilot-test-'));
});

afterEach(async () => {
	await appliance?.close();
	await desk?.close();
	[appliance, desk] = [null, null];
	rmSync(folder, { recursive: true, force: true });
});

const out = () => path.join(folder, 'result.md');
const said = (id: string) => saidOf(out(), id);

/** An appliance with a session in which somebody left traces. */
async function lived(options: Partial<ApplianceOptions> = {}): Promise<Appliance> {
	appliance = await startAppliance({ reportLag: 0, ...options });
	const { control } = appliance;
	const lsid = control.startSession({
		...{ customerName: NAME, customerCompany: COMPANY, customerHostname: 'OXEN-PC-77' },
		...{ customerPublicIp: '198.51.100.77:50100', recorded: true },
		...{ customerIssue: SUMMARY, attributes: { asset_number: 'asset-4711' } },
	});
	control.chat(lsid, 'customer', `My password is swordfish77, write to ${MAIL}`);
	control.upload(lsid, 'severance.pdf');
	control.systemInformation(lsid);
	control.survey(lsid, 'customer', [{ question: `${NAME}?`, answers: ['rated us badly'] }]);
	control.end(lsid);
	return appliance;
}

function expectNothingPersonal(more: string[] = []): void {
	const text = readFileSync(out(), 'utf8');
	const isThere = (one: string) => text.includes(one);
	const hidden = more.filter((one) => text.toLowerCase().includes(one.toLowerCase()));
	const found = [...PERSONAL.filter(isThere), ...hidden];
	expect(found).toEqual([]);
	expect(text).not.toMatch(/\S@\S+\.\S|:\/\/|\b[0-9a-f]{16,}\b/i);
}

describe('The pilot at an appliance', () => {
	it('confirms what holds, by reading only', async () => {
		const { control } = await lived({ commandV2: true });
		const { code, output } = await pilot(applianceEnv(appliance!), '--out', out());
		expect(code).toBe(0);
		expect(output).toMatch(/^confirmed 6, CONTRADICTED 0, answered 0, not seen 3\.$/m);
		expect(said('appliance.owner-name')).toEqual(['confirmed', expect.stringMatching(/in 1,/)]);
		expect(said('appliance.recording-container')).toEqual([
			'confirmed',
			'begins like mp4; content type application/octet-stream; extension mp4.',
		]);
		expect(said('appliance.throttled-status')?.[0]).toMatch(/^never on purpose/);
		expect(control.requests().filter(isWrite)).toEqual([]);
		expect(control.requests().filter(({ status }) => status === 429)).toEqual([]);
		expectNothingPersonal();
	});

	it.each<[string, Partial<ApplianceOptions>, string, string]>([
		['the public name of the owner', { nameInReport: 'public' }, 'owner-name', 'CONTRADICTED'],
		['an appliance without v2', { commandV2: false }, 'command-v2', 'confirmed'],
	])('sees %s', async (_what, options, id, outcome) => {
		await lived(options);
		await pilot(applianceEnv(appliance!), '--out', out());
		expect(said(`appliance.${id}`)?.[0]).toBe(outcome);
	});

	it('contradicts where a transfer has no event of its own', async () => {
		const { control } = await lived();
		const lsid = control.startSession({ customerName: NAME });
		const data = [{ name: 'filename', value: 'severance.pdf' }];
		control.addEvent(lsid, { type: 'File Transfer Complete', data });
		control.end(lsid);
		const { output } = await pilot(applianceEnv(appliance!), '--out', out());
		expect(said('appliance.file-transfer-complete')?.[0]).toBe('CONTRADICTED');
		expect(output).toContain('  contradicted: appliance.file-transfer-complete');
		expectNothingPersonal();
	});

	it('tells whether the right comes first for an account without it', async () => {
		const { control } = await lived({ denied: 'xml' });
		control.setPermissions({ perm_command: 'deny' });
		await pilot(applianceEnv(appliance!), '--out', out());
		expect(said('appliance.right-first')?.[0]).toBe('confirmed');
	});

	it.each<Partial<ApplianceOptions>>([
		{ language: 'odd' },
		{ language: 'de', errorPlacement: 'child', missingEndTime: 'zero' },
		{ namespace: 'sra', fileFacts: 'both', dataBlocks: 'several', surveysInReport: 'answers' },
		{ companyName: COMPANY, sharedIps: ['198.51.100.77'], brokenPorts: true },
	])('keeps people out of the result of an appliance with %j', async (options) => {
		await lived(options);
		const { code } = await pilot(applianceEnv(appliance!), '--out', out());
		expect(code).toBe(0);
		expectNothingPersonal();
	});

	it('leaves out a report that is too long, and reads no more of it', async () => {
		const { control } = await lived();
		const lsid = control.startSession({ customerName: NAME });
		control.bigReport(lsid, 6);
		control.end(lsid);
		await pilot(applianceEnv(appliance!), '--out', out());
		expect(readFileSync(out(), 'utf8')).toContain('| reports read | 1 |');
	});

	it('goes on where an answer is broken, and says so at the fact', async () => {
		const { control } = await lived();
		control.fault({ kind: 'cut', match: 'get_support_teams' });
		control.fault({ kind: 'html', match: 'get_logged_in_reps' });
		const { code } = await pilot(applianceEnv(appliance!), '--out', out());
		expect(code).toBe(0);
		expect(said('appliance.issue-title')).toEqual([
			'not seen',
			expect.stringMatching(/^no answer \(ECONNRESET\)\. To see it: /),
		]);
		expect(said('appliance.user-ids')?.[0]).toBe('not seen');
		expect(said('appliance.owner-name')?.[0]).toBe('confirmed');
	});
});

describe.each(Object.entries(DESKS))('The pilot at a desk: %s', (name, { start, looks }) => {
	it('reads only, and keeps people out of the result', async () => {
		desk = await start();
		const number = desk.control.open({
			summary: SUMMARY,
			customer: { name: NAME, email: MAIL, company: COMPANY },
		});
		const env = { ...applianceEnv(await lived()), ...deskEnv(desk) };
		const args = ['--desk', name, '--ticket', number, '--out', out()];
		const { code, output } = await pilot(env, ...args);
		expect(output).toMatch(/^confirmed \d+, /);
		expect(code).toBe(0);
		expect(desk.control.journal().filter(isWrite)).toEqual([]);
		expect(desk.control.checked.invalid).toEqual([]);
		expect(appliance!.control.requests().filter(isWrite)).toEqual([]);
		const secrets = Object.values(deskEnv(desk)).filter((one) => one !== '');
		expectNothingPersonal([...(looks ? [number] : []), ...secrets]);
		const text = readFileSync(out(), 'utf8');
		expect(text.includes('| ticket 1 | HTTP 200 |')).toBe(looks);
		expect(text).toContain('teams.encoding');
	});
});

it('asks Jira at its gateway, and tells nobody which site that is', async () => {
	desk = await startJira({ isAtGateway: true });
	const [number] = desk.control.numbers;
	await pilot(deskEnv(desk), '--desk', 'jira-sm', '--ticket', number!, '--out', out());
	expect(readFileSync(out(), 'utf8')).toContain('| ticket 1 | HTTP 200 |');
	expect(desk.control.journal()[0]!.path).toContain(`/ex/jira/${CLOUD_ID}/`);
	expectNothingPersonal([CLOUD_ID]);
});
