import type { Told } from '../contract';
import type { Found, On } from '../desk';
import { type Flow, send } from '../flow';
import { fieldsOf, listOf, timeOf } from '../json';
import { countedPage, issuePath } from './model';
import { documentOf } from './note';
import { type JiraSettings, numberSet, pageOf } from './settings';
import { plainNote } from '../noteBody';
import { typedKey } from '../numbers';
import { findNote } from '../putNote';
import { requestTo } from '../request';
import { lineOf, textOf, textOrNull } from '../../session/value';

/** The account of a customer of the service desk with exactly this address; `null` where Jira shows none. */
function* customerWith(
	on: On<JiraSettings>,
	serviceDesk: string,
	email: string,
): Flow<string | null> {
	const reply = yield* send({
		request: requestTo(on.settings, `/rest/servicedeskapi/servicedesk/${serviceDesk}/customer`, {
			query: { query: email, start: '0', limit: '50' },
			headers: { 'X-ExperimentalApi': 'opt-in' },
		}),
		read({ body }) {
			const { values } = fieldsOf(body);
			const all = Array.isArray(values) ? listOf(values, '') : [];
			const is = all.find((one) => textOf(one.emailAddress).toLowerCase() === email.toLowerCase());
			return textOrNull(is?.accountId);
		},
	});
	// Who may not see the customers may well open a ticket; it names the customer in its text then.
	return reply.ok ? reply.value : null;
}

/**
 * Opens a ticket, for a customer where one is known. Jira keeps no key of ours that can be searched for, so the key stands in the text only, and a
 * second call opens a second ticket. The description is wiki text.
 */
export function* createTicket(on: On<JiraSettings>): Flow<Told> {
	const { settings, asked } = on;
	const none = { ticketId: null, number: null, url: null, status: null };
	const [serviceDeskId, requestTypeId] = [
		numberSet(settings.serviceDeskId),
		numberSet(settings.requestTypeId),
	];
	if (serviceDeskId === null || requestTypeId === null) {
		const said =
			"Jira opens tickets only in a service desk. Enter the numbers of a service desk and a request type as 'serviceDeskId' and 'requestTypeId' in Settings.";
		return { outcome: 'refused', ...none, said };
	}
	const { summary, text, customer, key } = asked.create ?? {};
	const email = lineOf(customer?.email, 254);
	const account =
		lineOf(customer?.id, 128) || (email ? yield* customerWith(on, serviceDeskId, email) : null);
	const who = [lineOf(customer?.name), email].filter(Boolean).join(', ');
	const paragraphs = [
		textOf(text),
		account === null && who ? `Customer: ${who}` : '',
		lineOf(key, 64),
	];
	const reply = yield* send({
		request: requestTo(settings, '/rest/servicedeskapi/request', {
			method: 'POST',
			body: {
				...{ serviceDeskId, requestTypeId },
				requestFieldValues: {
					summary: lineOf(summary, 250),
					description: plainNote('jiraWiki', paragraphs),
				},
				...(account ? { raiseOnBehalfOf: account } : {}),
			},
		}),
		read: ({ body }) => typedKey(fieldsOf(body).issueKey),
	});
	if (!reply.ok) {
		const said = `${reply.said} Check 'serviceDeskId' and 'requestTypeId' in Settings, which fields the request type requires, and that the account of the credential is an agent of the service desk.`;
		return { outcome: 'refused', ...none, status: reply.status, said };
	}
	const number = reply.value;
	const url = number === null ? null : pageOf(settings, number);
	return { outcome: 'created', ...none, ticketId: number, number, url, said: null };
}

/** As Jira wants the start of a work log: with milliseconds and without a colon in its zone. `Z` is refused, or breaks the request. */
const startedAt = (at: unknown): string | null => timeOf(at)?.replace('Z', '+0000') ?? null;

const WORK_LOGS = 1000;

/**
 * Time on a ticket: a work log, in the name of the account, found again by its marker. UNSURE [jira.work-logs]: that the portal shows no work logs, and that Jira takes
 * the present moment where nobody says when the work began.
 */
export function* addTime(on: On<JiraSettings>, { ref, ticket }: Found): Flow<Told> {
	const { settings, asked } = on;
	const about = { ticketId: ticket.id, url: ticket.url };
	const refused = (status: number, said: string): Told => ({
		...{ outcome: 'refused', ...about, timeId: null, status, said },
	});
	const marker = textOf(asked.note?.marker);
	const path = `${issuePath(ref)}/worklog`;
	const there = yield* findNote(
		(cursor) => ({
			request: requestTo(settings, path, {
				query: { startAt: cursor ?? '0', maxResults: String(WORK_LOGS) },
			}),
			read({ body }) {
				const { items, next } = countedPage(body, 'worklogs', cursor);
				const seen = items.map(({ id, comment }) => ({ id: textOrNull(id), text: comment }));
				return { items: seen, next };
			},
		}),
		{ marker, isPlain: false },
		'',
	);
	if (!there.ok) return refused(there.status, there.said);
	if (there.value) {
		const { id: timeId } = there.value;
		return { outcome: 'there', ...about, timeId, minutes: null, status: null, said: null };
	}
	const minutes = Math.max(1, Math.round(Number(textOf(asked.minutes))));
	const started = startedAt(asked.at);
	const text = textOf(asked.note?.text) || 'Time of a remote session.';
	const reply = yield* send({
		request: requestTo(settings, path, {
			method: 'POST',
			// Without this the remaining estimate of the ticket would change.
			query: { notifyUsers: 'false', adjustEstimate: 'leave' },
			body: {
				...(started ? { started } : {}),
				timeSpentSeconds: minutes * 60,
				comment: documentOf(plainNote('adf', [text, marker])),
			},
		}),
		read: ({ body }) => textOrNull(fieldsOf(body).id),
	});
	if (!reply.ok) {
		const advice =
			"Check that time tracking is on in Jira and that the account of the credential has the permission 'Work on issues'.";
		return refused(reply.status, `${reply.said} ${advice}`);
	}
	const more = { timeId: reply.value, minutes, writtenAs: null, status: null, said: null };
	return { outcome: 'added', ...about, ...more };
}
