import type { Json } from '../harness/api.mts';
import { Visitor } from '../harness/visitor.mts';
import type { Broken } from './anyDesk.mts';
import { askDesk } from './askDesk.mts';
import type { Published } from './house.mts';
import { ownDesk } from './ownDesk.mts';
import { PeopleHouse, withPath } from './peopleHouse.mts';

jest.setTimeout(180_000);

const house = new PeopleHouse();
let form: Published;
let halo: Published;

beforeAll(async () => {
	await house.start();
	halo = await house.publish('desk-halopsa.json', { settings: { address: house.desk.url } });
	form = await house.publish('check-desk.json', {
		parameters: { 'When the form is sent': withPath },
	});
}, 300_000);

afterAll(async () => {
	await house.close();
});

beforeEach(async () => {
	house.any.reset();
	house.any.agents = [agent('21', 'Alex Morgan'), agent('22', 'Robin Keller')];
	house.desk.control.reset();
	await choose(house.deskWorkflow);
});

const agent = (id: string, name: string): Json => ({ id, name, email: null, enabled: true });
const choose = async ({ workflowId }: Published) => await house.set({ deskWorkflow: workflowId });

/** The last page, and its table: what, whether, why. */
async function check(ticket = '1201', who = house.alex) {
	const end = await who.submit(await who.open(form.url), ticket);
	const cells = (row: string) =>
		[...row.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, cell]) => cell.replace(/<[^>]*>/g, ''));
	const rows = [...end.html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) => cells(row));
	const which = (sign: string) =>
		rows.filter(([, holds]) => holds?.startsWith(sign)).map(([what]) => what);
	return { end, yes: which('✓'), no: which('✗'), look: which('→'), none: which('–') };
}

const ALL = [
	'It says what it is and what it can do',
	'It names the agents',
	'It knows the ticket',
	'It knows it with # in front',
	'It knows it with spaces and zeros',
	'It says that there is no such ticket',
	'It finds the ticket among the newest',
	'It returns no more tickets than asked for',
	'It writes a private note',
	"It writes in the agent's name",
	'It writes the same note only once',
	'It says that there is no ticket to write on',
];
const INERT = 'The note is shown inert and to agents only';
const OTHERS = ['postToChat', 'createTicket', 'setStatus', 'addTime'];

it('finds nothing wrong with the desk workflow for HaloPSA, and leaves one private note', async () => {
	await choose(halo);
	const { end, yes, no, look } = await check();
	expect(no).toEqual([]);
	expect(end.text).toContain('Nothing is wrong with the desk workflow');
	expect(yes.map(plain)).toEqual(ALL);
	expect(look).toEqual([INERT, ...OTHERS]);
	expect(end.html).toContain(`href="${house.desk.url}/ticket?id=1201"`);
	const [action, ...more] = house.desk.control.actions(1201);
	expect(more).toEqual([]);
	expect(action).toMatchObject({ who: 'Alex Morgan', hiddenfromuser: true, sendemail: false });
	expect(action.note_html).toContain('&lt;script&gt;');
	expect(action.note_html).not.toMatch(/<(?:script|img|style|b>)/);
});

/** n8n writes quotes in its own way. */
const plain = (text: string) => text.replace(/&#(?:39|x27);/g, "'").replace(/&quot;/g, '"');

it('finds nothing wrong with a desk that no template knows', async () => {
	const { yes, no, look, none } = await check(' #1201 ', house.robin);
	expect([yes.map(plain), no, look, none]).toEqual([ALL, [], [INERT], OTHERS]);
	expect(house.any.on(1201)).toMatchObject([{ by: { agentId: '22' } }]);
});

it('accepts a desk workflow that is built in the editor as the docs say', async () => {
	const { api } = house.n8n;
	const { id } = await api.createWorkflow(ownDesk(house.desk.url, house.credentials));
	await api.publish(id);
	await choose({ workflowId: id, url: '' });
	const { end, no, none } = await check();
	expect([no, end.text]).toEqual([[], expect.stringContaining('Nothing is wrong')]);
	expect(none.map(plain)).toEqual([ALL[1], ALL[9], ...OTHERS]);
	expect(house.desk.control.actions(1201)).toMatchObject([{ hiddenfromuser: true }]);

	const plainNote = { audience: 'internal', text: 'Sent to <b>you</b>', marker: 'Invite 1 · abc' };
	const asked = { operation: 'putNote', session: null, note: plainNote };
	const put = { ...asked, target: { kind: 'ticket', id: '1202' } };
	expect(await askDesk(api, id, put)).toMatchObject({ outcome: 'written', noteId: '1' });
	expect(await askDesk(api, id, put)).toMatchObject({ outcome: 'there', noteId: '1' });
	expect(house.desk.control.actions(1202)[0].note).toContain('Sent to <b>you</b>');
	house.desk.control.setFaults({ offline: 'unavailable' });
	expect(await askDesk(api, id, put)).toMatchObject({ contract: 1, outcome: 'later' });
	house.desk.control.clearFaults();
});

it.each<[Broken, string, RegExp, number?]>([
	['noContract', ALL[0], /has no field 'contract'\. Make it put contract: 1/],
	['otherContract', ALL[0], /with version '2' of the contract/],
	['nothing', ALL[0], /It returned nothing\. Make sure that each of its branches/],
	['twoItems', ALL[0], /It returned 2 items\. Make its last node return one/],
	['fails', ALL[0], /It failed: .*Look at its last execution in n8n\./],
	['agentsWithoutIds', ALL[1], /Entry 1 of 'agents' is not as agreed on: 'id' must be a text/],
	['noLimit', ALL[7], /Asked for 1 ticket, it returned 4\. Make it respect 'limit'/],
	['unknownOutcome', ALL[8], /the outcome 'done'\. The templates know: written/, 2],
	['otherTicket', ALL[8], /write on ticket 1201, but answered with ticketId '1202'/, 2],
	['writesAgain', ALL[10], /It wrote a second note on ticket 1201\. Before it writes/],
])(
	'says in a sentence what is wrong with a desk workflow: %s',
	async (broken, what, sentence, count = 1) => {
		house.any.broken = broken;
		const { end, no } = await check();
		expect(plain(no[0])).toBe(what);
		expect(no).toHaveLength(count);
		expect(end.text).toMatch(sentence);
		expect(end.text).toMatch(new RegExp(`Wrong with the desk workflow: ${count} `));
	},
);

it('says what to do where no ticket has the number, where none is given, and where no desk is chosen', async () => {
	expect((await check('4711')).end.text).toMatch(/It found no ticket 4711\. Enter a number/);
	expect((await check('../1')).end.text).toContain(
		"'Ticket number': It is missing, or not a number",
	);
	expect(house.any.notes).toEqual([]);
	await house.set({ deskWorkflow: '' });
	expect((await check()).end.text).toContain('No desk workflow is chosen.');
	await house.set({ deskWorkflow: 'no-such-workflow' });
	expect((await check()).end.text).toMatch(/It failed: .*Look at its last execution/);
});

it('shows the login page to strangers, and refuses what they send', async () => {
	const stranger = new Visitor(null);
	const door = await stranger.open(form.url);
	expect(new URL(door.url).pathname).toMatch(/^\/(signin|oauth\/consent)/);
	expect(door.html).not.toContain('Check the desk workflow');
	const forced = await stranger.send({ ...door, url: form.url }, { 'field-0': '1201' });
	expect(forced.status).toBe(401);
	expect(house.any.asked).toEqual([]);
});
