import type { Json } from '../../harness/api.mts';
import { appliance, ended, id, itemsAfter, output } from './rig.mts';

export function inWorkflows() {
	it('User: Get Many and Representative: Get Many with users', async () => {
		const [user] = await output({
			resource: 'user',
			operation: 'getAll',
			filters: { username: 'amorgan' },
		});
		expect(user).toMatchObject({ id: '11', enabled: true });
		const representatives = await output({
			resource: 'representative',
			operation: 'getAll',
			returnAll: true,
			options: { includeUser: true },
		});
		expect(representatives[0]).toMatchObject({ id: '11', username: 'amorgan', email: user.email });
	});

	it('Session: Get Many', async () => {
		const lsid = ended();
		const sessions = await output({
			resource: 'session',
			operation: 'getAll',
			returnAll: true,
			from: '={{ $now.minus(1, "hour") }}',
			options: { details: 'summary' },
		});
		expect(sessions.map(({ sessionId }) => sessionId)).toContain(lsid);
	});

	it('Session: Update, Send Message, Transfer and Terminate', async () => {
		const sessionId = appliance.control.startSession();
		const session = { resource: 'session', sessionId };
		const done = { success: true, sessionId };
		const attribute = [{ name: 'ticket_type', value: 'incident' }];
		expect(await output({ ...session, operation: 'update', attributes: { attribute } })).toEqual([
			{ ...done, attributes: { ticket_type: 'incident' } },
		]);
		expect(await output({ ...session, operation: 'sendMessage', message: 'Hello' })).toEqual([
			done,
		]);
		expect(
			await output({
				...session,
				operation: 'transfer',
				queueType: 'representative',
				representativeId: id('14'),
			}),
		).toEqual([done]);
		expect(await output({ ...session, operation: 'terminate' })).toEqual([done]);
		const [report] = await output({ ...session, operation: 'get' });
		expect(report).toMatchObject({
			state: 'ended',
			attributes: { ticket_type: 'incident' },
			transcript: [{ text: 'Hello' }],
		});
	});

	it('Survey: Get Many', async () => {
		const sessionId = appliance.control.startSession();
		appliance.control.survey(sessionId, 'customer', [{ question: 'rating', answers: ['5'] }]);
		appliance.control.end(sessionId);
		const [survey] = await output({ resource: 'survey', operation: 'getAll', sessionId });
		expect(survey).toMatchObject({ sessionId, respondent: 'customer' });
	});

	it('Recording: Download, into the binary data of n8n', async () => {
		appliance.control.setOptions({ recordingMegabytes: 3 });
		const sessionId = ended({ recorded: true });
		const [item] = await itemsAfter({ resource: 'recording', operation: 'download', sessionId });
		expect((item as unknown as { binary: Json }).binary.data).toMatchObject({
			mimeType: 'video/mp4',
			fileName: `session-${sessionId}.mp4`,
			bytes: 3 * 1_048_576 + 24,
		});
	});

	it('Jump Link: Create', async () => {
		const [{ url }] = await output({
			resource: 'jumpLink',
			operation: 'create',
			search: 'LAPTOP-7',
			linkTo: 'none',
		});
		expect(url).toMatch(/\/api\/client_script\?.*search_string=LAPTOP-7$/);
	});
}
