import { type MailServer, startMail } from '../../mail/server.mts';
import { type SimulatedDesk, start } from '../chassis/desk.mts';
import { ticketPages } from '../chassis/pages.mts';
import { Refusal } from '../chassis/refusal.mts';
import { EmailControl, type MailboxSettings } from './control.mts';

export interface DeskOptions extends Partial<MailboxSettings> {
	/** Of its pages; 0, the default, takes a free one. */
	port?: number;
	/** Of its mail server; as `port`. */
	mailPort?: number;
	now?: () => Date;
}

export type EmailDesk = SimulatedDesk<EmailControl> & { mail: MailServer };

/** The mailbox that it reads, and who writes to it. */
export const MAILBOX = 'service-desk@desk.example';
export const SENDER = 'remote-support@desk.example';

/** Starts a desk on loopback that has nothing but a mailbox, with a real mail server, and pages for people. */
export async function startDesk(options: DeskOptions = {}): Promise<EmailDesk> {
	const { port, mailPort, now = () => new Date(), ...rest } = options;
	const control = new EmailControl(
		{
			...{ part: 'html', cutsQuotes: false, obeys: false, isInternal: true },
			...{ dropsDuplicates: true, agents: [SENDER], ...rest },
		},
		now,
	);
	const mail = await startMail({
		port: mailPort,
		login: control.login,
		onMail: (one) => control.take(one),
	});
	control.mail = mail;
	const account = { type: 'smtp', data: { ...mail.account } };
	const desk = await start(
		{
			...{ name: 'Desk by Email', control, now },
			isWire: () => false,
			answer() {
				throw new Refusal(404, 'not_found', 'This desk has no API.');
			},
			page: (call) => ticketPages({ revision: control.revision, tickets: control.shown() }, call),
			failure: (status, message) => ({ status, body: { error: 'server_error', message } }),
			account: () => account,
			settings: (url) => ({
				...{
					to: MAILBOX,
					from: `Remote support <${SENDER}>`,
					subject: '[#{ticket}] Remote session',
				},
				...{ ticketPattern: '1234', mailsBecomeInternalNotes: 'true', system: 'email' },
				...{ address: url, ticketPage: '/ticket/' },
			}),
			pageOf: (number) => `/ticket/${number}`,
		},
		port,
	);
	const close = async () => {
		await Promise.all([desk.close(), mail.close()]);
	};
	return { ...desk, mail, close };
}
