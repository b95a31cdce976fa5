import { SKEW } from './due';
import { tidy } from './digestCounts';

const MINUTE = 60_000;
/** Minutes after which a sweep is missed: it runs every five, and one with many sessions to route takes its time. */
const STALE = 60;
/** Minutes after which a sweep that says nothing is taken for one whose workflow was deleted. */
const GONE = 7 * 24 * 60;

export interface Sweep {
	sweptTo: number;
	lastError: string;
	touched: number;
}

const time = (value: unknown): number =>
	value instanceof Date || typeof value === 'string' ? new Date(value).getTime() : Number.NaN;

function sweepFrom(value: unknown): Sweep | null {
	const row = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
	if (typeof row.key !== 'string' || row.key === '') return null;
	return {
		sweptTo: time(row.sweptTo),
		lastError: tidy(row.lastError),
		touched: time(row.updatedAt),
	};
}

/** The sweeps that count: those that said something within a week, else the last one that did. */
function living(sweeps: Sweep[], now: number): Sweep[] {
	const young = sweeps.filter(({ touched }) => !(touched < now - GONE * MINUTE));
	if (young.length > 0) return young;
	return [...sweeps].sort((a, b) => b.touched - a.touched).slice(0, 1);
}

const told = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

function alarmOf({ sweptTo, lastError, touched }: Sweep, now: number): string | null {
	const ahead = now + SKEW * MINUTE;
	if (sweptTo > ahead || touched > ahead) {
		return `The sweep has recorded a time in the future: ${told(sweptTo > ahead ? sweptTo : touched)} UTC. Check the clock of the server that n8n runs on.`;
	}
	if (lastError) return `The sweep fails: ${lastError}`;
	if (!(now - sweptTo <= STALE * MINUTE)) {
		const since = Number.isNaN(sweptTo) ? 'yet' : `since ${told(sweptTo)} UTC`;
		return `The sweep has not looked for missed sessions ${since}. Check that 'Sweep for missed sessions' is published and that its executions succeed.`;
	}
	return null;
}

/** The rows that are one: a store gives an empty item where there are none. */
export const sweepsFrom = (rows: unknown[]): Sweep[] =>
	rows.map(sweepFrom).filter((sweep): sweep is Sweep => sweep !== null);

/**
 * What is wrong with the sweeps, as sentences: one that stopped, fails or lies in the future. `rows` are those of `beyondtrust_sweeps` as the
 * store gives them; `now` in milliseconds since 1970.
 */
export function sweepAlarms(rows: unknown[], now: number): string[] {
	const sweeps = sweepsFrom(rows);
	if (sweeps.length === 0) {
		return [
			"No sweep has run yet, so sessions whose event was lost are not found. Publish 'Sweep for missed sessions'.",
		];
	}
	const alarms = living(sweeps, now).map((sweep) => alarmOf(sweep, now));
	return [...new Set(alarms.filter((alarm): alarm is string => alarm !== null))];
}
