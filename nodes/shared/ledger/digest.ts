import { DateTime } from 'luxon';

import { escapedHtml } from '../session/escape';
import { type Counts, countRows, type Group, type ToCount } from './digestCounts';
import type { Settings } from './settingsTable';
import { sweepAlarms, sweepsFrom } from './sweepAlarms';

/** Most lines of a list. */
const LINES = 10;
const HOUR = 3_600_000;

export interface ToDigest extends ToCount {
	/** Rows of `beyondtrust_sweeps`. */
	sweeps: unknown[];
	settings: Settings;
	/** Milliseconds since 1970. */
	now: number;
	/** IANA name of the time zone in which times are told. */
	timezone: string;
}

export interface Digest {
	/** Something waits or is wrong, or it is the day on which all is well. */
	worthSending: boolean;
	subject: string;
	text: string;
	html: string;
	counts: Counts;
	/** Sentences; the subject names what they are about. */
	alarms: string[];
}

/** A line of a list: what somebody typed, and what is said of it. */
interface Line {
	typed?: string;
	said: string;
}

interface Part {
	heading: string;
	lines: Line[];
	url?: string | null;
}

const number = (one: { count: number; more: boolean }) =>
	`${one.more ? 'more than ' : ''}${one.count}`;

const many = (one: { count: number; more: boolean }, what: string) =>
	`${number(one)} ${what}${one.count === 1 ? '' : 's'}`;

/** What people typed stands alone, so that its direction moves nothing beside it. */
const alone = (text: string) => `\u2068${text}\u2069`;

class Message {
	private readonly counts: Counts;

	private readonly input: ToDigest;

	constructor(counts: Counts, input: ToDigest) {
		this.counts = counts;
		this.input = input;
	}

	private time(at: string): string {
		return DateTime.fromISO(at, { zone: this.input.timezone }).toFormat('yyyy-MM-dd HH:mm ZZZZ');
	}

	private when(at: string | null): string {
		if (at === null) return 'none yet';
		const hours = Math.max(0, (this.input.now - Date.parse(at)) / HOUR);
		const counted = (count: number, what: string) =>
			`${count} ${what}${count === 1 ? '' : 's'} ago`;
		const age =
			hours < 1
				? 'less than an hour ago'
				: hours < 48
					? counted(Math.round(hours), 'hour')
					: counted(Math.round(hours / 24), 'day');
		return `${this.time(at)}, ${age}`;
	}

	private listed(groups: Group[]): Line[] {
		const lines = groups.slice(0, LINES).map(({ label, count, since }) => ({
			typed: label,
			said: `: ${count}${since ? `, the oldest of ${this.time(since).slice(0, 10)}` : ''}`,
		}));
		const rest = groups.slice(LINES);
		if (rest.length === 0) return lines;
		const left = rest.reduce((sum, { count }) => sum + count, 0);
		return [...lines, { said: `and ${rest.length} more, with ${left}` }];
	}

	private unlinked(): Part[] {
		const { unlinked, technicians, customers } = this.counts;
		if (unlinked.count === 0) return [];
		const since = unlinked.since ? `, the oldest since ${this.when(unlinked.since)}` : '';
		const lines: Line[] = [];
		if (unlinked.inChats > 0) {
			lines.push({ said: `${unlinked.inChats} of them in a chat that has no ticket` });
		}
		if (unlinked.suggested > 0) {
			lines.push({ said: `${unlinked.suggested} of them with a suggested ticket` });
		}
		const { linkFormUrl } = this.input.settings;
		const url = /^https?:\/\/\S+$/i.test(linkFormUrl) ? linkFormUrl : null;
		return [
			{ heading: `${many(unlinked, 'session')} without a ticket${since}`, lines, url },
			{ heading: 'By technician', lines: this.listed(technicians) },
			{ heading: 'By customer', lines: this.listed(customers) },
		];
	}

	/** What waits for somebody. */
	waiting(): Part[] {
		const { quarantined, failed } = this.counts;
		const parts = this.unlinked();
		if (quarantined.count > 0) {
			const lines = this.listed(quarantined.reasons);
			parts.push({ heading: `${number(quarantined)} in quarantine`, lines });
		}
		if (failed.count > 0) {
			const heading = `${many(failed, 'session')} waiting for another try`;
			parts.push({ heading, lines: this.listed(failed.errors) });
		}
		return parts;
	}

