import { sentences } from './language.mts';
import { Refusal } from './queue.mts';
import type { Session } from './session.mts';
import { unixNow } from './wire.mts';
import type { World } from './world.mts';

/** Which moment of a session a window looks at; undefined keeps it out of the window. */
type Moment = (world: World, session: Session) => number | undefined;

export const startedSessions: Moment = (_world, session) => session.startedAt;

/** Only closed sessions, and those only once their report shows the end: abnormal ones never come up. */
export const endedSessions: Moment = (world, session) =>
	world.sessions.reported(session) ? session.endedAt : undefined;

const daySeconds = 86_400;

function duration(params: URLSearchParams): number {
	const text = params.get('duration') ?? '';
	if (!/^\d+$/.test(text)) throw new Refusal('The duration parameter is missing or invalid.');
	return Number(text);
}

function unixTime(text: string, name: string): number {
	if (!/^\d{1,11}$/.test(text)) throw new Refusal(`The ${name} parameter is invalid.`);
	return Number(text);
}

/** Dates are taken in UTC; in which zone a real appliance takes them is not published. */
function dateTime(text: string, name: string): number {
	const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
	if (Number.isNaN(parsed)) throw new Refusal(`The ${name} parameter is invalid.`);
	return parsed / 1000;
}

/** The four kinds of window: by begin or end, in seconds from a time or in days from a date. */
const windows: Array<{
	name: string;
	moment: Moment;
	begin: (text: string, name: string) => number;
	unit: number;
}> = [
	{ name: 'end_time', moment: endedSessions, begin: unixTime, unit: 1 },
	{ name: 'end_date', moment: endedSessions, begin: dateTime, unit: daySeconds },
	{ name: 'start_time', moment: startedSessions, begin: unixTime, unit: 1 },
	{ name: 'start_date', moment: startedSessions, begin: dateTime, unit: daySeconds },
];

/**
 * Sessions of one of the documented sets (reference, 4.2): `lsid`, `lsids`, or a window [from, from + duration]
 * whose duration 0 means "until now". Extra keys are tolerated, as on the wire.
 * With `only`, windows look at that moment of a session instead of their own.
 */
export function chooseSessions(world: World, params: URLSearchParams, only?: Moment): Session[] {
	const ids = params.get('lsid') ?? params.get('lsids');
	if (ids !== null) {
		return [...new Set(ids.split(','))].flatMap((lsid) => world.sessions.find(lsid.trim()) ?? []);
	}
	const window = windows.find(({ name }) => params.has(name));
	if (!window) throw new Refusal(sentences(world.options.language).criteria);
	const { name, unit } = window;
	const moment = only ?? window.moment;
	const from = window.begin(params.get(name) ?? '', name);
	const length = duration(params) * unit;
	const to = length === 0 ? unixNow() : from + length;
	const chosen = world.sessions.all().filter((session) => {
		const at = moment(world, session);
		return at !== undefined && at >= from && at <= to;
	});
	return world.options.reportOrder === 'newest-first' ? chosen.reverse() : chosen;
}
