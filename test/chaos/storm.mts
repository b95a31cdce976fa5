import type { Chances } from './random.mts';
import { openTickets, rig } from './rig.mts';

/** Sessions of one ticket. */
const A_TICKET = 5;
const MOST_COPIES = 5;
/** Milliseconds until a late report is complete. */
const LATE = 20_000;

export interface Ended {
	sessionId: string;
	ticketId: number;
	late: boolean;
}

/** Sessions that end, and their events: up to five times each, out of order, some of them much later than others. */
export class Storm {
	readonly sessions: Ended[] = [];
	/** Events handed to the appliance so far. */
	sent = 0;
	private readonly random: Chances;
	private held: Ended[] = [];
	private tickets: number[] = [];

	constructor(random: Chances) {
		this.random = random;
	}

	/** So many sessions end, and about half of the events that are held back by now are sent. */
	end(count: number): void {
		const { random } = this;
		for (let left = count; left > 0; left--) {
			const one = this.endOne(random.onceIn(10));
			// Most events come once or twice, as they do; some come as often as the appliance may send them.
			const copies = random.onceIn(2) ? 1 : random.between(2, MOST_COPIES);
			this.held.push(...Array.from({ length: copies }, () => one));
		}
		this.held = random.shuffled(this.held);
		this.send(Math.ceil(this.held.length / 2));
	}

	/** Sends the events that are still held back. */
	sendRest(): void {
		this.send(this.held.length);
	}

	private endOne(late: boolean): Ended {
		const { control } = rig.appliance;
		if (this.sessions.length % A_TICKET === 0) this.tickets = openTickets(1);
		const [ticketId] = this.tickets;
		const externalKey = rig.signed('ticket', ticketId);
		const sessionId = control.startSession({ externalKey, notify: false });
		control.chat(sessionId, 'customer', `This is about ticket ${ticketId}.`);
		control.end(sessionId, { notify: false, reportLag: late ? LATE : 0 });
		const one = { sessionId, ticketId, late };
		this.sessions.push(one);
		return one;
	}

	private send(count: number): void {
		for (const { sessionId, ticketId } of this.held.splice(0, count)) {
			const external_key = rig.signed('ticket', ticketId);
			rig.appliance.control.forgeEvent({ lsid: sessionId, external_key });
			this.sent++;
		}
	}
}
