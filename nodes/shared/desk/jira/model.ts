import type { Found } from '../desk';
import type { Page } from '../flow';
import { type Fields, fieldsOf, listOf, timeOf } from '../json';
import { typedKey } from '../numbers';
import { type JiraSettings, organizationsOf, pageOf } from './settings';
import { lineOf, textOf, textOrNull } from '../../session/value';

/** Entries of a page of issues and of comments: more is cut by Jira. */
export const PAGE = 100;

/** The fields of an issue that are asked for: a search without them gives ids only. */
export const fieldsWanted = (settings: JiraSettings): string[] => [
	...['summary', 'status', 'project', 'issuetype', 'reporter', 'assignee', 'created', 'updated'],
	...(organizationsOf(settings) ? [organizationsOf(settings) as string] : []),
];

const text = (value: unknown): string | null => lineOf(value, 500) || null;

/** The path of an issue; by its number, which stays when the ticket is moved, where that is known. */
export const issuePath = (id: string) => `/rest/api/3/issue/${encodeURIComponent(id)}`;

const projectOf = (key: string) => key.slice(0, key.lastIndexOf('-'));

/**
 * An issue as a ticket; `null` where this is none. Whether it is closed is told by the category of its status: names of statuses are
 * translated, and differ from project to project.
 */
export function issueIn(body: unknown, settings: JiraSettings): Found | null {
	const issue = fieldsOf(body);
	const key = typedKey(issue.key);
	const ref = textOrNull(issue.id);
	if (key === null || ref === null || !/^[0-9]{1,18}$/.test(ref)) return null;
	const fields = fieldsOf(issue.fields);
	const [status, reporter, type, project] = [
		...['status', 'reporter', 'issuetype', 'project'].map((name) => fieldsOf(fields[name])),
	];
	const [organization] = listOf(fields[organizationsOf(settings) ?? ''] ?? [], '');
	return {
		ref,
		facts: {
			project: projectOf(key),
			isServiceDesk: project.projectTypeKey === 'service_desk',
		},
		ticket: {
			id: key,
			number: key,
			summary: text(fields.summary) ?? '',
			status: text(status.name),
			closed: fieldsOf(status.statusCategory).key === 'done',
			customer: {
				id: text(reporter.accountId),
				name: text(reporter.displayName),
				// Shown only where the privacy of the account and the administrators of the site allow it.
				email: text(reporter.emailAddress),
				company: text(organization?.name),
			},
			technician: text(fieldsOf(fields.assignee).displayName),
			device: null,
			type: text(type.name),
			typeId: text(type.id),
			openedAt: timeOf(fields.created),
			touchedAt: timeOf(fields.updated),
			url: pageOf(settings, key),
			openChatId: null,
		},
	};
}

/**
 * Whether an issue is the one that was asked for. One that was moved to another project, or whose project has a new key, comes under its new
 * key when it is asked for by its old one. UNSURE [jira.moved-key]: that it does; another key within one project is another ticket in any case.
 */
export const isAsked = (asked: string, key: string): boolean =>
	key === asked || projectOf(key) !== projectOf(asked);

/** A page of a list that is counted by `startAt` and `total`. */
export function countedPage(body: unknown, name: string, cursor: string | null): Page<Fields> {
	const list = fieldsOf(body)[name];
	const items = Array.isArray(list) ? listOf(list, name) : [];
	const seen = Number(cursor ?? 0) + (Array.isArray(list) ? list.length : 0);
	const total = Number(textOf(fieldsOf(body).total)) || 0;
	return { items, next: items.length > 0 && seen < total ? String(seen) : null };
}
