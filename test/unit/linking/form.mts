import { answer, YES } from '../../../nodes/shared/linking/answer';
import { page, type Shown, type ToShow } from '../../../nodes/shared/linking/page';
import { ACTIONS } from '../../../nodes/shared/linking/state';
import { ago, NOW, settings as defaults } from '../ledger/ended.mts';

export { ago, NOW };

export const settings = { ...defaults, deskWorkflow: 'the desk' };

export const sessionId = (number: number) => number.toString(16).padStart(32, '0');

/** A row of the ledger as a store gives it. */
export const row = (number: number, more: object = {}) => ({
	id: number,
	key: sessionId(number),
	sessionId: sessionId(number),
	applianceId: 'A',
	state: 'unlinked',
	reason: 'no-link',
	linkKind: 'none',
	name: `Session ${number}`,
	customer: 'Jordan Blake',
	company: 'Northwind Studio',
	representative: 'Alex Morgan',
	firstLine: 'The printer is blank.',
	startedAt: ago(60 + number),
	endedAt: ago(50 + number),
	durationSeconds: 600,
	attempts: 1,
	claim: 1,
	createdAt: ago(50),
	updatedAt: ago(40),
	...more,
});

/** The same, on a ticket by its own link. */
export const onTicket = (number: number, ticket: string, more: object = {}) =>
	row(number, {
		state: 'written',
		reason: null,
		linkKind: 'ticket',
		linkSystem: 'halo',
		linkId: ticket,
		noteHash: 'h',
		lateHash: 'h',
		...more,
	});

export const technicians = [
	{
		id: 1,
		representativeId: '11',
		privateName: 'Alex Morgan',
		agentName: 'Alex Morgan',
		email: 'Alex@example.com',
		agentId: '21',
		enabled: true,
	},
	{ id: 2, privateName: 'Robin Keller', email: 'robin@example.com', agentId: '22', enabled: true },
	{ id: 3, privateName: 'Kim Sato', email: 'kim@example.com', agentId: '23', enabled: false },
];

export const user = (name: string, id = name) => ({
	id,
	email: `${name}@example.com`,
	firstName: name,
	lastName: '',
});

export const ticket = (id: number, more: object = {}) => ({
	id,
	summary: `Ticket ${id}`,
	status: 'New',
	closed: false,
	customer: {
		id: 5,
		name: 'Jordan Blake',
		email: 'jordan@example.com',
		company: 'Northwind Studio',
	},
	technician: null,
	device: null,
	openedAt: ago(90),
	touchedAt: ago(30),
	url: `https://desk.example.com/ticket/${id}`,
	openChatId: null,
	...more,
});

let sent = 0;

/** A page that was sent, by this login. */
export const submitted = (fields: object, by: unknown = user('alex')) => ({
	...fields,
	submittedAt: `2026-11-23T10:00:${String(sent++ % 60).padStart(2, '0')}.${String(sent).padStart(3, '0')}Z`,
	formMode: 'production',
	...(by === null ? {} : { user: by }),
});

export const answered = (fields: object, state: unknown, more: object = {}) =>
	answer({ submitted: fields, state, technicians, settings, timezone: 'UTC', now: NOW, ...more });

export const shown = (state: unknown, found: unknown[], more: Partial<ToShow> = {}): Shown =>
	page({ state, found, theirs: [], reports: [], technicians, settings, timezone: 'UTC', ...more });

/** The form's fields as n8n reads them. */
export const fieldsOf = ({ fields }: Shown) =>
	JSON.parse(fields) as Array<{
		fieldName: string;
		fieldType: string;
		html?: string;
		defaultValue?: string;
		fieldOptions?: { values: Array<{ option: string }> };
	}>;

export const optionsOf = (shownPage: Shown, name: string) =>
	fieldsOf(shownPage)
		.find(({ fieldName }) => fieldName === name)
		?.fieldOptions?.values.map(({ option }) => option) ?? [];

/** The first page, sent. */
export const opened = (
	action: keyof typeof ACTIONS,
	by: unknown = user('alex'),
	more: object = {},
) => answered(submitted({ action: ACTIONS[action], ...more }, by), {});

/** From the first page to the one with the ticket, or with the review where no ticket is asked for. */
export function chosen(action: keyof typeof ACTIONS, rows: unknown[], by: unknown = user('alex')) {
	const sessions = shown(opened(action, by).state, rows);
	const labels = optionsOf(sessions, 'sessions');
	return answered(submitted({ sessions: labels, who: 'Alex Morgan' }, by), sessions.state);
}

/** The page that shows what will be written. */
export function reviewed(
	action: keyof typeof ACTIONS,
	rows: unknown[],
	found: unknown = ticket(1201),
	by: unknown = user('alex'),
): Shown {
	const next = chosen(action, rows, by);
	if (action === 'unlink') return shown(next.state, []);
	const asked = shown(next.state, [{ contract: 1, tickets: [found] }]);
	const number = String((found as { id: number } | null)?.id ?? 9999);
	const answeredTicket = answered(submitted({ ticket: number }, by), asked.state);
	return shown(answeredTicket.state, [{ contract: 1, ticket: found }]);
}

export const agreed = (review: Shown, by: unknown = user('alex')) =>
	answered(submitted({ go: YES }, by), review.state);