	/** Sessions end, and no event tells of them. */
	silence(): string | null {
		const { swept, lastEvent } = this.counts;
		const limit = this.input.settings.silentSessions;
		if (limit === 0 || swept < limit) return null;
		const since = lastEvent ? `since ${this.time(lastEvent)}` : 'so far';
		const ended = many({ count: swept, more: false }, 'session');
		return `No event has come from the appliance ${since}, but ${ended} ended in that time, and only the sweep found them. Look at the outbound events of the appliance (/login > Management > Outbound Events) and at the address they go to.`;
	}

	last(): Part {
		const { lastEvent, lastSession } = this.counts;
		const heading = `Last event: ${this.when(lastEvent)}. Last session: ${this.when(lastSession)}.`;
		return { heading, lines: [] };
	}
}

const plainPart = ({ heading, lines, url }: Part) =>
	[
		heading,
		...lines.map(({ typed, said }) => `- ${typed ? alone(typed) : ''}${said}`),
		...(url ? [`Link them: ${url}`] : []),
	].join('\n');

function htmlPart({ heading, lines, url }: Part): string {
	const items = lines.map(
		({ typed, said }) => `<li>${typed ? alone(escapedHtml(typed)) : ''}${escapedHtml(said)}</li>`,
	);
	return [
		`<h3>${escapedHtml(heading)}</h3>`,
		items.length > 0 ? `<ul>${items.join('')}</ul>` : '',
		url ? `<p><a href="${escapedHtml(url)}">Link them</a></p>` : '',
	].join('');
}

/** What the subject says, the alarms first. */
function subjectOf({ unlinked, quarantined, failed }: Counts, warned: string[]): string {
	const short = [
		unlinked.count > 0 ? `${number(unlinked)} without a ticket` : '',
		quarantined.count > 0 ? `${number(quarantined)} in quarantine` : '',
		failed.count > 0 ? `${number(failed)} waiting` : '',
	].filter(Boolean);
	const said = [...warned, short.join(', ')].filter(Boolean).join('; ');
	return `Remote sessions: ${said || 'all is well'}`;
}

const isTheDay = ({ settings, now, timezone }: ToDigest) =>
	DateTime.fromMillis(now, { zone: timezone, locale: 'en' }).toFormat('cccc') ===
	settings.allIsWellOn;

/**
 * The morning digest: how many sessions have no ticket, what is set aside, what failed, and alarms where no event comes any more or
 * the sweep does not do its work. Where there is nothing to say it is not worth sending, but on one day a week. Pure.
 */
export function digest(input: ToDigest): Digest {
	const counts = countRows(input);
	const message = new Message(counts, input);
	const silence = message.silence();
	// Nothing has come yet where nothing has begun.
	const sweeping =
		counts.empty && sweepsFrom(input.sweeps).length === 0
			? []
			: sweepAlarms(input.sweeps, input.now);
	const alarms = [...(silence ? [silence] : []), ...sweeping];
	const waiting = message.waiting();
	const isQuiet = alarms.length === 0 && waiting.length === 0;
	const well: Part[] = isQuiet
		? [{ heading: 'All is well: no session is waiting for a ticket, and none failed.', lines: [] }]
		: [];
	const parts = [...well, ...waiting, message.last()];
	const warned = [
		...(silence ? ['NO EVENTS from the appliance'] : []),
		...(sweeping.length > 0 ? ['THE SWEEP does not work'] : []),
	];
	const warning = (alarm: string) => `<p style="color:#b00020"><b>${escapedHtml(alarm)}</b></p>`;
	return {
		worthSending: !isQuiet || (!counts.empty && isTheDay(input)),
		subject: subjectOf(counts, warned),
		text: `${[...alarms, ...parts.map(plainPart)].join('\n\n')}\n`,
		html: alarms.map(warning).join('') + parts.map(htmlPart).join(''),
		counts,
		alarms,
	};
}
