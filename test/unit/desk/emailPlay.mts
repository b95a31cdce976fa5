import type { Asked } from '../../../nodes/shared/desk/contract';
import { email } from '../../../nodes/shared/desk/email';
import type { EmailSettings } from '../../../nodes/shared/desk/email/mail';
import { begin, type DeskState, goOn, type Next } from '../../../nodes/shared/desk/machine';
import { MARKER } from './play.mts';

export type Step = Next<DeskState<EmailSettings>>;

export const settings: EmailSettings = {
	...{ to: 'service-desk@example.com', from: 'Remote support <remote-support@example.com>' },
	...{ subject: '[#{ticket}] Remote session', ticketPattern: '1234', system: 'Email' },
	...{ mailsBecomeInternalNotes: true, address: 'https://desk.example.com/', ticketPage: '/t/' },
};

/** What n8n's Send Email gives for an email that was taken. */
export const taken = {
	...{ accepted: [settings.to], rejected: [], response: '250 OK', messageId: '<a-1@example.com>' },
};

/** The first step; each state goes through JSON, as between the nodes of a canvas. */
export const start = (asked: unknown, on: object = {}): Step =>
	begin(email, asked as Asked, { ...settings, ...on });
export const then = (step: Step, answered: unknown): Step =>
	goOn(
		email,
		JSON.parse(JSON.stringify(step.state)) as DeskState<EmailSettings>,
		answered as object,
	);

export const html = `<h3>${MARKER}</h3>`;

/** From the beginning to the mail. */
export function mailFor(asked: unknown, on: object = {}, body = html): Step {
	const first = start(asked, on);
	return first.goes === 'render' ? then(first, { note: { body, marker: MARKER } }) : first;
}
