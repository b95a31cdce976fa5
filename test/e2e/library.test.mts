import { type Appliance, startAppliance } from '../appliance/server.mts';
import { deriveLinkKey, formatLink } from '../../nodes/shared/session/link';
import { type Credential, eventually } from '../harness/api.mts';
import { type N8n, startN8n } from '../harness/n8n.mts';
import { readTemplate } from '../harness/template.mts';
import { type MailServer, startMail } from '../mail/server.mts';

jest.setTimeout(120_000);

/** The template for n8n's template library, as a stranger imports it: only its credentials are chosen. */
const FILE = 'library/session-notes-by-email.json';

let n8n: N8n;
let appliance: Appliance;
let mail: MailServer;
let workflowId: string;

beforeAll(async () => {
	[appliance, n8n, mail] = await Promise.all([
		startAppliance({ reportLag: 0 }),
		startN8n(),
		startMail(),
	]);
	await n8n.api.setupOwner();
	const account = { host: appliance.url, ...appliance.account };
	const credentials: Record<string, Credential> = {
		smtp: await n8n.api.createCredential('smtp', 'SMTP', mail.account),
		beyondTrustOAuth2Api: await n8n.api.createCredential('beyondTrustOAuth2Api', 'BT', account),
	};
	const { id } = await n8n.api.importTemplate(await readTemplate(FILE), { credentials });
	workflowId = id;
	const linkKey = deriveLinkKey(appliance.account.clientSecret);
	const { control } = appliance;
	const linked = control.startSession({
		customerName: 'Jordan <b>Blake</b>',
		externalKey: formatLink({ kind: 'ticket', system: 'halo', id: '1201' }, linkKey),
	});
	control.chat(linked, 'customer', 'My password is Tr0ub4dor-xk!');
	control.end(linked);
	control.end(control.startSession({ customerName: 'Mina Castell' }));
	const forged = { customerName: 'Eve', externalKey: 'ticket:halo:1201' };
	control.end(control.startSession({ ...forged, representativeId: 14 }));
	await n8n.api.publish(id);
}, 300_000);

afterAll(async () => {
	await Promise.all([n8n?.close(), appliance?.close(), mail?.close()]);
});

const mails = () => mail.control.mails().map(({ parsed }) => parsed);
const withSubject = (start: string) =>
	mails().filter(({ subject = '' }) => subject.startsWith(start));

it('emails each ended session once it is published, with its ticket or with a question', async () => {
	await eventually('three emails', async () => (mails().length >= 3 ? true : undefined), {
		timeout: 90_000,
	});
	expect(mails()).toHaveLength(3);
	const [ticket] = withSubject('Ticket 1201: session with Jordan');
	expect(ticket!.html).toContain('Jordan &lt;b&gt;Blake');
	expect(ticket!.html).not.toContain('Tr0ub4dor-xk!');
	const questions = withSubject('Which ticket? Session with').map(({ subject }) => subject);
	expect(questions.sort()).toEqual([
		'Which ticket? Session with Eve',
		'Which ticket? Session with Mina Castell',
	]);
});

it('emails the week in numbers', async () => {
	const execution = await n8n.api.runWorkflow(workflowId, 'Every Monday morning', 60_000);
	expect(execution.status).toBe('success');
	const [report] = withSubject('Support sessions of the week: 3');
	expect(report!.text!.trim().split('\n')).toEqual([
		...['Sessions: 3', 'Open: 2', ''],
		expect.stringMatching(/^- Alex M\.: sessions 2, minutes \d+, open 1$/),
		expect.stringMatching(/^- Robin K\.: sessions 1, minutes \d+, open 1$/),
	]);
});
