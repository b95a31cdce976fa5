import { connect } from '../../desk/halopsa/client.mts';
import { startDesk } from '../../desk/halopsa/server.mts';
import type { Desk } from '../../desk/halopsa/server.mts';

let desk: Desk;

beforeAll(async () => {
	desk = await startDesk();
});
beforeEach(() => desk.control.reset());
afterAll(async () => await desk.close());

const read = async (path: string) => {
	const response = await fetch(desk.url + path);
	return { status: response.status, headers: response.headers, text: await response.text() };
};
const evil = `</p></pre></textarea><img src=x onerror=alert(1)>"'><script>alert(2)</script>`;
const active = /<img src=x|<script>alert/;

it('the overview shows every ticket and every chat', async () => {
	const { status, text } = await read('/');
	expect(status).toBe(200);
	expect(text.match(/data-test="ticket" data-id="\d+"/g)).toHaveLength(6);
	expect(text.match(/data-test="chat" data-id="\d+"/g)).toHaveLength(3);
	expect(text.match(/data-test="no-actions"/g)).toHaveLength(6);
	expect(text).toContain('Harbour &amp; Sons');
});

it('an action shows who wrote it, its outcome, and whether the customer sees it', async () => {
	const client = await connect(desk);
	const action = { ticket_id: 1201, outcome: 'Remote Session', who_agentid: 23, note: 'Plain' };
	await client.post('/api/Actions', [{ ...action, hiddenfromuser: true, timetaken: 0.2 }]);
	const { text } = await read('/ticket/1201');
	expect(text).toContain('data-test="action-who">Sam Okafor<');
	expect(text).toContain('data-test="action-outcome">Remote Session<');
	expect(text).toContain('data-test="action-visibility">Private<');
	expect(text).toContain('12 min');
	await client.post('/api/Actions', [action]);
	expect((await read('/ticket/1201')).text).toContain('>Visible to the customer<');
});

it('texts are escaped wherever they are shown', async () => {
	const client = await connect(desk);
	const { id } = desk.control.addTicket({ summary: evil, details: evil, user_name: evil });
	const chat = desk.control.addChat({ userName: evil, clientName: evil, ticketId: id });
	desk.control.customerSays(chat.id, evil);
	await client.post('/api/Actions', [{ ticket_id: id, outcome: evil, note: evil }]);
	await client.post('/api/RemoteSession', [{ thirdpartyid: evil, customername: evil }]);
	for (const path of ['/', `/ticket/${id}`, `/chat/${chat.id}`]) {
		const { text } = await read(path);
		expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&gt;');
		expect(text).not.toMatch(active);
	}
});

it('an HTML note stays inside the attribute of a frame that may run no script', async () => {
	const client = await connect(desk);
	const note = { ticket_id: 1201, outcome: 'Remote Session', note_html: `<p>Hi</p>${evil}` };
	await client.post('/api/Actions', [note]);
	const { text, headers } = await read('/');
	expect(text).not.toMatch(active);
	const frame = /<iframe[^>]*data-test="note"[^>]*sandbox="([^"]*)"\s+srcdoc="([^"]*)"/.exec(text);
	expect(frame?.[1]).toBe('allow-same-origin');
	expect(frame?.[2]).toContain('&lt;p&gt;Hi&lt;/p&gt;');
	expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'nonce-/);
});

it('a ticket page shows the chats of the ticket, and a chat page leads back', async () => {
	expect((await read('/ticket/1202')).text).toContain('data-test="chat" data-id="502"');
	expect((await read('/chat/502')).text).toContain('href="/ticket/1202"');
});

it.each(['/ticket/9', '/chat/9', '/elsewhere'])('%s is a page that says so', async (path) => {
	const { status, text } = await read(path);
	expect(status).toBe(404);
	expect(text).toContain('data-test="not-found"');
});

it('the revision changes with every write, so that the page refreshes', async () => {
	const revision = async () =>
		(await (await fetch(`${desk.url}/control/revision`)).json()).revision;
	const before = await revision();
	expect(await revision()).toBe(before);
	desk.control.customerSays(501, 'Still there?');
	expect(await revision()).toBeGreaterThan(before);
});
