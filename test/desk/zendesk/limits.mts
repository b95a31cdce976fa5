import { tooMany } from './refusals.mts';
import type { Switches } from './model.mts';

const MINUTE = 60_000;

/** Counts what the account may do in a minute, and updates of a ticket in ten minutes. */
export class Limits {
	private requests: number[] = [];
	private readonly updates = new Map<number, number[]>();

	private readonly switches: Switches;
	private readonly now: () => Date;

	constructor(switches: Switches, now: () => Date) {
		this.switches = switches;
		this.now = now;
	}

	/** Headers that every answer has. @throws Refusal 429 */
	request(): Record<string, string> {
		const most = this.switches.requestsPerMinute;
		this.requests = this.within(this.requests, MINUTE);
		if (this.requests.length >= most) throw tooMany(this.left(this.requests, MINUTE));
		this.requests.push(this.now().getTime());
		const remaining = String(most - this.requests.length);
		return {
			...{ 'x-rate-limit': String(most), 'x-rate-limit-remaining': remaining },
			...{ 'ratelimit-limit': String(most), 'ratelimit-remaining': remaining },
			'ratelimit-reset': String(this.left(this.requests, MINUTE)),
		};
	}

	/** @throws Refusal 429 */
	update(ticket: number): void {
		const before = this.within(this.updates.get(ticket) ?? [], 10 * MINUTE);
		if (before.length >= this.switches.updatesPerTicket) {
			throw tooMany(this.left(before, 10 * MINUTE));
		}
		this.updates.set(ticket, [...before, this.now().getTime()]);
	}

	clear(): void {
		this.requests = [];
		this.updates.clear();
	}

	private within(times: number[], span: number): number[] {
		return times.filter((at) => at > this.now().getTime() - span);
	}

	private left([first = 0]: number[], span: number): number {
		return Math.max(1, Math.ceil((first + span - this.now().getTime()) / 1000));
	}
}
