import { eventually } from '../../harness/api.mts';
import { LEDGER, rig, type Route } from './rig.mts';

const NOT_THERE = 'Not in the list of remote sessions of HaloPSA. ';
const HOSTILE = `<img src=x onerror=alert(1)> "O'Neil" {{ 7*7 }} \u202Egnp.exe\u202C 👩‍💻`;

/** HaloPSA's own list of remote sessions, where the setting wants it. */
export function alsoInHalo() {
	let route: Route;

	beforeAll(async () => {
		await rig.begin();
		const atOnce = { longestRunMinutes: 0, retryPauseMinutes: 0 };
		route = await rig.publishRoute({ ...atOnce, alsoInHalo: true });
	});

	const listed = () => rig.desk.control.state().remoteSessions;
	/** A first request that has no token yet is refused, and sent once more. */
	const posts = () =>
		rig
			.writes()
			.filter(({ status }) => status !== 401)
			.map(({ path, status }) => [path, status]);
	const refuse = (status: number) =>
		rig.desk.control.setFaults({ answerNext: { times: 1, status, path: '/api/RemoteSession' } });

	/** Plays a session and waits until its run has ended. @returns its id */
	const play = async (input: Parameters<typeof rig.play>[0], lines: string[] = []) => {
		let sessionId = '';
		await runsAfter(1, () => (sessionId = rig.play(input, lines, route)));
		return sessionId;
	};

	const runsAfter = async (count: number, action: () => void) => {
		const before = await rig.endedRuns(route);
		action();
		await rig.waitForRuns(route, before + count);
	};

	it('is not asked for while it is switched off', async () => {
		const before = await rig.endedRuns(rig.route);
		const sessionId = rig.play({});
		await rig.waitForRuns(rig.route, before + 1);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'unlinked' });
		expect(posts()).toEqual([]);
	});

	it('gets an unlinked session once, whatever comes again', async () => {
		const sessionId = await play(
			{
				customerName: 'Jordan Blake',
				customerCompany: 'Northwind Studio',
				customerHostname: 'NWS-LT07',
				startedAt: Math.floor(Date.now() / 1000) - 1800,
			},
			['Outlook is slow.'],
		);
		const row = await rig.settled(sessionId);
		expect(row).toMatchObject({ state: 'unlinked', lastError: null });
		expect(listed()).toEqual([
			{
				id: 1,
				thirdpartyid: sessionId,
				customername: 'Northwind Studio',
				username: 'Jordan Blake',
				uname: 'Alex Morgan',
				sessionstartdate: row.startedAt,
				sessionenddate: row.endedAt,
				sessionfinished: true,
				time_taken: 0.5,
				summary: row.name,
				notes: [
					`BeyondTrust session ${sessionId}`,
					'Computer: NWS-LT07',
					'The customer wrote first: Outlook is slow.',
					'Stored as unlinked: no-link',
				].join('\n'),
			},
		]);
		await runsAfter(1, () => rig.sendAgain(sessionId, route));
		await rig.sweep(route);
		await rig.enter(LEDGER, { sessionId }, { state: 'received' });
		await rig.sweep(route);
		expect(await rig.inState(sessionId, 'unlinked')).toMatchObject({ attempts: 2 });
		expect(posts()).toEqual([['/api/RemoteSession', 201]]);
	});

	it('gets the session of a chat that has no ticket, and none that is on a ticket', async () => {
		const chatted = await play({ externalKey: rig.signed('chat', 501) });
		const ended = await play({ externalKey: rig.signed('chat', 503) });
		const written = await play({ externalKey: '1201' });
		expect(await rig.settled(chatted)).toMatchObject({ state: 'chatted' });
		expect(await rig.settled(written)).toMatchObject({ state: 'written' });
		expect(listed().map(({ thirdpartyid }) => thirdpartyid)).toEqual([ended, chatted].reverse());
	});

	it.each([400, 401, 403, 404, 500, 503])(
		'changes nothing when it refuses (HTTP %i): the session is unlinked, and says so',
		async (status) => {
			// A token that is refused is asked for once more.
			if (status === 401) rig.desk.control.setFaults({ answerNext: { times: 2, status } });
			else refuse(status);
			const sessionId = await play({ customerName: 'Mina Castell' });
			const row = await rig.settled(sessionId);
			expect(row).toMatchObject({ state: 'unlinked', reason: 'no-link', attempts: 1 });
			expect(row.lastError).toBe(`${NOT_THERE}HaloPSA answered with HTTP ${status}.`);
			const before = posts().length;
			await rig.sweep(route);
			expect(posts()).toHaveLength(before);
			expect(listed()).toEqual([]);
		},
	);

	it('changes nothing when it does not answer, and gets the session when a person lets it be tried again', async () => {
		rig.desk.control.setFaults({ offline: 'destroy' });
		const sessionId = await play({ customerName: 'Mina Castell' });
		rig.desk.control.clearFaults();
		const row = await rig.settled(sessionId);
		expect(row).toMatchObject({ state: 'unlinked', customer: 'Mina Castell' });
		expect(row.lastError).toMatch(/^Not in the list of remote sessions of HaloPSA\. HaloPSA /);
		await rig.enter(LEDGER, { sessionId }, { state: 'received' });
		await rig.sweep(route);
		await eventually('the session in the list', async () => listed()[0]);
		const after = await rig.inState(sessionId, 'unlinked');
		expect(after).toMatchObject({ attempts: 2, lastError: null });
		expect(listed()).toMatchObject([{ thirdpartyid: sessionId, username: 'Mina Castell' }]);
	});

	it('gets nothing that could be mark-up, nor more of the chat than its first line', async () => {
		const customer = { customerName: HOSTILE, customerCompany: HOSTILE.repeat(20) };
		const sessionId = await play(customer, [`My password: hunter2`, `${HOSTILE} is it`, 'Later.']);
		const [entry, ...more] = listed();
		expect(more).toEqual([]);
		expect(entry).toMatchObject({ thirdpartyid: sessionId });
		expect(entry.username).toContain(`‹img src=x onerror=alert(1)› "O'Neil" {{ 7*7 }}`);
		expect(String(entry.customername).length).toBeLessThan(120);
		expect(entry.notes).toContain('‹img');
		expect(JSON.stringify(entry)).not.toMatch(/[<>\u202a-\u202e]|hunter2|Later/);
	});
}
