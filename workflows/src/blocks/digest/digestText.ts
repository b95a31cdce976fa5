import { firstOf, object } from '../../nodes';
import { MOST, READ } from './digestRows';
import { WORDS } from '../link/linkText';
import { SETTINGS } from '../settings';

const COUNT = 'Count';
const WRITE = 'Write the message';

/** Most lines of a list. */
const LINES = 10;

const settings = firstOf(SETTINGS);

/** `{ empty, worthIt, weekly, silent, counts, subject, text, html }`, for expressions of later nodes. */
export const digest = firstOf(WRITE);

/** Numbers, and what they are made of: nothing here is for people yet. */
const COUNTS = `(() => {
	${WORDS}
	const rows = (name) => $(name).all().map((item) => item.json).filter((row) => row.id);
	const iso = (value) => { const at = new Date(value ?? NaN).getTime(); return Number.isFinite(at) ? new Date(at).toISOString() : null; };
	const oldest = (list) => list.map((row) => iso(row.startedAt ?? row.createdAt)).filter(Boolean).sort()[0] ?? null;
	const groups = (list, labelOf) => {
		const by = new Map();
		list.forEach((row) => by.set(labelOf(row), [...(by.get(labelOf(row)) ?? []), row]));
		const all = [...by].map(([label, own]) => ({ label, count: own.length, since: oldest(own) }));
		return all.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
	};
	const counted = (name) => {
		const all = rows(name);
		return { list: all.slice(0, ${MOST}), count: Math.min(all.length, ${MOST}), more: all.length > ${MOST} };
	};
	const read = { unlinked: counted('${READ.unlinked}'), chatted: counted('${READ.chatted}'), quarantined: counted('${READ.quarantined}'), waiting: counted('${READ.waiting}'), swept: counted('${READ.swept}') };
	const open = [...read.unlinked.list, ...read.chatted.list];
	const failed = read.waiting.list.filter((row) => row.lastError);
	const [event] = rows('${READ.event}');
	const [session] = rows('${READ.session}');
	const limit = Number(${settings}.silentSessions);
	const silent = limit > 0 && read.swept.count >= limit;
	return {
		empty: !event && !session && !open.length && !read.quarantined.count && !read.waiting.count,
		silent,
		unlinked: { count: open.length, more: read.unlinked.more || read.chatted.more, since: oldest(open), inChats: read.chatted.count, suggested: open.filter((row) => row.suggestion).length },
		technicians: groups(open, (row) => clean(row.representative) || 'no technician'),
		customers: groups(open, (row) => clean(row.customer) || 'no customer'),
		quarantined: { count: read.quarantined.count, more: read.quarantined.more, reasons: groups(read.quarantined.list, (row) => clean(row.reason) || 'no reason') },
		failed: { count: failed.length, more: read.waiting.more, errors: groups(failed, (row) => clean(row.lastError)) },
		swept: { count: read.swept.count, more: read.swept.more },
		lastEvent: iso(event?.createdAt),
		lastSession: iso(session?.endedAt),
	};
})()`;

/**
 * The message twice, from the same parts: plain, and with mark-up. A part is a heading with lines; a line of a list is a
 * text that somebody else typed, and what is said of it.
 */
