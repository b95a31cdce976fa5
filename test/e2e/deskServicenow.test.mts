/** Longer than most: all its tests share one n8n, which takes a minute to start. */

import { askDesk } from './askDesk.mts';
import { DESKS } from '../desk/desks.mts';
import type { Control } from '../desk/servicenow/control.mts';
import type { ServiceNowDesk } from '../desk/servicenow/server.mts';
import { CALL_SECRET, DeskHouse } from './desks/house.mts';
import type { Published } from './house.mts';
import type { Json } from '../harness/api.mts';

jest.setTimeout(120_000);

/** Only what speaks to the desk: its workflow, in a real n8n. */
class ServiceNowHouse extends DeskHouse {
	override async start(): Promise<void> {
		this.at = await this.given.start();
		await this.begins({});
		this.deskWorkflow = await this.publishDesk();
	}

	override async close(): Promise<void> {
		await Promise.all([this.at?.close(), this.n8n?.close()]);
		await Promise.all([this.appliance?.close(), this.desk?.close(), this.mail?.close()]);
	}

	protected override async publishDesk(): Promise<Published> {
		return await this.deskWith('oAuth2Api', this.at.account.data as Json);
	}

	/** The desk workflow with a credential of some type, chosen as the docs say. */
	async deskWith(type: string, data: Json, settings: Json = {}): Promise<Published> {
		const { api } = this.n8n;
		const account = await api.createCredential(type, `The desk's ${type}`, data);
		const calls = await api.createCredential('beyondTrustDeskWebhookApi', 'Calls', {
			secret: CALL_SECRET,
		});
		const chosen = { genericAuthType: type };
		return await this.publish('desk-servicenow.json', {
			settings: { ...this.at.settings, ...settings },
			credentials: { ...this.credentials, [type]: account, beyondTrustDeskWebhookApi: calls },
			parameters: { 'Ask ServiceNow': chosen, 'Tell ServiceNow': chosen },
			nodeCredentials: {
				'Ask ServiceNow': { [type]: account },
				'Tell ServiceNow': { [type]: account },
			},
		});
	}
}

const house = new ServiceNowHouse(DESKS.servicenow);
let control: Control;

beforeAll(async () => {
	await house.start();
	control = house.at.control as Control;
}, 300_000);

afterAll(async () => {
	await house.close();
});

beforeEach(() => {
	control.reset();
});

const ask = async (asked: Json, desk = house.deskWorkflow) =>
	await askDesk(house.n8n.api, desk.workflowId, asked);

const FIRST = 'INC0001201';
/** A note without a session. */
const says = (text: string, more: Json = {}): Json => ({
	...{ operation: 'putNote', session: null, target: { kind: 'ticket', id: FIRST } },
	note: { audience: 'internal', sections: [], postscript: '', text, marker: 'Invite 1 · abcdefgh' },
	author: { agentId: null, names: ['Alex Morgan'], email: null },
	...more,
});
/** The note of a session in which somebody said something. */
const tells = (text: string, more: Json = {}): Json => ({
	...says('', more),
	session: {
		...{ sessionId: 'a'.repeat(32), type: 'support', complete: true, state: 'ended' },
		...{ startedAt: '2026-11-26T10:00:00.000Z', endedAt: '2026-11-26T10:05:00.000Z' },
		customer: { name: 'Jordan [code]<b>Blake</b>[/code]', company: 'Northwind Studio' },
		representatives: [],
		transcript: [
			{
				at: '2026-11-26T10:01:00.000Z',
				from: { type: 'customer', name: 'Jordan Blake', participant: '1' },
				to: null,
				text,
			},
		],
	},
	note: { audience: 'internal', sections: [], postscript: '', marker: '' },
});

