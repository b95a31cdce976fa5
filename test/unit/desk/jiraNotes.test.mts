import { MARKER, plain, put, Rig, SESSION } from './jiraRig.mts';

const rig = new Rig();
const { ask } = { ask: rig.ask.bind(rig) };
const control = () => rig.desk.control;

beforeAll(async () => await rig.start());
beforeEach(() => rig.again());
afterAll(async () => {
	await rig.desk.close();
	expect(control().checked.invalid).toEqual([]);
});

const notes = (ticket = 'HELP-1201') => control().notes(ticket);

it('A note is written once, internal, with its technician in its text, and nobody is mailed', async () => {
	expect(await ask(put())).toEqual({
		...{ contract: 1, outcome: 'written', ticketId: 'HELP-1201', noteId: notes()[0]?.id },
		...{ url: `${rig.desk.url}/browse/HELP-1201`, writtenAs: null, status: null, said: null },
	});
	expect(await ask(put())).toMatchObject({ outcome: 'there', noteId: notes()[0]?.id });
	expect(notes()).toMatchObject([{ isPrivate: true, author: 'Desk API' }]);
	expect(notes()[0]?.body).toContain(`BeyondTrust session ${SESSION} · `);
	expect(notes()[0]?.body).toContain('"Technician: Alex Morgan"');
	expect(control().mails).toEqual([]);
	const [{ body }] = rig.asked('POST', /comment$/);
	expect(body).toMatchObject({
		properties: [{ key: 'sd.public.comment', value: { internal: true } }],
	});
});

it('A note for the customer is public, and mailed', async () => {
	const note = { audience: 'customer', sections: [], marker: '', postscript: '' };
	expect(await ask(put({ note }))).toMatchObject({ outcome: 'written' });
	expect(await ask(put({ note }))).toMatchObject({ outcome: 'there' });
	expect(notes()).toMatchObject([{ isPrivate: false }]);
	expect(control().mails).toHaveLength(1);
});

describe('An account that is no agent', () => {
	it('writes no internal note, so that nothing gets out', async () => {
		control().behave({ isAgent: false });
		const answer = await ask(put());
		expect(answer).toMatchObject({ outcome: 'refused', ticketId: 'HELP-1201', noteId: null });
		expect(answer.said).toContain('not an agent of this service desk');
		expect(rig.asked('POST', /comment$/)).toEqual([]);
		expect([notes(), control().mails]).toEqual([[], []]);
	});

	const loses = () => {
		rig.before = ({ method, url }) => {
			const isWrite = method === 'POST' && url.endsWith('/comment');
			if (isWrite) control().behave({ isAgent: false });
		};
	};

	it('all the same: a note that comes out public is deleted, and told as refused', async () => {
		loses();
		const answer = await ask(put());
		expect(answer).toMatchObject({ outcome: 'refused', noteId: null });
		expect(answer.said).toContain('showed the note to the customer');
		expect(answer.said).toContain('It is deleted');
		expect(notes()).toEqual([]);
	});

	it('all the same: one that cannot be deleted stays a refusal each time, with its number', async () => {
		control().behave({ lacks: ['deleteOwnComments'] });
		loses();
		const answer = await ask(put());
		expect(answer).toMatchObject({ outcome: 'refused', noteId: notes()[0]?.id });
		expect(answer.said).toContain('Delete it by hand');
		const again = await ask(put());
		expect(again).toMatchObject({ outcome: 'refused', noteId: notes()[0]?.id });
		expect(again.said).toContain('where the customer sees it');
		expect(notes()).toHaveLength(1);
	});

	it('all the same: one whose answer was lost is not told as written by the next run', async () => {
		control().setFaults({ storeButFail: { times: 1, how: 'destroy' } });
		loses();
		expect(await ask(put())).toMatchObject({ outcome: 'later', errorKind: 'unreachable' });
		expect(await ask(put())).toMatchObject({ outcome: 'refused' });
	});
});

it('An answer that does not say that the note is internal counts as public', async () => {
	control().behave({ flagOfOthers: 'honoured' });
	expect(await ask(put())).toMatchObject({ outcome: 'written' });
	control().setFaults({
		answerNext: { times: 1, status: 201, path: '/rest/api/3/issue/20002/comment' },
	});
	rig.before = ({ method }) => {
		const times = method === 'POST' ? 1 : 0;
		control().setFaults({
			answerNext: { times, status: 201, path: '/rest/api/3/issue/20002/comment' },
		});
	};
	const answer = await ask(put({ target: { kind: 'ticket', id: 'HELP-1202' } }));
	expect(answer).toMatchObject({ outcome: 'refused' });
});

describe('A project that is no service desk', () => {
	it.each([true, false])(
		'gets no internal note, unless all of it is internal (%s)',
		async (says) => {
			control().behave({ plainProjectSays: says });
			const key = control().openIn('DEV');
			const answer = await ask(plain(key, 'Hello'));
			expect(answer).toMatchObject({ outcome: 'refused', ticketId: key });
			expect(answer.said).toContain("'internalProjects' in Settings");
			expect(notes(key)).toEqual([]);
			expect(await ask(plain(key, 'Hello'), { internalProjects: 'ops dev' })).toMatchObject({
				outcome: 'written',
			});
			expect(await ask(plain(key, 'Hello'), { internalProjects: 'DEV' })).toMatchObject({
				outcome: 'there',
			});
			const public_ = { note: { audience: 'customer', text: 'Hi', marker: 'another' } };
			expect(await ask(plain(key, '', public_))).toMatchObject({ outcome: 'written' });
		},
	);
});

