import { plain } from './html.mts';
import type { Switches, Ticket } from './model.mts';
import type { Data } from './seed.mts';

interface Version {
	from: number;
	ticket: Ticket;
	words: string;
}

/** What a search knows: each ticket as it was some minutes ago. */
export class Index {
	private versions = new Map<number, Version[]>();

	private readonly switches: Switches;
	private readonly now: () => Date;

	constructor(switches: Switches, now: () => Date) {
		this.switches = switches;
		this.now = now;
	}

	fill(data: Data): void {
		this.versions.clear();
		for (const ticket of data.tickets.values()) this.keep(data, ticket, 0);
	}

	keep(data: Data, ticket: Ticket, lag = this.switches.searchLagMs): void {
		const { users, organizations, comments } = data;
		const requester = users.find(({ id }) => id === ticket.requester_id);
		const organization = organizations.find(({ id }) => id === ticket.organization_id);
		const said = (comments.get(ticket.id) ?? []).map(({ html_body }) => plain(html_body));
		const words = [
			ticket.id,
			ticket.subject,
			requester?.name,
			requester?.email,
			organization?.name,
		];
		const version: Version = {
			from: this.now().getTime() + lag,
			ticket: structuredClone(ticket),
			words: [...words, ...said].join(' ').toLowerCase(),
		};
		this.versions.set(ticket.id, [...(this.versions.get(ticket.id) ?? []), version]);
	}

	/** Tickets as a search knows them now, with the words that they are found by. */
	known(): Array<{ ticket: Ticket; words: string }> {
		const now = this.now().getTime();
		return [...this.versions.values()].flatMap((all) =>
			all.filter(({ from }) => from <= now).slice(-1),
		);
	}
}