it('does what it says it can, once, also where an answer was lost', async () => {
	expect(await ask({ operation: 'describe' })).toMatchObject({
		...{ desk: 'ServiceNow', system: 'servicenow', noteFormat: 'text', canWriteAs: false },
	});
	for (const ticket of [FIRST, ` #${FIRST.toLowerCase()} `, `[${FIRST}]`, '1201']) {
		expect(await ask({ operation: 'getTicket', ticket })).toMatchObject({ ticket: { id: FIRST } });
	}
	const { tickets } = await ask({ operation: 'findTickets', text: 'Blake' });
	expect((tickets as Json[]).map(({ id }) => id)).toEqual([FIRST]);
	const { agents } = await ask({ operation: 'findAgents' });
	expect(agents).toContainEqual(expect.objectContaining({ name: 'Alex Morgan', enabled: true }));
	control.setFaults({ storeButFail: { times: 1, how: 'destroy' } });
	expect(await ask(says('Sent'))).toMatchObject({ outcome: 'later', errorKind: 'unreachable' });
	expect(await ask(says('Sent'))).toMatchObject({ outcome: 'there', noteId: 'abcdefgh' });
	expect(control.notes(FIRST)).toMatchObject([{ isPrivate: true, author: 'Desk API' }]);
	const create = { summary: 'VPN', text: 'It is slow', customer: { name: 'Jo' }, key: 'a1' };
	expect(await ask({ operation: 'createTicket', create })).toMatchObject({
		...{ outcome: 'created', ticketId: 'INC0001207' },
	});
	expect(await ask({ operation: 'createTicket', create })).toMatchObject({ outcome: 'there' });
	const status = { to: 'resolved', text: 'Fixed' };
	const resolve = { operation: 'setStatus', ticket: 'INC0001207', status };
	expect(await ask(resolve)).toMatchObject({ outcome: 'set' });
	expect(await ask(resolve)).toMatchObject({ outcome: 'there' });
	const time = { operation: 'addTime', ticket: FIRST, minutes: 5, note: { marker: 'Time 1' } };
	expect(await ask(time)).toMatchObject({ outcome: 'unsupported' });
});

