import { plain, wrapped } from './html.mts';
import type { Comment, Ticket, User } from './model.mts';
import { API_USER } from './seed.mts';
import type { Done, Store } from './store.mts';

/** What the wire shows of what the desk keeps. `url` is the API's own, not for people. */
export const ticketOut = (ticket: Ticket, url: string) => ({
	url: `${url}/api/v2/tickets/${ticket.id}.json`,
	...structuredClone(ticket),
	description: plain(ticket.description),
	raw_subject: ticket.subject,
	...{
		priority: 'normal',
		recipient: null,
		group_id: null,
		collaborator_ids: [],
		follower_ids: [],
	},
	...{ email_cc_ids: [], has_incidents: false, due_at: null, satisfaction_rating: null },
	...{ brand_id: 39900000000601, allow_channelback: false, from_messaging_channel: false },
	via: { channel: 'api', source: { from: {}, to: {}, rel: null } },
});

export const userOut = (user: User, url: string) => ({
	...user,
	url: `${url}/api/v2/users/${user.id}.json`,
	...{ time_zone: 'Berlin', external_id: null },
});

const shown = ({ id, author_id, html_body, public: isPublic, audit_id }: Comment) => ({
	...{ id, type: 'Comment', author_id, audit_id, attachments: [], public: isPublic },
	...{ body: plain(html_body), plain_body: plain(html_body), html_body: wrapped(html_body) },
});

export const commentOut = (comment: Comment) => ({
	...shown(comment),
	via: { channel: 'api', source: { from: {}, to: {}, rel: null } },
	...{ created_at: comment.created_at, metadata: { system: {}, custom: {} } },
});

/** The updater is the account of the API, whoever is shown as the author. */
export const auditOut = ({ ticket, comment, auditId }: Done) => ({
	...{ id: auditId, ticket_id: ticket.id, created_at: ticket.updated_at, author_id: API_USER },
	metadata: { system: {}, custom: {} },
	events: [
		...(comment ? [shown(comment)] : []),
		{ id: auditId + 1, type: 'Notification', via: { channel: 'rule' } },
	],
	via: { channel: 'api', source: { from: {}, to: {}, rel: null } },
});

/** Users and organizations that go with tickets, where they were asked for. */
export function besides({ data }: Store, tickets: Ticket[], include: string | null, url: string) {
	const wanted = /^(?:tickets\()?([\w,]+)\)?$/.exec(include ?? '')?.[1].split(',') ?? [];
	const ids = tickets.flatMap((one) => [one.requester_id, one.submitter_id, one.assignee_id]);
	const users = data.users.filter(({ id }) => ids.includes(id));
	const of = tickets.map(({ organization_id: id }) => id);
	const organizations = data.organizations.filter(({ id }) => of.includes(id));
	return {
		...(wanted.includes('users') ? { users: users.map((one) => userOut(one, url)) } : {}),
		...(wanted.includes('organizations')
			? {
					organizations: organizations.map((one) => ({
						...{ ...one, url: `${url}/api/v2/organizations/${one.id}.json` },
						...{ domain_names: [], external_id: null },
					})),
				}
			: {}),
	};
}
