import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { SimulatedDesk } from '../../desk/chassis/desk.mts';
import { startDesk as startFreshservice } from '../../desk/freshservice/server.mts';
import { startDesk as startJira } from '../../desk/jira/server.mts';
import { startDesk as startServiceNow } from '../../desk/servicenow/server.mts';
import { startDesk as startZendesk } from '../../desk/zendesk/server.mts';
import { deskEnv, isWrite, pilot, saidOf } from './pilotRun.mts';

jest.setTimeout(120_000);

let folder: string;
let desk: SimulatedDesk | null = null;

beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'pilot-test-'));
});

afterEach(async () => {
	await desk?.close();
	desk = null;
	rmSync(folder, { recursive: true, force: true });
});

const out = () => path.join(folder, 'result.md');
const said = (id: string) => saidOf(out(), id);

describe('What a desk contradicts', () => {
	/** The desk alone, by some of its tickets. */
	async function asked(name: string, started: SimulatedDesk, ...tickets: string[]): Promise<void> {
		desk = started;
		const named = tickets.flatMap((one) => ['--ticket', one]);
		await pilot(deskEnv(desk), '--desk', name, ...named, '--out', out());
		expect(desk.control.checked.invalid).toEqual([]);
		expect(desk.control.journal().filter(isWrite)).toEqual([]);
	}

	it('shows for Freshservice', async () => {
		const own = await startFreshservice({ allWorkspaces: 1, conversations: 'newestFirst' });
		const [first, second] = own.control.numbers;
		own.control.tag(first!, 'a-tag-of-more-than-thirty-two-letters');
		own.control.write(first!, 'One');
		await new Promise((resolve) => setTimeout(resolve, 1100));
		own.control.write(first!, 'Two');
		own.control.deleteTicket(second!);
		await asked('freshservice', own, first!);
		expect(said('freshservice.all-workspaces')?.[0]).toBe('CONTRADICTED');
		expect(said('freshservice.tag-length')?.[0]).toBe('CONTRADICTED');
		expect(said('freshservice.notes-order')).toEqual(['answered', 'newest first (1 ticket).']);
		expect(said('freshservice.deleted')?.[0]).toBe('confirmed');
		expect(readFileSync(out(), 'utf8')).not.toContain('appliance.');
	});

	it('shows for ServiceNow', async () => {
		const settings = { rolesCanBeAsked: false, longestEntry: 2000, timeNeeds: ['category'] };
		await asked('servicenow', await startServiceNow(settings));
		for (const id of ['roles', 'note-cut', 'time-columns']) {
			expect([id, said(`servicenow.${id}`)?.[0]]).toEqual([id, 'CONTRADICTED']);
		}
	});

	it('is not seen in a dictionary that ServiceNow does not show', async () => {
		await asked('servicenow', await startServiceNow({ dictionary: 'hidden' }));
		expect(said('servicenow.note-cut')?.[0]).toBe('not seen');
		expect(said('servicenow.time-columns')?.[0]).toBe('not seen');
		expect(said('servicenow.roles')?.[0]).toBe('confirmed');
	});

	it('shows for Zendesk', async () => {
		const own = await startZendesk({ searchLagMs: 0 });
		const [first, second] = own.control.numbers;
		own.control.mergeTicket(second!);
		await asked('zendesk', own, first!);
		expect(said('zendesk.merged')).toEqual(['confirmed', '1 of 1 ticket with that tag closed.']);
		expect(said('zendesk.comment-length')?.[0]).toBe('not seen');
	});

	it('shows for Jira by the tickets that are named', async () => {
		const own = await startJira();
		const [moved] = own.control.numbers;
		own.control.move(moved!, 'DEV');
		const plain = own.control.openIn('DEV');
		own.control.say(plain, 'A comment');
		await asked('jira-sm', own, moved!, plain);
		expect(said('jira.moved-key')?.[0]).toBe('confirmed');
		expect(said('jira.plain-project')).toEqual([
			'answered',
			expect.stringMatching(/^jsdPublic is /),
		]);
	});
});
