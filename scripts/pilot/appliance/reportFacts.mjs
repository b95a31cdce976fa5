import { filesOf } from './reports.mjs';
import { allOf, childOf, childrenOf } from './xml.mjs';

/** What reports of sessions look like: which elements they have, what happened in them by its kind, and the forms of their times. */

/** Paths of filled elements; what is in an event is told by its kind. */
function pathsOf(element, before = '') {
	return element.children.flatMap((one) => {
		const path = `${before}${one.name}`;
		if (one.name === 'session_details') return [path];
		const isFilled = one.text.trim() !== '' || Object.keys(one.attributes).length > 0;
		return [...(isFilled ? [path] : []), ...pathsOf(one, `${path}.`)];
	});
}

/** How many of the lists hold each text. */
function counted(lists) {
	const counts = new Map();
	for (const one of lists.flatMap((list) => [...new Set(list)])) {
		counts.set(one, (counts.get(one) ?? 0) + 1);
	}
	return counts;
}

/** How the end of a session is told, or that there is none. */
function formOfEnd(end, personal) {
	if (!end) return 'no element';
	const text = end.text.trim();
	const { timestamp } = end.attributes;
	const isTime = /^[1-9]\d+$/.test(timestamp ?? '');
	const told = isTime ? 'set' : timestamp === undefined ? 'missing' : `"${timestamp}"`;
	return `${text === '' ? 'empty' : personal.formOf(text)}, timestamp ${told.slice(0, 9)}`;
}

function eventRows(personal, events) {
	const kindsOf = (all) => all.map(({ attributes }) => attributes.event_type ?? '');
	const blocks = events.map((event) => childrenOf(event, 'data').length);
	const fields = events.flatMap((event) => allOf(childOf(event, 'system_information'), 'field'));
	const naming = fields.flatMap(({ attributes }) => Object.keys(attributes));
	const withFiles = events.filter((event) => filesOf(event).length > 0);
	const parts = events.flatMap(({ children }) => children.map(({ name }) => name));
	return [
		['elements of events', personal.names(parts)],
		['most blocks of data in one event', String(Math.max(0, ...blocks))],
		['fields of the system information are named by', personal.names(naming)],
		['events with names of files', personal.names(kindsOf(withFiles))],
	];
}

/** Rows about the newest ended sessions. */
export async function reports(appliance) {
	const { personal } = appliance;
	const sessions = await appliance.sessions();
	if (sessions.length === 0) return [['reports', 'no ended session of the last 30 days was given']];
	const events = sessions.map((one) => allOf(childOf(one, 'session_details'), 'event'));
	const kinds = events.map((all) => all.map(({ attributes }) => attributes.event_type ?? ''));
	const ends = sessions.map((one) => formOfEnd(childOf(one, 'end_time'), personal));
	const paths = counted(sessions.map((one) => pathsOf(one)));
	return [
		['reports read', String(sessions.length)],
		['elements, and in how many reports they are filled', personal.counts(paths)],
		['kinds of events, and in how many reports', personal.counts(counted(kinds))],
		['forms of end_time', [...new Set(ends)].join('; ')],
		...eventRows(personal, events.flat()),
	];
}