it('A ticket without a request type takes an internal note', async () => {
	const key = control().openIn('HELP', {}, { isRequest: false });
	expect(await ask(plain(key, 'Hello'))).toMatchObject({ outcome: 'written' });
	expect(notes(key)).toMatchObject([{ isPrivate: true }]);
});

it('A closed ticket takes a note', async () => {
	expect(await ask(plain('HELP-1206', 'x'))).toMatchObject({ outcome: 'written' });
});

it('The marker is found behind 230 newer comments, in the words of the document', async () => {
	expect(await ask(put())).toMatchObject({ outcome: 'written' });
	for (let count = 0; count < 230; count += 1) control().say('HELP-1201', `More ${count}`);
	expect(await ask(put())).toMatchObject({ outcome: 'there', noteId: notes()[0]?.id });
	expect(rig.asked('GET', /api\/3\/issue\/20001\/comment$/)).toHaveLength(4);
});

describe('What a customer says', () => {
	it('is text, with all signs that could be something else', async () => {
		const text =
			'[~accountid:712020:1] @Alex {code}*bold*{code} h1. x\n"quoted" \\ <b> &amp; 👍 \u0000';
		await ask(plain('HELP-1201', text));
		const { content } = JSON.parse(notes()[0]!.body) as { content: Array<{ content: object[] }> };
		expect(content[0]!.content).toEqual([
			{ type: 'text', text: '[~accountid:712020:1] @Alex {code}*bold*{code} h1. x' },
			{ type: 'hardBreak' },
			{ type: 'text', text: '"quoted" \\ <b> &amp; 👍 ' },
		]);
	});
});

describe('A note over the limit', () => {
	const line = (index: number) => ({
		at: '2026-11-26T10:00:00.000Z',
		from: { type: 'customer', name: 'Jordan "Quote" Blake' },
		text: `${index} "\\ü\n`.repeat(4),
	});

	it.each(['document', 'text'] as const)(
		'of a session is cut at a line (counted by %s)',
		async (limitCounts) => {
			control().behave({ limitCounts });
			rig.session = {
				sessionId: SESSION,
				transcript: Array.from({ length: 900 }, (_, at) => line(at)),
			};
			const note = { ...put().note, postscript: '"quoted"\n'.repeat(300) };
			expect(await ask(put({ note }))).toMatchObject({ outcome: 'written' });
			const { body } = notes()[0]!;
			expect(body.length).toBeLessThan(32_767);
			expect(body.length).toBeGreaterThan(20_000);
			expect(body).toContain('This note was cut');
			expect(body).toContain('Technician: Alex Morgan');
			expect(await ask(put({ note }))).toMatchObject({ outcome: 'there' });
		},
	);

	it.each([
		['quotes', '"'.repeat(30_000), true],
		['lines', 'x\n'.repeat(20_000), true],
		['one line', 'y'.repeat(60_000), false],
		['pairs', '👍'.repeat(20_000), false],
	])('without a session is cut, with its marker (%s)', async (_what, text, isTold) => {
		expect(await ask(plain('HELP-1202', text))).toMatchObject({ outcome: 'written' });
		const { body } = notes('HELP-1202')[0]!;
		expect(body.length).toBeLessThan(32_767);
		expect(body).toContain(MARKER);
		if (isTold) expect(body).toContain('This note was cut');
		expect(await ask(plain('HELP-1202', text))).toMatchObject({ outcome: 'there' });
	});

	it('that Jira finds too long all the same is told with what to do', async () => {
		const path = '/rest/api/3/issue/20003/comment';
		rig.before = ({ method }) => {
			if (method === 'POST') control().setFaults({ answerNext: { times: 1, status: 400, path } });
		};
		const answer = await ask(plain('HELP-1203', 'x'));
		expect(answer).toMatchObject({ outcome: 'refused', status: 400 });
	});
});

describe('Logins', () => {
	it('of a token that has ended are told with the credential', async () => {
		control().revoke();
		const answer = await ask(put());
		expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials', status: 401 });
		expect(answer.said).toContain("'Jira SW Cloud API'");
		expect(answer.said).not.toContain('client ID');
	});

	it('of a token with scopes work at the gateway only, for what it may do', async () => {
		control().behave({ token: 'scoped' });
		expect(await ask(put())).toMatchObject({ outcome: 'later', errorKind: 'credentials' });
		const address = `${rig.desk.url}/ex/jira/5e1f6c1e-0000-4000-8000-00000000c10d/`;
		expect(await ask(put(), { address })).toMatchObject({
			...{ outcome: 'written', url: `${rig.desk.url}/browse/HELP-1201` },
		});
		control().behave({ scopes: ['read:jira-work', 'write:jira-work'] });
		const other = put({ target: { kind: 'ticket', id: 'HELP-1202' } });
		expect(await ask(other, { address })).toMatchObject({ errorKind: 'credentials' });
		expect(notes('HELP-1202')).toEqual([]);
	});
});
