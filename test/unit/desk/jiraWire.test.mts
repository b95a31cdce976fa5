import { documentOf } from '../../desk/jira/adf.mts';
import { JiraWire } from './jiraWire.mts';

const site = new JiraWire().begin();
const call = site.call.bind(site);

const ISSUE = '/rest/api/3/issue/HELP-1201';
const FLAG = [{ key: 'sd.public.comment', value: { internal: true } }];
const comment = async (properties?: object[], issue = ISSUE) =>
	await call('POST', `${issue}/comment`, {
		body: documentOf('Hello'),
		...(properties ? { properties } : {}),
	});

describe('Comments', () => {
	it('are published, and mailed, unless an agent flags them in a service desk', async () => {
		expect((await comment()).body.jsdPublic).toBe(true);
		expect((await comment(FLAG)).body.jsdPublic).toBe(false);
		const asText = [{ key: 'sd.public.comment', value: { internal: 'true' } }];
		expect((await comment(asText)).body.jsdPublic).toBe(true);
		site.desk.control.behave({ isAgent: false });
		expect((await comment(FLAG)).body.jsdPublic).toBe(true);
		site.desk.control.behave({ flagOfOthers: 'honoured' });
		expect((await comment(FLAG)).body.jsdPublic).toBe(false);
		expect(site.desk.control.mails).toHaveLength(3);
		const key = site.desk.control.openIn('DEV');
		expect((await comment(FLAG, `/rest/api/3/issue/${key}`)).body.jsdPublic).toBe(true);
		expect(site.desk.control.mails).toHaveLength(3);
	});

	it('come by pages, with their properties where they are asked for', async () => {
		for (let count = 0; count < 3; count += 1) site.desk.control.say('HELP-1201', `No. ${count}`);
		await comment(FLAG);
		const { body } = await call(
			'GET',
			`${ISSUE}/comment?orderBy=-created&maxResults=2&startAt=0&expand=properties`,
		);
		expect(body).toMatchObject({ startAt: 0, maxResults: 2, total: 4 });
		expect(body.comments[0].properties).toEqual(FLAG);
		const rest = await call('GET', `${ISSUE}/comment?startAt=2&maxResults=500`);
		expect(rest.body).toMatchObject({ maxResults: 100, total: 4 });
		expect(rest.body.comments).toHaveLength(2);
	});

	it.each([
		[{ type: 'doc', version: 1, content: [] }],
		[
			{
				type: 'doc',
				version: 1,
				content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }],
			},
		],
		[{ type: 'doc', version: 1, content: [{ type: 'script', content: [] }] }],
		['plain text'],
	])('take no document such as %j', async (body) => {
		expect(await call('POST', `${ISSUE}/comment`, { body })).toMatchObject({
			...{ status: 400, body: { errorMessages: [], errors: { comment: expect.any(String) } } },
		});
	});

	it('are limited, by their document or by their text', async () => {
		const long = async () =>
			await call('POST', `${ISSUE}/comment`, { body: documentOf('x'.repeat(32_700)) });
		expect((await long()).body.errors.comment).toContain('32,767 characters');
		site.desk.control.behave({ limitCounts: 'text' });
		expect((await long()).status).toBe(201);
	});

	it('are deleted by who wrote them', async () => {
		const { id } = (await comment()).body;
		const other = site.desk.control.say('HELP-1201', 'Hello', { isCustomer: true });
		expect((await call('DELETE', `${ISSUE}/comment/${id}`)).status).toBe(204);
		expect((await call('DELETE', `${ISSUE}/comment/${id}`)).status).toBe(404);
		expect((await call('DELETE', `${ISSUE}/comment/${other}`)).status).toBe(403);
	});

	it('come too fast at 20 in 2 seconds, and at 100 in 30', async () => {
		for (let count = 0; count < 20; count += 1) expect((await comment(FLAG)).status).toBe(201);
		const { status, headers } = await comment(FLAG);
		expect([status, headers.get('retry-after')]).toEqual([429, '2']);
		expect(headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
		site.now += 2_000;
		expect((await comment(FLAG)).status).toBe(201);
	});
});

describe('The service desk', () => {
	const REQUEST = '/rest/servicedeskapi/request/HELP-1201/comment';

	it('says nothing but 403 to an account without a licence', async () => {
		site.desk.control.behave({ isAgent: false });
		for (const method of ['GET', 'POST']) {
			const { status, text } = await call(
				method,
				REQUEST,
				method === 'GET' ? undefined : { body: 'x' },
			);
			expect([status, text]).toEqual([403, '']);
		}
	});

	it('keeps comments of agents internal, and knows no issue without a request type', async () => {
		const { body } = await call('POST', REQUEST, { body: 'x', public: false });
		expect(body).toMatchObject({ public: false, created: { epochMillis: site.now } });
		const listed = await call('GET', `${REQUEST}?public=false&internal=true&start=0&limit=1`);
		expect(listed.body).toMatchObject({ size: 1, isLastPage: true, values: [{ public: false }] });
		const key = site.desk.control.openIn('HELP', {}, { isRequest: false });
		expect((await call('GET', REQUEST.replace('HELP-1201', key))).status).toBe(404);
	});

	it('finds customers for who opts in', async () => {
		const path = '/rest/servicedeskapi/servicedesk/4/customer?query=mina';
		expect((await call('GET', path)).status).toBe(412);
		const { body } = await call('GET', path, undefined, { 'X-ExperimentalApi': 'opt-in' });
		expect(body.values).toMatchObject([{ displayName: 'Mina Castell' }]);
	});
});

it('What nobody publishes is found', async () => {
	const { checked } = site.desk.control;
	const before = checked.invalid.length;
	await call('GET', `${ISSUE}?feilds=summary`);
	await call('POST', `${ISSUE}/comment`, { body: documentOf('x'), internal: true });
	await call('GET', '/rest/api/3/unknown');
	expect(checked.invalid.slice(before)).toEqual([
		expect.stringContaining("the query has 'feilds'"),
		expect.stringContaining('(internal)'),
		expect.stringContaining('no such endpoint'),
	]);
});

it('Its pages show tickets and notes, and run nothing', async () => {
	site.desk.control.say('HELP-1201', '<script>x</script>');
	const { text } = await call('GET', site.desk.pageOf('HELP-1201'));
	expect(text).toContain('data-test="ticket"');
	expect(text).not.toContain('<script>x');
	expect((await call('GET', '/browse/HELP-9')).status).toBe(404);
});
