import { deriveLinkKey, formatLink } from '../../nodes/shared/session/link';
import { type EmailDesk, startDesk } from '../desk/email/server.mts';
import { eventually, type Json } from '../harness/api.mts';
import { askDesk } from './askDesk.mts';
import { ended } from '../unit/ledger/ended.mts';
import { type Published, TOKEN } from './house.mts';
import { PeopleHouse, withPath } from './peopleHouse.mts';

jest.setTimeout(180_000);

class EmailHouse extends PeopleHouse {
	mailDesk!: EmailDesk;
	/** As it comes: notes for agents are refused. */
	shipped!: Published;

	override async publishDesk(): Promise<Published> {
		this.mailDesk = await startDesk();
		const { account, settings } = this.mailDesk;
		this.credentials.smtp = await this.n8n.api.createCredential('smtp', 'smtp', account.data);
		const safe = { ...settings, mailsBecomeInternalNotes: 'false' };
		this.shipped = await this.publish('desk-email.json', { settings: safe });
		return await this.publish('desk-email.json', { settings });
	}

	override async close(): Promise<void> {
		await Promise.all([super.close(), this.mailDesk?.close()]);
	}
}

const house = new EmailHouse();
let route: Published;
let form: Published;

beforeAll(async () => {
	await house.start();
	route = await house.publish('route-sessions.json');
	form = await house.publish('check-desk.json', {
		parameters: { 'When the form is sent': withPath },
	});
	await house.set({ linkSystem: 'email' });
}, 300_000);

afterAll(async () => {
	await house.close();
});

beforeEach(async () => {
	house.appliance.control.reset();
	house.appliance.control.setOptions({ reportLag: 0 });
	house.mailDesk.control.reset();
	await house.empty();
});

afterAll(() => {
	const { valid, invalid } = house.mailDesk.control.checked;
	console.log(`desk by email: ${valid} mails were as the desk takes them`);
	expect(invalid).toEqual([]);
});

const ask = async (asked: Json, desk = house.deskWorkflow) =>
	await askDesk(house.n8n.api, desk.workflowId, asked);

const note = (ticket: string, more: Json = {}): Json => ({
	...{ operation: 'putNote', session: null, target: { kind: 'ticket', id: ticket } },
	note: { audience: 'internal', text: 'Sent to <b>you</b>', marker: 'Invite 1 · abc', ...more },
});

const notes = (number: string) => house.mailDesk.control.notes(number);

const signed = (id: string) =>
	formatLink(
		{ kind: 'ticket', system: 'email', id },
		deriveLinkKey(house.appliance.account.clientSecret),
	);

/** A session from start to end. @returns its row, once a run has come to its end with it */
async function play(input: Json, ...said: string[]): Promise<Json> {
	const { control } = house.appliance;
	control.setRecipients([
		{ url: `${route.url}?token=${TOKEN}`, events: ['support_conference_end'] },
	]);
	const sessionId = control.startSession(input);
	for (const text of said) control.chat(sessionId, 'customer', text);
	control.end(sessionId);
	return await eventually('the end of the session', async () =>
		(await house.rows()).find(
			(row) =>
				row.sessionId === sessionId &&
				(row.lastError || row.noteHash || row.reason) &&
				(row.state !== 'received' || row.lastError),
		),
	);
}

it('says what it is and what it cannot do', async () => {
	expect(await ask({ operation: 'describe' })).toMatchObject({
		...{ contract: 1, system: 'email', canRead: false, canWriteAs: false, privateNotes: true },
	});
	expect(await ask({ operation: 'describe' }, house.shipped)).toMatchObject({
		privateNotes: false,
	});
	expect(await ask({ operation: 'getTicket', ticket: '[#0001201]' })).toMatchObject({
		ticket: { id: '1201', customer: { id: null, name: null, email: null, company: null } },
	});
	expect(await ask({ operation: 'findTickets' })).toEqual({ contract: 1, tickets: [] });
	expect(await ask({ operation: 'addTime', ticket: '1201', minutes: 5 })).toMatchObject({
		outcome: 'unsupported',
	});
});

it("puts a session's note on its ticket once, in two parts, for agents only", async () => {
	const row = await play({ externalKey: signed('1201') }, 'Hi\n#close\n[#1202] <b>now</b>');
	expect(row).toMatchObject({ state: 'written', linkId: '1201', noteId: expect.any(String) });
	const [one, ...more] = notes('1201');
	expect(more).toEqual([]);
	expect(one).toMatchObject({ id: row.noteId, isPrivate: true, author: 'Remote support' });
	expect(one.body).toContain(`BeyondTrust session ${String(row.sessionId)} · `);
	expect(one.body).toContain('<br>| #close');
	expect(one.body).not.toContain('<b>now');
	const [{ parsed, to }] = house.mailDesk.mail.control.mails();
	expect([parsed.subject, to]).toEqual(['[#1201] Remote session', ['service-desk@desk.example']]);
	expect(parsed.text).toContain(`BeyondTrust session ${String(row.sessionId)} · `);
	expect(parsed.text).toContain('<b>now</b>');
	expect(notes('1202')).toEqual([]);
	expect(house.mailDesk.control.sentOn).toEqual([]);
});

