import net from 'node:net';

import { type MailServer, startMail } from '../../mail/server.mts';

let mail: MailServer;

beforeAll(async () => {
	mail = await startMail();
});

afterAll(async () => {
	await mail.close();
});

beforeEach(async () => {
	await mail.control.reset();
});

const source = [
	'From: Service Desk <desk@example.com>',
	'To: jordan.blake@customer.example',
	'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
	'MIME-Version: 1.0',
	'Content-Type: multipart/alternative; boundary=part',
	'',
	'--part',
	'Content-Type: text/plain; charset=utf-8',
	'',
	'Plain words.',
	'--part',
	'Content-Type: text/html; charset=utf-8',
	'',
	'<p>Words.</p>',
	'--part--',
].join('\r\n');

/** Speaks SMTP step by step, as an email program does. @returns the answer to each step, `closed` where there was none */
async function speak(steps: string[]): Promise<string[]> {
	const socket = net.connect(mail.port, mail.host);
	const answers: string[] = [];
	return await new Promise((resolve) => {
		const end = (last?: string) => {
			if (last) answers.push(last);
			socket.destroy();
			resolve(answers);
		};
		socket.on('error', () => undefined);
		socket.on('close', () => end(answers.length <= steps.length ? 'closed' : undefined));
		socket.on('data', (data) => {
			const answer = data.toString().trim().split('\r\n').at(-1)!;
			answers.push(answer.slice(0, 3));
			const next = steps[answers.length - 1];
			if (next === undefined) end();
			else socket.write(`${next}\r\n`);
		});
	});
}

const send = (to = 'jordan.blake@customer.example') =>
	speak(['EHLO test', 'MAIL FROM:<desk@example.com>', `RCPT TO:<${to}>`, 'DATA', `${source}\r\n.`]);

it('keeps the raw source and the parts of a mail', async () => {
	expect(await send()).toEqual(['220', '250', '250', '250', '354', '250']);
	const [kept, ...more] = mail.control.mails();
	expect(more).toEqual([]);
	expect(kept).toMatchObject({
		from: 'desk@example.com',
		to: ['jordan.blake@customer.example'],
	});
	expect(kept.raw.trim()).toBe(source);
	expect(kept.parsed.subject).toBe('Grüße');
	expect(kept.parsed.text).toContain('Plain words.');
	expect(kept.parsed.html).toContain('<p>Words.</p>');
	expect(mail.control.counters()).toMatchObject({ connections: 1, accepted: 1 });
});

it('refuses the recipients it was told to refuse', async () => {
	mail.control.setFaults({ refuseRecipient: /blake/ });
	expect(await send()).toContain('550');
	expect(mail.control.mails()).toEqual([]);
	expect(mail.control.counters().refused).toBe(1);
	expect(await send('mina@customer.example')).not.toContain('550');
});

it('refuses a mail after it was read, once', async () => {
	mail.control.setFaults({ refuseData: 1 });
	expect((await send()).at(-1)).toBe('554');
	expect((await send()).at(-1)).toBe('250');
	expect(mail.control.mails()).toHaveLength(1);
});

it('cuts the connection in the middle of a mail, and keeps nothing of it', async () => {
	mail.control.setFaults({ dropInData: 1 });
	expect((await send()).at(-1)).toBe('closed');
	expect(mail.control.mails()).toEqual([]);
	expect((await send()).at(-1)).toBe('250');
	expect(mail.control.counters()).toMatchObject({ dropped: 1, accepted: 1 });
});

it('answers late', async () => {
	mail.control.setFaults({ slowMs: 200 });
	const begun = Date.now();
	expect((await send()).at(-1)).toBe('250');
	expect(Date.now() - begun).toBeGreaterThanOrEqual(195);
});

it('goes off and comes back at the same port', async () => {
	await mail.control.offline();
	expect(await send()).toEqual(['closed']);
	await mail.control.online();
	expect((await send()).at(-1)).toBe('250');
});

it('ends before it takes one mail more than it was told, and is itself again when it is back', async () => {
	mail.control.setFaults({ endAfter: 2 });
	expect((await send()).at(-1)).toBe('250');
	expect((await send()).at(-1)).toBe('250');
	expect((await send()).at(-1)).toBe('closed');
	expect(await send()).toEqual(['closed']);
	expect(mail.control.mails()).toHaveLength(2);
	await mail.control.online();
	expect((await send()).at(-1)).toBe('250');
});
