import type { Call } from '../../chassis/http.mts';
import { type Issue, ORGANIZATIONS, type User } from '../model.mts';
import { refused } from '../refusals.mts';
import { CATEGORY, RESOLUTIONS } from '../seed.mts';
import type { Store } from '../store.mts';

/** What a request is answered from. */
export interface Site {
	store: Store;
	call: Call;
	/** Where the site is, for the links in its answers. */
	base: string;
}

const two = (value: number) => String(Math.abs(value)).padStart(2, '0');

/** A moment as the API writes it: in the account's time zone, with no colon in it. */
export function timeOf({ behaviour }: Store, at: number): string {
	const { zoneMinutes: zone } = behaviour;
	const local = new Date(at + zone * 60_000).toISOString().replace('Z', '');
	const sign = zone < 0 ? '-' : '+';
	return `${local}${sign}${two(Math.trunc(zone / 60))}${two(zone % 60)}`;
}

/** The same as the service desk writes it. */
export const deskTimeOf = (store: Store, at: number) => ({
	iso8601: timeOf(store, at).replace(/\.\d{3}/, ''),
	jira: timeOf(store, at),
	friendly: 'Just now',
	epochMillis: at,
});

export const userOf = ({ store, base }: Site, user: User) => ({
	self: `${base}/rest/api/3/user?accountId=${user.accountId}`,
	...{ accountId: user.accountId, displayName: user.displayName, active: user.active },
	...{ timeZone: 'Europe/Berlin', accountType: user.accountType },
	...(store.behaviour.showsMail ? { emailAddress: user.emailAddress } : {}),
});

export function statusOf({ store, base }: Site, id: string) {
	const { name, category } = store.status(id);
	const kind = CATEGORY[category];
	return {
		...{ self: `${base}/rest/api/3/status/${id}`, name, id },
		statusCategory: { self: `${base}/rest/api/3/statuscategory/${kind.id}`, ...kind },
	};
}

function fieldsOf(site: Site, issue: Issue): Record<string, unknown> {
	const { store, base } = site;
	const { id, key, name, projectTypeKey } = store.projectOf(issue);
	const person = (user: User | null) => (user ? userOf(site, user) : null);
	return {
		summary: issue.summary,
		status: statusOf(site, issue.statusId),
		project: { id, key, name, projectTypeKey, simplified: false },
		issuetype: { ...issue.type, subtask: false },
		...{ reporter: person(issue.reporter), creator: person(issue.reporter) },
		assignee: person(issue.assignee),
		...{ created: timeOf(store, issue.created), updated: timeOf(store, issue.updated) },
		resolution: RESOLUTIONS.find(({ name: one }) => one === issue.resolution) ?? null,
		[ORGANIZATIONS]: issue.organization
			? [
					{
						...{ id: '7', name: issue.organization },
						_links: { self: `${base}/rest/servicedeskapi/organization/7` },
					},
				]
			: [],
	};
}

/** An issue with the fields that were asked for; a name that nobody knows is passed over. */
export function issueOf(site: Site, issue: Issue, wanted: string[] | null) {
	const all = fieldsOf(site, issue);
	const names = wanted
		? Object.keys(all).filter((name) => wanted.includes(name))
		: Object.keys(all);
	return {
		...{ id: issue.id, self: `${site.base}/rest/api/3/issue/${issue.id}`, key: issue.key },
		fields: Object.fromEntries(names.map((name) => [name, all[name]])),
	};
}

/** A number of the query. @throws Refusal 400 */
export function numberIn({ query }: Call, name: string, otherwise: number): number {
	const given = query.get(name);
	if (given === null) return otherwise;
	if (/^\d{1,9}$/.test(given)) return Number(given);
	throw refused(400, [`The value '${given}' of '${name}' is no number.`]);
}

/** @throws Refusal 400 */
export function bodyOf({ body }: Call): Record<string, unknown> {
	try {
		const parsed = JSON.parse(body) as unknown;
		if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
			return parsed as Record<string, unknown>;
		}
	} catch {
		// Told below.
	}
	throw refused(400, [
		'Invalid request payload. Refer to the REST API documentation and try again.',
	]);
}