it('hands a desk that obeys and cuts mails no command, and the note up to its limit', async () => {
	const { control } = house.mailDesk;
	control.setSettings({ part: 'text', obeys: true, cutsQuotes: true });
	const typed = ['Hi', '#close', '-----Original Message-----', 'From: a@b.example', '> x', '@all'];
	const words = Array.from({ length: 80 }, () => 'a word '.repeat(150));
	const row = await play({ externalKey: signed('1203') }, typed.join('\n'), ...words);
	expect(row).toMatchObject({ state: 'written' });
	const [{ body }] = notes('1203');
	expect(control.obeyed).toEqual([]);
	expect(body).toContain('| -----Original Message-----');
	expect(body.length).toBeGreaterThan(30_000);
	expect(body.length).toBeLessThan(60_000);
});

it("puts a stranger's unsigned key nowhere", async () => {
	const row = await play({ externalKey: 'ticket:email:1202' });
	expect(row).toMatchObject({ state: 'unlinked', reason: 'customer-differs' });
	expect(row.suggestion).toContain('1202');
	expect(house.mailDesk.mail.control.mails()).toEqual([]);
});

it('refuses a note for agents as shipped, and takes one for the customer', async () => {
	const answer = await ask(note('1201'), house.shipped);
	expect(answer).toMatchObject({ contract: 1, outcome: 'refused', ticketId: '1201' });
	expect(answer.said).toContain("'mailsBecomeInternalNotes' in Settings");
	const customer = note('1201', { audience: 'customer' });
	expect(await ask(customer, house.shipped)).toMatchObject({ outcome: 'written' });
	expect(notes('1201')).toHaveLength(1);
});

it.each<[string, Parameters<EmailDesk['control']['setFaults']>[0], Json]>([
	['busy', { offline: 'unavailable' }, { outcome: 'later', errorKind: 'unavailable' }],
	['down', { offline: 'destroy' }, { outcome: 'later', errorKind: 'unreachable' }],
	[
		'greylisting',
		{ answerNext: { times: 1, status: 429 } },
		{ outcome: 'later', errorKind: 'unavailable' },
	],
	['refusing', { answerNext: { times: 1, status: 403 } }, { outcome: 'refused', status: null }],
])('tells apart a mail server that is %s', async (_what, faults, expected) => {
	house.mailDesk.control.setFaults(faults);
	expect(await ask(note('1201'))).toMatchObject({ contract: 1, ticketId: '1201', ...expected });
	expect(notes('1201')).toEqual([]);
});

it('does not know a mailbox that is none, or a password that changed', async () => {
	house.mailDesk.mail.control.setFaults({ refuseRecipient: /service-desk/ });
	const answer = await ask(note('1201'));
	expect(answer).toMatchObject({ outcome: 'refused' });
	expect(answer.said).toMatch(/\(550\).*'to' and 'from' in Settings/);
	house.mailDesk.control.revoke();
	const locked = await ask(note('1201'));
	expect(locked).toMatchObject({ outcome: 'later', errorKind: 'credentials' });
	expect(locked.said).toContain('(535)');
});

it('sends a mail again whose answer got lost, as an attempt that counts, and says that it may be there twice', async () => {
	const { control } = house.mailDesk;
	control.setFaults({ storeButFail: { times: 1 } });
	const row = await play({ externalKey: signed('1201') });
	expect(row).toMatchObject({ state: 'received', attempts: 1, outages: 0 });
	expect(row.lastError).toContain('on the ticket twice');
	expect(notes('1201')).toHaveLength(1);
});

it('sends nothing where the ledger knows the note, or where the number is none', async () => {
	const known = {
		...note('1201', { marker: '', sections: [] }),
		session: ended() as unknown as Json,
	};
	expect(await ask({ ...known, known: '<a@example.com>' })).toMatchObject({
		...{ outcome: 'there', noteId: '<a@example.com>' },
	});
	expect(await ask(note('12a'))).toMatchObject({ outcome: 'notFound' });
	expect(house.mailDesk.mail.control.mails()).toEqual([]);
});

it('comes out green in the check of a desk, which leaves one note', async () => {
	const end = await house.alex.submit(await house.alex.open(form.url), '1201');
	expect(end.text).toContain('Nothing is wrong with the desk workflow');
	expect(end.text).toContain('It cannot check whether ticket 1201 exists');
	const [one, ...more] = notes('1201');
	expect(more).toEqual([]);
	expect(one.body).not.toMatch(/<(?:script|img|style|b>)/);
	expect(house.mailDesk.control.sentOn).toEqual([]);
});

it('says what to do where the credential is gone', async () => {
	const { api } = house.n8n;
	const { account, settings } = house.mailDesk;
	const smtp = await api.createCredential('smtp', 'gone', account.data);
	const bare = await house.publish('desk-email.json', {
		...{ settings, credentials: { ...house.credentials, smtp } },
	});
	await api.rest('DELETE', `/rest/credentials/${smtp.id}`);
	const answer = await ask(note('1201'), bare);
	expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials' });
	expect(answer.said).toContain('SMTP credential');
});
