import { plain, put, Rig } from './jiraRig.mts';

const rig = new Rig();
const { ask } = { ask: rig.ask.bind(rig) };
const control = () => rig.desk.control;

beforeAll(async () => await rig.start());
beforeEach(() => rig.again());
afterAll(async () => {
	await rig.desk.close();
	expect(control().checked.invalid).toEqual([]);
});

it('says what it can', async () => {
	expect(await ask({ operation: 'describe' })).toMatchObject({
		...{ desk: 'Jira Service Management', system: 'jira', noteFormat: 'adf', canWriteAs: false },
		...{ privateNotes: true, chats: false },
		operations: [
			...['describe', 'putNote', 'getTicket', 'findTickets', 'createTicket', 'setStatus'],
			...['addTime', 'readEvent'],
		],
	});
	expect(await ask({ operation: 'findAgents' })).toMatchObject({ outcome: 'unsupported' });
});

describe('A ticket', () => {
	it('is known however its key is typed', async () => {
		for (const ticket of [
			'HELP-1201',
			' #help-1201 ',
			'[HELP-1201]',
			'HELP-1201.',
			'[JIRA:HELP-1201]',
		]) {
			expect(await ask({ operation: 'getTicket', ticket })).toEqual({
				contract: 1,
				ticket: {
					...{ id: 'HELP-1201', number: 'HELP-1201', closed: false, status: 'Open' },
					summary: 'Outlook keeps asking for the password',
					customer: {
						...{ id: expect.stringContaining('qm:'), name: 'Jordan Blake' },
						...{ email: 'jordan.blake@customer.example', company: 'Northwind Studio' },
					},
					...{
						technician: 'Alex Morgan',
						device: null,
						type: '[System] Incident',
						typeId: '10044',
					},
					openedAt: expect.stringMatching(/^2.*Z$/),
					touchedAt: expect.stringMatching(/^2.*Z$/),
					url: `${rig.desk.url}/browse/HELP-1201`,
					openChatId: null,
				},
			});
		}
		for (const ticket of ['HELP-999999999', '1201', 'HELP', '../myself', 'HELP-0', '']) {
			expect(await ask({ operation: 'getTicket', ticket })).toEqual({ contract: 1, ticket: null });
		}
	});

	it('is closed by the category of its status, whatever that is called', async () => {
		control().behave({ statusNames: { '10105': 'Erledigt' } });
		const { ticket } = await ask({ operation: 'getTicket', ticket: 'HELP-1206' });
		expect(ticket).toMatchObject({ closed: true, status: 'Erledigt' });
	});

	it('has no address where the site shows none, and no company without a field', async () => {
		control().behave({ showsMail: false });
		const asked = { operation: 'getTicket', ticket: 'HELP-1201' };
		const { ticket } = await ask(asked, { organizationsField: 'customfield_1&x' });
		expect(ticket.customer).toMatchObject({ name: 'Jordan Blake', email: null, company: null });
	});

	it('that was moved is known by its old key, where Jira leads there', async () => {
		expect(control().move('HELP-1203', 'IT')).toBe('IT-1');
		const asked = { operation: 'getTicket', ticket: 'HELP-1203' };
		expect((await ask(asked)).ticket).toMatchObject({ id: 'IT-1', number: 'IT-1' });
		expect(await ask(plain('HELP-1203', 'Hello'))).toMatchObject({
			...{ outcome: 'written', ticketId: 'IT-1' },
		});
		control().behave({ formerKey: 'notFound' });
		expect((await ask(asked)).ticket).toBeNull();
	});

	it('that was deleted or is hidden is not there, and a note for it says that it may be hidden', async () => {
		control().delete('HELP-1204');
		control().hide('HELP-1205');
		for (const id of ['HELP-1204', 'HELP-1205', control().openIn('SEC')]) {
			expect((await ask({ operation: 'getTicket', ticket: id })).ticket).toBeNull();
			const answer = await ask(plain(id, 'Hello'));
			expect(answer).toMatchObject({ outcome: 'notFound', ticketId: id, status: 404 });
			expect(answer.said).toContain('Browse projects');
		}
	});

	it('is not said to be missing by a gateway that does not know the login', async () => {
		control().behave({ endedTokenAs: 404 });
		control().revoke();
		for (const asked of [
			{ operation: 'getTicket', ticket: 'HELP-1201' },
			plain('HELP-1201', 'x'),
		]) {
			const answer = await ask(asked);
			expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials', status: 404 });
			expect(answer.said).toContain('API token');
		}
	});
});

