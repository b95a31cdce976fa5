import { failureOf } from './n8n.mts';
import { pollTrigger } from './poll.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const now = () => Math.floor(Date.now() / 1_000);

/** Sessions that ended so many seconds ago; ids in the order given. */
function ended(...secondsAgo: number[]): string[] {
	return secondsAgo.map((seconds) => {
		const lsid = appliance.control.startSession({ startedAt: now() - seconds - 60 });
		appliance.control.end(lsid, { endedAt: now() - seconds });
		return lsid;
	});
}

describe('The poll trigger', () => {
	it('looks back one hour at first, and then hands on each session once, oldest first', async () => {
		const [, second, first] = ended(7_200, 600, 1_200);
		const trigger = pollTrigger(appliance.store());
		expect(await trigger.poll()).toEqual([first, second]);
		expect(await trigger.poll()).toEqual([]);
		const [third] = ended(5);
		expect(await trigger.poll()).toEqual([third]);
		expect(await trigger.poll()).toEqual([]);
	});

	it('finds a session that the appliance registers late, within the overlap', async () => {
		const trigger = pollTrigger(appliance.store());
		const [early] = ended(30);
		expect(await trigger.poll()).toEqual([early]);
		const [late] = ended(90);
		expect(await trigger.poll()).toEqual([late]);
		expect(await trigger.poll()).toEqual([]);
	});

	it('goes on where it was after a restart', async () => {
		const store = appliance.store();
		const before = pollTrigger(store);
		const [first] = ended(20);
		expect(await before.poll()).toEqual([first]);
		const after = pollTrigger(store, {}, before.saved());
		const [second] = ended(1);
		expect(await after.poll()).toEqual([second]);
	});

	it('loses nothing and repeats nothing when a poll fails', async () => {
		const trigger = pollTrigger(appliance.store());
		const [first] = ended(60);
		expect(await trigger.poll()).toEqual([first]);
		const [second] = ended(10);
		appliance.control.fault({ kind: 'html', match: 'SupportSession' });
		const failure = await failureOf(trigger.poll());
		expect(failure.message).toBe('The appliance answered with a web page instead of data.');
		expect(await trigger.poll()).toEqual([second]);
	});

	it('is not stopped by a session whose report is too large', async () => {
		const trigger = pollTrigger(appliance.store());
		const [first, big, last] = ended(60, 30, 10);
		appliance.control.bigReport(big, 45);
		expect(await trigger.poll()).toEqual([first, big, last]);
	}, 180_000);

	it('finds nothing while the poll before it still reads, and everything once afterwards', async () => {
		const trigger = pollTrigger(appliance.store());
		expect(await trigger.poll()).toEqual([]);
		const sessions = ended(60, 30);
		appliance.control.fault({ kind: 'delay', ms: 1_000, match: 'SupportSession', times: 1 });
		const slow = trigger.poll();
		expect(await trigger.poll()).toEqual([]);
		expect(await slow).toEqual(sessions);
		const [later] = ended(5);
		expect(await trigger.poll()).toEqual([later]);
	});

	it('is not misled by a session-less time, nor by a clock that differs', async () => {
		const trigger = pollTrigger(appliance.store());
		expect(await trigger.poll()).toEqual([]);
		const realNow = Date.now;
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => realNow() + 600_000);
		expect(await trigger.poll()).toEqual([]);
		clock.mockRestore();
		const [session] = ended(2);
		expect(await trigger.poll()).toEqual([session]);
	});

	it('hands on running sessions when asked, once, and again when they ended', async () => {
		const trigger = pollTrigger(appliance.store(), { includeRunning: true });
		const running = appliance.control.startSession({ startedAt: now() - 30 });
		expect(await trigger.poll()).toEqual([running]);
		expect(await trigger.poll()).toEqual([]);
		appliance.control.end(running);
		expect(await trigger.poll()).toEqual([running]);
	});

	it('shows the latest session in the editor, and changes nothing by it', async () => {
		const trigger = pollTrigger(appliance.store());
		const [older, latest] = ended(100_000, 90_000);
		expect(await trigger.poll('manual')).toEqual([latest]);
		expect(trigger.saved()).toEqual({});
		expect(older).not.toBe(latest);
	});

	it('says in the editor that there is none to show', async () => {
		const failure = await failureOf(pollTrigger(appliance.store()).poll('manual'));
		expect(failure.message).toBe(
			'No session has ended in the last 30 days, so there is nothing to show.',
		);
	});

	it.each([
		['overlap', { overlap: -1 }, "'Overlap (Seconds)': It must be a number, 0 or more."],
		['look back', { lookBack: 'x' }, "'Look Back (Hours)': It must be a number, 0 or more."],
	])('names a bad %s', async (_what, options, sentence) => {
		expect((await failureOf(pollTrigger(appliance.store(), options).poll())).message).toBe(
			sentence,
		);
	});
});
