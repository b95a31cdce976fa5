import { createTransport } from 'nodemailer';

import { type EmailDesk, MAILBOX, SENDER, startDesk } from '../../desk/email/server.mts';

let desk: EmailDesk;

beforeAll(async () => {
	desk = await startDesk();
});
beforeEach(() => {
	desk.control.reset();
});
afterAll(async () => {
	await desk.close();
});

/** Sends an email as n8n's node does. */
async function send(mail: object = {}) {
	const { host, port, user, password } = desk.mail.account;
	const transport = createTransport({
		...{ host, port, secure: false, ignoreTLS: true, auth: { user, pass: password } },
	});
	return await transport.sendMail({
		...{ from: `Remote support <${SENDER}>`, to: MAILBOX, subject: '[#1201] Remote session' },
		...{ text: 'Words', html: '<p>Words</p>', ...mail },
	});
}
const refusal = async (mail?: object) =>
	await send(mail).then(
		() => '',
		(error: Error) => error.message,
	);

it('keeps a mail of an agent as an internal note on the ticket that its subject names', async () => {
	const { messageId } = await send({ subject: 'Re: [#0001201] Remote session' });
	expect(desk.control.notes('1201')).toMatchObject([
		{ id: messageId, body: '<p>Words</p>', isPrivate: true, author: 'Remote support' },
	]);
	expect(desk.control.sentOn).toEqual([]);
	expect(desk.control.checked.invalid).toEqual([]);
});

it('sends it on to the customer where the mailbox makes no internal notes', async () => {
	desk.control.setSettings({ isInternal: false });
	await send();
	expect(desk.control.notes('1201')).toMatchObject([{ isPrivate: false }]);
	expect(desk.control.sentOn).toEqual([
		{ to: 'jordan.blake@customer.example', body: '<p>Words</p>' },
	]);
});

it('takes a mail of somebody else for words of the customer, and opens a closed ticket again', async () => {
	desk.control.closeTicket('1201');
	await send({ from: 'jordan.blake@customer.example' });
	expect(desk.control.notes('1201')).toMatchObject([{ isPrivate: false }]);
	expect(desk.control.state()).toMatchObject({
		tickets: [{ isClosed: false }, {}, {}, {}, {}, {}],
	});
});

it('opens a ticket for a mail without a number, or with one that nobody has', async () => {
	await send({ subject: 'Hello' });
	await send({ subject: '[#999999999] Hello' });
	expect([desk.control.notes('1207'), desk.control.notes('1208')]).toHaveLength(2);
	expect(() => desk.control.notes('1209')).toThrow('no ticket 1209');
});

it('drops a mail whose Message-ID came before, where it is told to', async () => {
	const mail = { messageId: '<the-same@example.com>' };
	await send(mail);
	await send(mail);
	expect(desk.control.notes('1201')).toHaveLength(1);
	desk.control.setSettings({ dropsDuplicates: false });
	await send(mail);
	expect(desk.control.notes('1201')).toHaveLength(2);
});

it('reads the plain part, obeys and cuts, where it is told to', async () => {
	desk.control.setSettings({ part: 'text', obeys: true, cutsQuotes: true });
	await send({ text: 'One\n#close\nTwo\nOn Monday, Alex Morgan wrote:\nThree' });
	expect(desk.control.notes('1201')[0].body).toBe('One\n#close\nTwo');
	expect(desk.control.obeyed).toEqual(['close']);
});

it('finds fault with what is no such mail', async () => {
	await send({ html: undefined, cc: 'somebody@example.com' });
	expect(desk.control.checked.invalid.join()).toMatch(/cc.*content-type|content-type.*cc/);
	desk.control.checked.clear();
});

it('fails as mail servers do', async () => {
	const { control } = desk;
	control.setFaults({ answerNext: { times: 1, status: 429 } });
	expect(await refusal()).toMatch(/^Message failed: 451/);
	control.setFaults({ answerNext: { times: 1, status: 403 } });
	expect(await refusal()).toMatch(/^Message failed: 554/);
	control.clearFaults();
	control.setFaults({ offline: 'unavailable' });
	expect(await refusal()).toMatch(/: 421 /);
	control.setFaults({ offline: 'destroy' });
	expect(await refusal()).toMatch(/ECONNREFUSED|closed/);
	control.clearFaults();
	expect(control.notes('1201')).toEqual([]);
	control.setFaults({ storeButFail: { times: 1 } });
	expect(await refusal()).toMatch(/closed|ECONNRESET/);
	expect(control.notes('1201')).toHaveLength(1);
	control.revoke();
	expect(await refusal()).toMatch(/^Invalid login: 535/);
});

it('shows tickets on pages', async () => {
	await send({ html: '<p>Words<script>alert(1)</script></p>' });
	const page = await (await fetch(desk.url + desk.pageOf('1201'))).text();
	expect(page).toContain('Private');
	expect(page).not.toContain('alert(1)');
	expect((await fetch(`${desk.url}/ticket/9`)).status).toBe(404);
});
