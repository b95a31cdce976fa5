import { setTimeout as sleep } from 'node:timers/promises';
import type { Chances } from '../random.mts';
import { openTickets, rig } from '../rig.mts';

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
	private lastEnd = 0;
	private tickets: number[] = [];

	constructor(random: Chances) {
		this.random = random;
	}

	/** So many sessions end, and about half of the events that are held back by now are sent. */
	end(count: number): void {
		const { random } = this;
		for (let left = count; left > 0; left--) {
			const one = this.endOne(random.onceIn(10));
			const copies = random.onceIn(3) ? random.between(2, MOST_COPIES) : 1;
			this.held.push(...Array.from({ length: copies }, () => one));
		}
		this.held = random.shuffled(this.held);
		this.send(Math.ceil(this.held.length / 2));
	}

	/** Waits until the appliance has the reports of all sessions that have ended. */
	async reported(): Promise<void> {
		await sleep(Math.max(0, this.lastEnd + LATE - Date.now()));
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
		this.lastEnd = Date.now();
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
