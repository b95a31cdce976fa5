import { documentOf } from '../../desk/jira/adf.mts';
import { JiraWire } from './jiraWire.mts';

const site = new JiraWire().begin();
const call = site.call.bind(site);

const ISSUE = '/rest/api/3/issue/HELP-1201';

describe('The search', () => {
	const search = async (jql: string, more: object = {}) =>
		await call('POST', '/rest/api/3/search/jql', { jql, ...more });

	it('gives ids only, without fields', async () => {
		const { body } = await search('project = HELP', { maxResults: 2 });
		expect(body.issues[0]).toEqual({ id: expect.any(String) });
		expect(body).toMatchObject({ isLast: false, nextPageToken: expect.any(String) });
		const next = await search('project = HELP', {
			...{
				nextPageToken: body.nextPageToken,
				fields: ['summary', 'customfield_999'],
				maxResults: 50,
			},
		});
		expect(next.body).toMatchObject({ isLast: true });
		expect(next.body.issues).toHaveLength(4);
		expect(Object.keys(next.body.issues[0].fields)).toEqual(['summary']);
	});

	it('lags behind, and does not see what the account may not', async () => {
		site.desk.control.behave({ searchLagMs: 5_000 });
		const key = site.desk.control.open({ summary: 'Zebra' });
		site.desk.control.openIn('SEC', { summary: 'Zebra' });
		const found = async () =>
			(await search('text ~ "zebra"', { fields: ['summary'] })).body.issues.map(
				(one: { key: string }) => one.key,
			);
		expect(await found()).toEqual([]);
		site.now += 5_000;
		expect(await found()).toEqual([key]);
	});

	it.each([
		['', 400],
		['ORDER BY updated DESC', 400],
		['project = NOPE', 400],
		['project = SEC', 400],
		['text ~ "a*"', 400],
		['text ~ "open', 400],
		['updated >= "yesterday"', 400],
		['summary ~ "x"', 400],
		['bare words', 200],
		['updated >= "-90m" AND text ~ "VPN" ORDER BY updated DESC', 200],
	])('answers %j with %i', async (jql, status) => {
		expect((await search(jql)).status).toBe(status);
	});

	it("reads dates in the account's zone", async () => {
		const at = new Date(site.now - 100 * 60_000 + 60 * 60_000)
			.toISOString()
			.slice(0, 16)
			.replace('T', ' ');
		const { body } = await search(`updated >= "${at}"`);
		expect(body.issues).toHaveLength(1);
	});
});

describe('Issues', () => {
	it('tell times in the zone of the account, without a colon', async () => {
		const { body } = await call('GET', `${ISSUE}?fields=created,project`);
		expect(body.fields.created).toMatch(/^2026-11-26T\d\d:\d\d:\d\d\.\d{3}\+0100$/);
		expect(body.fields.project.projectTypeKey).toBe('service_desk');
		expect(Object.keys(body.fields)).toHaveLength(2);
	});

	it('offer transitions by their status, and refuse a resolution that is none', async () => {
		const { body } = await call('GET', `${ISSUE}/transitions`);
		expect(body.transitions.map(({ id }: { id: string }) => id)).toEqual(['761', '901', '851']);
		const go = async (id: string, name?: string) =>
			await call('POST', `${ISSUE}/transitions`, {
				transition: { id },
				...(name ? { fields: { resolution: { name } } } : {}),
			});
		expect((await go('761', 'Magic')).body.errors.resolution).toContain("'Magic'");
		expect((await go('761')).status).toBe(400);
		expect((await go('851', 'Done')).body.errors.resolution).toContain('cannot be set');
		expect((await go('761', 'Done')).status).toBe(204);
		expect((await go('761', 'Done')).status).toBe(400);
	});

	it.each([
		['2026-11-25T09:30:00.000+0000', 60, 201],
		['2026-11-25T09:30:00.000Z', 60, 400],
		['2026-11-25T09:30:00.000+00:00', 60, 400],
		['2026-11-25T09:30:00.000+0000', 59, 400],
		[undefined, 60, 201],
	])('take a work log that began at %s, of %i seconds: %i', async (started, seconds, status) => {
		const log = { started, timeSpentSeconds: seconds, comment: documentOf('x') };
		expect((await call('POST', `${ISSUE}/worklog`, log)).status).toBe(status);
		site.desk.control.behave({ wantsStarted: true });
		if (started === undefined)
			expect((await call('POST', `${ISSUE}/worklog`, log)).status).toBe(400);
	});

	it.each([401, 403, 404] as const)(
		'are not shown to a token that has ended: %i',
		async (endedTokenAs) => {
			site.desk.control.behave({ endedTokenAs });
			site.desk.control.revoke();
			const { status, text, headers } = await call('GET', ISSUE);
			expect(status).toBe(endedTokenAs);
			if (status !== 401) return;
			expect(text).toBe('Client must be authenticated to access this resource.');
			expect(headers.get('content-type')).toContain('text/html');
		},
	);
});