describe('Tickets', () => {
	const ids = async (asked: object, settings = {}) =>
		(await ask({ operation: 'findTickets', ...asked }, settings)).tickets.map(
			({ id }: { id: string }) => id,
		);

	it('come newest first, of the projects that are set, as many as were asked for', async () => {
		control().openIn('DEV', { summary: 'Not of the desk' });
		expect(await ids({})).toEqual([
			...['HELP-1205', 'HELP-1204', 'HELP-1203', 'HELP-1202', 'HELP-1201', 'HELP-1206'],
		]);
		expect(await ids({ limit: 2 })).toHaveLength(2);
		expect(await ids({}, { projects: '' })).toContain('DEV-1');
		expect(await ids({}, { projects: 'help, dev; ; "x' })).toContain('DEV-1');
		expect(await ids({ text: 'VPN' })).toEqual(['HELP-1203']);
		for (let count = 0; count < 230; count += 1) control().open();
		expect(await ids({ limit: 2000 })).toHaveLength(236);
	});

	it.each([-720, 0, 60, 840])(
		'since a moment, whatever the zone of the account (%i)',
		async (zone) => {
			control().behave({ zoneMinutes: zone });
			const since = new Date(Date.now() - 100 * 60_000).toISOString();
			expect(await ids({ since })).toEqual(['HELP-1205']);
			expect((await ask({ operation: 'getTicket', ticket: 'HELP-1205' })).ticket.touchedAt).toMatch(
				new Date(Date.now() - 80 * 60_000).toISOString().slice(0, 14),
			);
		},
	);

	it.each([
		'" OR project = SEC OR text ~ "',
		'\\" OR summary ~ "x',
		'NOT AND OR',
		'a* (b) [c] {d} ~e ^f ?g +h -i !j &k |l',
		'jordan.blake@customer.example',
		'"',
		'\\',
		'x" ORDER BY created',
	])('are searched for by a text such as %j as words', async (text) => {
		const { outcome, tickets } = await ask({ operation: 'findTickets', text });
		expect(outcome).toBeUndefined();
		expect(Array.isArray(tickets)).toBe(true);
	});

	it('of a project that is none are refused with the field', async () => {
		const answer = await ask({ operation: 'findTickets' }, { projects: 'NOPE' });
		expect(answer).toMatchObject({ outcome: 'refused', status: 400 });
		expect(answer.said).toContain("'projects' in Settings");
	});

	it('that are new are found later, and known at once', async () => {
		control().behave({ searchLagMs: 60_000 });
		const key = control().open();
		expect(await ids({})).not.toContain(key);
		expect((await ask({ operation: 'getTicket', ticket: key })).ticket.id).toBe(key);
		expect(await ask(plain(key, 'x'))).toMatchObject({ outcome: 'written' });
		expect(await ask(plain(key, 'x'))).toMatchObject({ outcome: 'there' });
	});
});

it('waits as a busy site asks for, and goes on', async () => {
	control().behave({ writesPerIssue: [3, 100] });
	for (let count = 0; count < 3; count += 1) {
		expect(
			await ask(plain('HELP-1201', 'x', { note: { text: 'x', marker: `m${count}` } })),
		).toMatchObject({
			outcome: 'written',
		});
	}
	rig.before = () => {
		if (rig.pauses.length > 0) control().behave({ writesPerIssue: [20, 100] });
	};
	expect(await ask(put())).toMatchObject({ outcome: 'written' });
	expect(rig.pauses).toEqual([2]);
});
