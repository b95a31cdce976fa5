import type { World } from './world.mts';

const second = 1000;
const hour = 3_600_000;

export interface Pace {
	limit: number;
	remaining: number;
	/** Seconds to wait; only when the request was refused. */
	retryAfter?: number;
}

/** Counts requests of each API account in sliding windows: a second and an hour (reference, 1.4). */
export class Limiter {
	private readonly world: World;
	private readonly accepted = new Map<string, number[]>();
	/** Refused requests by API account. */
	readonly throttled: Record<string, number> = {};

	constructor(world: World) {
		this.world = world;
	}

	admit(clientId: string, now = Date.now()): Pace {
		const { requestsPerSecond, requestsPerHour } = this.world.options;
		const times = this.accepted.get(clientId) ?? [];
		this.accepted.set(clientId, times);
		while (times.length > 0 && times[0] <= now - hour) times.shift();
		const refuse = (oldest: number, window: number): Pace => {
			this.throttled[clientId] = (this.throttled[clientId] ?? 0) + 1;
			return {
				limit: requestsPerHour,
				remaining: Math.max(0, requestsPerHour - times.length),
				retryAfter: Math.max(1, Math.ceil((oldest + window - now) / second)),
			};
		};
		if (times.length >= requestsPerHour) return refuse(times[0], hour);
		const nth = times[times.length - requestsPerSecond];
		if (nth !== undefined && nth > now - second) return refuse(nth, second);
		times.push(now);
		return { limit: requestsPerHour, remaining: requestsPerHour - times.length };
	}
}
