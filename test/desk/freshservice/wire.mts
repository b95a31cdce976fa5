import type { Agent, Conversation, Ticket, TimeEntry } from './model.mts';
import { whole } from './seed.mts';
import type { Store } from './store.mts';

/** Objects as the API gives them. */

const DAY = 24 * 3_600_000;

export function ticketOf(store: Store, ticket: Ticket, include: string[] = []): object {
	const { requester_id: requesterId, created_at: at, ...rest } = ticket;
	const due = (days: number) => whole(new Date(Date.parse(at) + days * DAY));
	const { name, email } = store.requester(requesterId) ?? { name: '', email: '' };
	const department = store.department(ticket.department_id);
	return {
		...rest,
		...{ urgency: 1, impact: 1, requester_id: requesterId, requested_for_id: requesterId },
		...{ group_id: null, email_config_id: null, sub_category: null, item_category: null },
		...{ is_escalated: false, fr_escalated: false, cc_emails: [], fwd_emails: [] },
		...{ reply_cc_emails: [], to_emails: null, attachments: [], due_by: due(3), fr_due_by: due(1) },
		created_at: at,
		...(include.includes('requester')
			? { requester: { id: requesterId, name, email, phone: null, mobile: null } }
			: {}),
		...(include.includes('department') && department ? { department } : {}),
		...(include.includes('stats') ? { stats: { ticket_id: ticket.id, created_at: at } } : {}),
	};
}

export function noteOf({ source, ...note }: Conversation, isListed: boolean): object {
	const more = { to_emails: [], support_email: null, attachments: [] };
	if (!isListed) return { ...note, ...more };
	return { ...note, ...more, source, cc_emails: [], bcc_emails: [], from_email: null };
}

export const timeOf = ({ ticket_id: _, ...entry }: TimeEntry): object => ({
	...{ ...entry, start_time: entry.created_at, timer_running: false },
	...{ task_id: null, custom_fields: {} },
});

export const agentOf = (agent: Agent, at: string): object => ({
	...{ ...agent, occasional: false, job_title: null, department_ids: [], group_ids: [] },
	...{ roles: [], created_at: at, updated_at: at },
});
