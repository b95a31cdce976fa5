import type { Flow } from '../flow';
import { libraryTemplate } from '../libraryTemplate';
import { js, rule, when } from '../nodes';
import type { NodeSpec } from '../spec';

const ENDED = 'When a session has ended';
const NOTE = 'Write the note';
const HAS_TICKET = 'Does it belong to a ticket?';
const WITH_TICKET = 'Email the note with its ticket';
const WITHOUT = 'Email the note and ask for a ticket';
const MONDAY = 'Every Monday morning';
const SESSIONS = 'Get the sessions of the week';
const PICK = 'Take what is counted';
const COUNT = 'Count by technician';
const SORT = 'Most sessions first';
const LINE = 'Write a line for each';
const JOIN = 'Put the lines together';
const REPORT = 'Email the weekly report';

/** Hour of n8n's own time zone. */
const HOUR = 7;
const MINUTES = 5;
const FROM = 'n8n@example.com';
const TO = 'support-team@example.com';

const builtIn = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: object,
): NodeSpec => ({
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	parameters: { ...parameters },
});

const email = (name: string, subject: string, body: { html: string } | { text: string }) =>
	builtIn(name, 'emailSend', 2.1, {
		...{ fromEmail: FROM, toEmail: TO, subject },
		emailFormat: 'html' in body ? 'html' : 'text',
		...body,
		options: { appendAttribution: false },
	});

const summarize = (
	name: string,
	fields: Array<{ aggregation: string; field: string; separateBy?: string }>,
	by = '',
) =>
	builtIn(name, 'summarize', 1.1, {
		fieldsToSummarize: { values: fields },
		...(by ? { fieldsToSplitBy: by } : {}),
		options: {},
	});

/** Each session that has ended, as an email. */
function notes(flow: Flow): void {
	flow.add(
		{
			name: ENDED,
			type: 'n8n-nodes-beyondtrust.beyondTrustPollTrigger',
			typeVersion: 1,
			parameters: {
				pollTimes: { item: [{ mode: 'everyX', value: MINUTES, unit: 'minutes' }] },
				options: {},
			},
		},
		rule(NOTE, 'session', 'renderNote', { session: js('$json'), format: 'html', options: {} }),
		when(HAS_TICKET, [
			{ left: js('$json.link.kind'), is: 'string:equals', right: 'ticket' },
			{ left: js('$json.link.signature'), is: 'string:equals', right: 'valid' },
		]),
		email(
			WITH_TICKET,
			'=Ticket {{ $json.link.id }}: session with {{ $json.customer.name || "a customer" }}',
			{
				html: js('$json.note.body'),
			},
		),
		email(WITHOUT, '=Which ticket? Session with {{ $json.customer.name || "a customer" }}', {
			html: js('$json.note.body'),
		}),
	);
	flow.path(ENDED, NOTE, HAS_TICKET);
	flow.on(HAS_TICKET, 'yes', WITH_TICKET);
	flow.on(HAS_TICKET, 'no', WITHOUT);
	flow.note(
		'## Notes of ended sessions\nThe appliance is asked every five minutes. Each session comes once, also when its report is late. Passwords and card numbers said in the usual ways are taken out of the note.',
		ENDED,
		WITHOUT,
	);
}

/** What is counted of each session: whose it was, how long it took, and 1 where it has no ticket. */
const COUNTED: Array<[field: string, value: string, type: string]> = [
	['name', "$json.primaryRepresentative?.publicName || 'Nobody'", 'string'],
	['minutes', 'Math.ceil($json.durationSeconds / 60)', 'number'],
	['open', "$json.link.kind === 'ticket' && $json.link.signature === 'valid' ? 0 : 1", 'number'],
];
const LINE_TEXT =
	'=- {{ $json.name }}: sessions {{ $json.count_name }}, minutes {{ $json.sum_minutes }}, open {{ $json.sum_open }}';
const REPORT_TEXT =
	'=Sessions: {{ $json.sum_count_name }}\nOpen: {{ $json.sum_sum_open }}\n\n{{ $json.concatenated_line }}\n';

const fields = (
	name: string,
	all: Array<[field: string, value: string, type: string]>,
	keepsOthers = false,
) =>
	builtIn(name, 'set', 3.4, {
		assignments: {
			assignments: all.map(([field, value, type]) => ({ id: field, name: field, value, type })),
		},
		...(keepsOthers ? { includeOtherFields: true } : {}),
		options: {},
	});

/** A week of sessions in numbers, as one email. */
function report(flow: Flow): void {
	const sessions = rule(SESSIONS, 'session', 'getAll', {
		period: 'endedSince',
		from: js("$now.minus(7, 'days')"),
		returnAll: true,
		options: { details: 'summary' },
	});
	const sort = { fieldName: 'count_name', order: 'descending' };
	flow.add(
		builtIn(MONDAY, 'scheduleTrigger', 1.2, {
			rule: { interval: [{ field: 'weeks', triggerAtDay: [1], triggerAtHour: HOUR }] },
		}),
		sessions,
		fields(
			PICK,
			COUNTED.map(([field, code, type]) => [field, js(code), type]),
		),
		summarize(
			COUNT,
			[
				{ aggregation: 'count', field: 'name' },
				{ aggregation: 'sum', field: 'minutes' },
				{ aggregation: 'sum', field: 'open' },
			],
			'name',
		),
		builtIn(SORT, 'sort', 1, { sortFieldsUi: { sortField: [sort] }, options: {} }),
		fields(LINE, [['line', LINE_TEXT, 'string']], true),
		summarize(JOIN, [
			{ aggregation: 'concatenate', field: 'line', separateBy: '\n' },
			{ aggregation: 'sum', field: 'count_name' },
			{ aggregation: 'sum', field: 'sum_open' },
		]),
		email(REPORT, '=Support sessions of the week: {{ $json.sum_count_name }}', {
			text: REPORT_TEXT,
		}),
	);
	flow.path(MONDAY, SESSIONS, PICK, COUNT, SORT, LINE, JOIN, REPORT);
	flow.note(
		'## The weekly report\nOne line for each technician: sessions, minutes, and how many of them are open, which means without a ticket. A week without sessions sends nothing.',
		MONDAY,
		REPORT,
	);
}

const ABOUT = `## Email BeyondTrust session notes and a weekly report to your support team

### How it works
- **Every five minutes** it asks a BeyondTrust Remote Support appliance which sessions have ended. Each becomes a note: who helped whom, how long, the chat, files, and system information. Passwords, card numbers and tokens said in the usual ways are removed.
- Sessions that were started with a signed link to a ticket are sent with the number of the ticket in the subject. All others ask *Which ticket?*, so that nobody's work is lost.
- **Every Monday** it counts the sessions of the last seven days by technician, and emails the numbers.
- Nothing has to be opened in your firewall: n8n asks the appliance, which never calls n8n.

### Setup
1. Self-hosted n8n only: install the community node \`n8n-nodes-beyondtrust\` under *Settings > Community nodes*.
2. On the appliance, create an API account with *Command API: Read-only* and *Reporting API: Allow access to support session reports and recordings*.
3. Make a credential *BeyondTrust OAuth2 API* and choose it in the three BeyondTrust nodes.
4. Make an SMTP credential and choose it in the three email nodes.
5. In the three email nodes, enter your own *From Email* and *To Email*.
6. Execute each part once by hand, then publish the workflow.

Notes hold what people said. Send them only to an address that only your support team reads.`;

export const template = libraryTemplate(
	'Email BeyondTrust session notes and a weekly report to your support team',
	ABOUT,
	[notes, report],
);
