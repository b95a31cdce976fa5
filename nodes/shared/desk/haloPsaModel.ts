/** What HaloPSA's answers hold, by the names of its published document; what it does not publish is read in every spelling that was seen. */

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const text = (value: unknown): string | null =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() || null : null;

/** The entries of a list, however it is wrapped. */
export function list(body: unknown, name: string): Fields[] {
	const found: unknown = Array.isArray(body) ? body : fields(body)[name];
	if (Array.isArray(found)) return found.map(fields);
	return Object.keys(fields(body)).length > 0 && found === undefined ? [fields(body)] : [];
}

const time = (value: unknown): string | null => {
	const given = text(value);
	if (given === null) return null;
	// HaloPSA gives UTC without saying so.
	const at = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(given) ? given : `${given}Z`);
	return Number.isNaN(at) ? null : new Date(at).toISOString();
};

/** A ticket of the contract; `null` where this is none. */
export function ticketOf(body: unknown, urlOf: (id: string) => string) {
	const ticket = fields(body);
	const id = text(ticket.id);
	if (id === null || !/^[1-9][0-9]*$/.test(id)) return null;
	const status = text(ticket.status_name ?? fields(ticket.status).name);
	return {
		id,
		number: id,
		summary: text(ticket.summary) ?? '',
		status,
		closed: ticket.status_id === 9 || /closed/i.test(status ?? ''),
		customer: {
			id: text(ticket.user_id),
			name: text(ticket.user_name),
			email: text(ticket.user_email ?? ticket.emailaddress ?? ticket.reportedby),
			company: text(ticket.client_name),
		},
		technician: text(ticket.agent_name ?? fields(ticket.agent).name),
		device: text(ticket.inventory_number ?? ticket.asset_name ?? ticket.key_field),
		openedAt: time(ticket.dateoccurred ?? ticket.datecreated),
		touchedAt: time(ticket.lastactiondate ?? ticket.last_update),
		url: urlOf(id),
		openChatId: null as string | null,
	};
}

/** A chat: the number of its ticket where it has one, and whether it is open. HaloPSA does not publish its fields. */
export function chatOf(body: unknown): { ticketId: string | null; isOpen: boolean } {
	const chat = fields(Array.isArray(body) ? body[0] : body);
	const ticket = Number(
		chat.ticket_id ?? chat.faultid ?? chat.ticketid ?? chat.fault_id ?? fields(chat.ticket).id ?? 0,
	);
	const says = String(chat.status ?? chat.chat_status ?? chat.state ?? '').toLowerCase();
	const isClosed =
		[chat.closed, chat.isclosed, chat.is_closed, chat.ended].includes(true) ||
		[chat.isopen, chat.is_open, chat.open].includes(false) ||
		/clos|end|finish|complet/.test(says) ||
		Boolean(chat.dateended ?? chat.date_ended ?? chat.dateclosed ?? chat.enddate);
	const isKnown = chat.id !== undefined && chat.id !== null;
	return { ticketId: ticket > 0 ? String(ticket) : null, isOpen: isKnown && !isClosed };
}

/** The agent who is meant: by e-mail, else by name, enabled ones only. */
export function agentOf(
	agents: Fields[],
	author: { names: string[]; email: string | null } | null | undefined,
): string | null {
	const same = (a: unknown, b: unknown) =>
		text(a) !== null && text(a)?.toLowerCase() === text(b)?.toLowerCase();
	const enabled = agents.filter((agent) => agent.isdisabled !== true);
	const byMail = enabled.find((agent) => same(agent.email, author?.email));
	const byName = (author?.names ?? [])
		.map((name) => enabled.find((agent) => same(agent.name, name)))
		.find(Boolean);
	return text((byMail ?? byName)?.id);
}
