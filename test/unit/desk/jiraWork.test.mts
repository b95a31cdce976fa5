import { plain, Rig, MARKER } from './jiraRig.mts';

const rig = new Rig();
const { ask } = { ask: rig.ask.bind(rig) };
const control = () => rig.desk.control;

beforeAll(async () => await rig.start());
beforeEach(() => rig.again());
afterAll(async () => {
	await rig.desk.close();
	expect(control().checked.invalid).toEqual([]);
});

describe('Work on a ticket', () => {
	const open = { summary: 'VPN "slow"', text: 'Slow {code}since{code} *today*', key: 'k1' };

	it('begins with one, in the name of the customer who has exactly this address', async () => {
		const customer = { name: 'Mina Castell', email: 'Mina.Castell@customer.example' };
		const answer = await ask({ operation: 'createTicket', create: { ...open, customer } });
		expect(answer).toMatchObject({
			...{ outcome: 'created', ticketId: 'HELP-1207', number: 'HELP-1207', said: null },
			url: `${rig.desk.url}/browse/HELP-1207`,
		});
		const { reporter, summary, description } = control().issue('HELP-1207');
		expect([reporter?.displayName, summary]).toEqual(['Mina Castell', 'VPN "slow"']);
		expect(description).not.toContain('{code}');
		expect(description).toContain('k1');
		const nobody = { name: 'Nobody *Known*', email: 'castell@customer.example' };
		await ask({ operation: 'createTicket', create: { ...open, customer: nobody } });
		const other = control().issue('HELP-1208');
		expect(other.reporter?.displayName).toBe('Desk API');
		expect(other.description).toContain('Customer: Nobody \\*Known\\*');
	});

	it('needs the numbers of a service desk and a request type, and what that wants', async () => {
		const asked = { operation: 'createTicket', create: { ...open, customer: null } };
		const none = await ask(asked, { requestTypeId: 'x' });
		expect(none).toMatchObject({ outcome: 'refused', status: null });
		expect(none.said).toContain("'requestTypeId' in Settings");
		control().behave({ requiredFields: ['customfield_10050'] });
		expect(await ask(asked)).toMatchObject({ outcome: 'refused', status: 400 });
	});

	it('ends it by the way that its workflow has, with a resolution', async () => {
		const set = async (to: string, more = {}, settings = {}) =>
			await ask({ operation: 'setStatus', ticket: 'HELP-1201', status: { to, ...more } }, settings);
		expect(await set('open')).toMatchObject({ outcome: 'there' });
		expect(await set('resolved', { resolution: 'Magic' })).toMatchObject({
			outcome: 'refused',
			said: expect.stringContaining("no resolution 'Magic' here"),
		});
		expect(await set('resolved', {}, { resolution: '' })).toMatchObject({
			outcome: 'refused',
			said: expect.stringContaining("'resolution' in Settings: 'Done'"),
		});
		expect(await set('pending')).toMatchObject({ outcome: 'set' });
		expect(await set('Waiting for customer')).toMatchObject({ outcome: 'there' });
		expect(await set('resolved')).toMatchObject({ outcome: 'set' });
		expect(control().issue('HELP-1201')).toMatchObject({ resolution: 'Done', statusId: '10105' });
		expect(await set('closed')).toMatchObject({ outcome: 'there' });
		expect(await set('CLOSED')).toMatchObject({ outcome: 'there' });
		expect(await set('Flying')).toMatchObject({
			outcome: 'refused',
			said: expect.stringContaining("It offers 'Waiting for support', 'Closed'"),
		});
		expect(await set('open')).toMatchObject({ outcome: 'set' });
		expect(control().issue('HELP-1201')).toMatchObject({ resolution: null });
	});

	it('guesses no end where names are in another language and there are several', async () => {
		control().behave({ statusNames: { '10105': 'Gelöst', '10107': 'Abgebrochen' } });
		const asked = { operation: 'setStatus', ticket: 'HELP-1201' };
		const answer = await ask({ ...asked, status: { to: 'closed' } });
		expect(answer).toMatchObject({ outcome: 'refused' });
		expect(answer.said).toContain("'Gelöst', 'Abgebrochen'");
		expect(await ask({ ...asked, status: { to: 'gelöst' } })).toMatchObject({ outcome: 'set' });
	});

	it('names the permission that is missing', async () => {
		control().behave({ lacks: ['transitionIssues', 'workOnIssues', 'addComments'] });
		const status = { to: 'closed' };
		const said = async (asked: object) => (await ask({ ticket: 'HELP-1201', ...asked })).said;
		expect(await said({ operation: 'setStatus', status })).toContain("'Transition issues'");
		expect(await said({ operation: 'addTime', minutes: 5 })).toContain("'Work on issues'");
		expect(await said(plain('HELP-1201', 'x'))).toContain("'Add comments'");
	});

	it('takes time, once', async () => {
		const note = { text: 'A remote session', marker: MARKER };
		const time = { operation: 'addTime', ticket: 'HELP-1202', minutes: 28, note };
		const at = '2026-11-25T09:30:00.000Z';
		expect(await ask({ ...time, at })).toMatchObject({
			...{ outcome: 'added', ticketId: 'HELP-1202', minutes: 28, timeId: expect.any(String) },
		});
		expect(await ask({ ...time, at })).toMatchObject({ outcome: 'there', minutes: null });
		expect(control().worklogs('HELP-1202')).toMatchObject([
			{ timeSpentSeconds: 1680, started: Date.parse(at) },
		]);
		const [{ query, body }] = rig.asked('POST', /worklog/);
		expect(query).toEqual({ notifyUsers: 'false', adjustEstimate: 'leave' });
		expect(body).toMatchObject({ started: '2026-11-25T09:30:00.000+0000' });
		const short = { ...time, minutes: 0.2, note: { marker: 'another one' } };
		expect(await ask(short)).toMatchObject({ outcome: 'added', minutes: 1 });
		control().behave({ wantsStarted: true });
		const third = { ...time, note: { marker: 'a third one' } };
		expect(await ask(third)).toMatchObject({ outcome: 'refused', status: 400 });
	});
});