it('has no mark-up of the desk in the note of a session, at its first line nor below', async () => {
	const evil = '[code]<img src=x onerror=alert(1)>[/code] @[Alex Morgan] ^ORactive=true';
	const answer = await ask(tells(evil));
	expect(answer).toMatchObject({ outcome: 'written', ticketId: FIRST });
	expect(await ask(tells(evil))).toMatchObject({ outcome: 'there', noteId: answer.noteId });
	const [{ body, isPrivate }, ...more] = control.notes(FIRST);
	expect([isPrivate, more]).toEqual([true, []]);
	expect(body).toMatch(/^BeyondTrust session a{32} · [a-z2-7]{8}\n/);
	expect(body.replace(/\u200b/g, '')).not.toMatch(/\[\/?code|@\[/i);
	expect(body).toContain('onerror=alert(1)');
});

it('keeps a long note within the limit, with its marker, and finds it again', async () => {
	const long = tells('It is still broken. '.repeat(900));
	expect(await ask(long)).toMatchObject({ outcome: 'written' });
	expect(await ask(long)).toMatchObject({ outcome: 'there' });
	expect(control.notes(FIRST)[0].body.length).toBeLessThanOrEqual(3900);
});

it.each([
	['leaks', 'showed the note to the customer'],
	['refused', "It needs the role 'itil'"],
	['unreadable', 'does not show the work notes'],
	['ignored', 'wrote nothing'],
] as const)('does not tell as written a note that is %s', async (workNotes, said) => {
	control.setSettings({ workNotes });
	const answer = await ask(says('Sent'));
	expect(answer).toMatchObject({ outcome: 'refused' });
	expect(answer.said).toContain(said);
});

it('says what became of records that are closed, deleted, hidden or of another table', async () => {
	control.remove('INC0001203');
	control.hide('INC0001204');
	for (const id of ['INC0001203', 'INC0001204', 'INC0009999', 'RITM0001201']) {
		const answer = await ask(says('Sent', { target: { kind: 'ticket', id } }));
		expect(answer).toMatchObject({ outcome: 'notFound', ticketId: id });
		expect(answer.said).toContain('or does not show it');
	}
	const closed = { target: { kind: 'ticket', id: 'INC0001206' } };
	expect(await ask(says('Sent', closed))).toMatchObject({ outcome: 'written' });
	control.setSettings({ closedIsFinal: true });
	const other = { ...closed, note: { ...(says('x').note as Json), marker: 'Invite 2 · bcdefgha' } };
	expect(await ask(says('Sent', other))).toMatchObject({ outcome: 'refused', status: 403 });
});

it('waits as long as it is told to in the middle of ten notes, and not for half an hour', async () => {
	control.setSettings({ requestsLeft: 11, retryAfter: 1 });
	const notes = Array.from({ length: 10 }, (_, index) =>
		says(`Note ${index}`, {
			note: {
				...(says(`Note ${index}`).note as Json),
				marker: `Invite ${index} · abcdefg${'abcdefghij'[index]}`,
			},
		}),
	);
	for (const note of notes) expect(await ask(note)).toMatchObject({ outcome: 'written' });
	expect(control.notes(FIRST)).toHaveLength(10);
	control.setSettings({ requestsLeft: 0, retryAfter: 1740 });
	expect(await ask(notes[0])).toMatchObject({ outcome: 'later', errorKind: 'throttled' });
});

it.each([
	[200, 'unreadable', 'Instances do this while they hibernate'],
	[503, 'unavailable', 'HTTP 503'],
] as const)('tells an instance that sleeps (HTTP %i) as %s', async (asleep, errorKind, said) => {
	// The login sleeps, too, unless n8n has a token.
	await ask({ operation: 'getTicket', ticket: FIRST });
	control.setSettings({ asleep });
	const answer = await ask({ operation: 'getTicket', ticket: FIRST });
	expect(answer).toMatchObject({ outcome: 'later', errorKind });
	expect(answer.said).toContain(said);
});

it('renews a token that has expired, and says what to check where the login is wrong', async () => {
	await ask({ operation: 'getTicket', ticket: FIRST });
	control.revoke();
	expect(await ask(says('Sent'))).toMatchObject({ outcome: 'written' });
	const { login } = house.at as ServiceNowDesk;
	const wrong = { ...house.at.account.data, clientSecret: 'wrong' };
	const bad = await house.deskWith('oAuth2Api', wrong);
	const answer = await ask({ operation: 'getTicket', ticket: FIRST }, bad);
	expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials' });
	const { user, password } = login;
	const basic = await house.deskWith('httpBasicAuth', { user, password });
	const blocked = await ask({ operation: 'getTicket', ticket: FIRST }, basic);
	expect(blocked).toMatchObject({ outcome: 'later', errorKind: 'credentials', status: 401 });
	expect(blocked.said).toContain('Many instances refuse Basic Auth');
	control.reset();
	control.setSettings({ basic: true });
	expect(await ask(says('Sent'), basic)).toMatchObject({ outcome: 'written' });
	for (const one of [answer, blocked]) {
		expect(JSON.stringify(one)).not.toMatch(/servicenow-(?:secret|password)|wrong/);
	}
});

it('writes time in the name of an agent where Settings say so, and not of one who left', async () => {
	const timed = await house.deskWith('oAuth2Api', house.at.account.data as Json, {
		timeTable: 'task_time_worked',
	});
	const email = 'alex.morgan@desk.example';
	const time = {
		...{ operation: 'addTime', ticket: FIRST, minutes: 25, at: '2026-11-26T10:00:00.000Z' },
		...{ author: { names: [], email }, note: { text: 'Remote', marker: 'Time 1 · abcdefgh' } },
	};
	expect(await ask(time, timed)).toMatchObject({ outcome: 'added', minutes: 25, said: null });
	expect(await ask(time, timed)).toMatchObject({ outcome: 'there' });
	control.leaves('Alex Morgan');
	const more = { ...time, note: { text: 'Remote', marker: 'Time 2 · abcdefgh' } };
	expect(await ask(more, timed)).toMatchObject({ outcome: 'added', writtenAs: null });
	expect(control.times().map(({ user }) => user)).toEqual([control.userId(email), '']);
});

it('believes a call of the business rule by its secret only, an old one like a new one', async () => {
	const read = async (secret: string) =>
		await ask({ operation: 'readEvent', event: control.newTicketCall(FIRST, { secret }) });
	const forged = await read('x'.repeat(40));
	expect(forged).toMatchObject({ outcome: 'refused', status: 401 });
	expect(forged).not.toHaveProperty('ticket');
	// The call has no time that is signed: what it leads to has to happen once, whoever repeats it.
	for (let time = 0; time < 2; time += 1) {
		expect(await read(CALL_SECRET)).toMatchObject({ outcome: 'newTicket', ticket: { id: FIRST } });
	}
});

it('asked nothing but what the reference knows', () => {
	const { valid, invalid } = control.checked;
	process.stdout.write(
		`desk-servicenow: ${valid} exchanges as in the reference, ${invalid.length} not\n`,
	);
	expect(invalid).toEqual([]);
	expect(valid).toBeGreaterThan(80);
});