const MESSAGE = `(() => {
	${WORDS}
	const found = $json;
	const { unlinked, quarantined, failed, swept } = found;
	const number = (one) => (one.more ? 'more than ' : '') + one.count;
	const many = (one, what) => number(one) + ' ' + what + (one.count === 1 ? '' : 's');
	const age = (at) => {
		const hours = (Date.now() - new Date(at).getTime()) / 3600000;
		return hours < 1 ? 'less than an hour ago' : hours < 48 ? Math.round(hours) + (Math.round(hours) === 1 ? ' hour ago' : ' hours ago') : Math.round(hours / 24) + ' days ago';
	};
	const when = (at) => at ? time(at) + ', ' + age(at) : 'none yet';
	const listed = (groups) => {
		const shown = groups.slice(0, ${LINES});
		const left = groups.slice(${LINES}).reduce((sum, one) => sum + one.count, 0);
		const more = groups.length > ${LINES} ? [{ said: 'and ' + (groups.length - ${LINES}) + ' more, with ' + left }] : [];
		return [...shown.map((one) => ({ typed: one.label, said: ': ' + one.count + (one.since ? ', the oldest of ' + time(one.since).slice(0, 10) : '') })), ...more];
	};
	const url = /^https?:\\/\\//i.test(${settings}.linkFormUrl ?? '') ? String(${settings}.linkFormUrl).trim() : null;
	const alarm = found.silent ? 'No event has come from the appliance ' + (found.lastEvent ? 'since ' + time(found.lastEvent) : 'so far') + ', but ' + many(swept, 'session') + ' ended since then and had to be found by the sweep. Look at the outbound events of the appliance (/login > Management > Outbound Events) and at the address they go to.' : null;
	const since = unlinked.since ? ', the oldest since ' + when(unlinked.since) : '';
	const parts = [
		unlinked.count ? { heading: many(unlinked, 'session') + ' without a ticket' + since, lines: [unlinked.inChats ? { said: unlinked.inChats + ' of them in a chat that has no ticket' } : null, unlinked.suggested ? { said: unlinked.suggested + ' of them with a suggested ticket' } : null].filter(Boolean), url } : null,
		unlinked.count ? { heading: 'By technician', lines: listed(found.technicians) } : null,
		unlinked.count ? { heading: 'By customer', lines: listed(found.customers) } : null,
		quarantined.count ? { heading: number(quarantined) + ' in quarantine', lines: listed(quarantined.reasons) } : null,
		failed.count ? { heading: many(failed, 'session') + ' waiting for another try', lines: listed(failed.errors) } : null,
	].filter(Boolean);
	const worthIt = Boolean(alarm) || parts.length > 0;
	const weekly = DateTime.now().setLocale('en').toFormat('cccc').toLowerCase() === String(${settings}.allIsWellOn).trim().toLowerCase();
	const last = { heading: 'Last event: ' + when(found.lastEvent) + '. Last session: ' + when(found.lastSession) + '.', lines: [] };
	const well = worthIt ? [] : [{ heading: 'All is well: no session waits for a ticket, none failed.', lines: [] }];
	const all = [...well, ...parts, last];
	const short = [unlinked.count ? number(unlinked) + ' without a ticket' : null, quarantined.count ? number(quarantined) + ' in quarantine' : null, failed.count ? number(failed) + ' waiting' : null].filter(Boolean).join(', ');
	const subject = 'Remote sessions: ' + [alarm ? 'NO EVENTS from the appliance' : null, short || null].filter(Boolean).join('; ');
	const plainLine = (line) => '- ' + (line.typed ? alone(cut(line.typed, 120)) : '') + line.said;
	const htmlLine = (line) => '<li>' + (line.typed ? html(line.typed, 120) : '') + escape(line.said) + '</li>';
	const plainPart = (part) => [part.heading, ...part.lines.map(plainLine), part.url ? 'Link them: ' + part.url : null].filter(Boolean).join('\\n');
	const htmlPart = (part) => '<h3>' + escape(part.heading) + '</h3>' + (part.lines.length ? '<ul>' + part.lines.map(htmlLine).join('') + '</ul>' : '') + (part.url ? '<p><a href="' + escape(part.url) + '">Link them</a></p>' : '');
	return {
		...found,
		worthIt,
		weekly,
		subject: worthIt ? subject : 'Remote sessions: all is well',
		text: [alarm, ...all.map(plainPart)].filter(Boolean).join('\\n\\n') + '\\n',
		html: (alarm ? '<p style="color:#b00020"><b>' + escape(alarm) + '</b></p>' : '') + all.map(htmlPart).join(''),
	};
})()`;

/** @returns the nodes that count and write, in order */
export const writeDigest = () => [
	object(COUNT, COUNTS, { executeOnce: true }),
	object(WRITE, MESSAGE),
];
