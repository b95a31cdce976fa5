import { NO_SESSION } from './appliance.mjs';
import { filesOf } from './reports.mjs';
import { allOf, childOf, childrenOf, textOf } from './xml.mjs';

/** What the appliance shows besides what nobody has seen: each makes rows of a label and a text. */

const NAMESPACES = ['bomgar', 'beyondtrust', 'sra'];

async function system(appliance) {
	const { status, headers, root, refusal } = await appliance.command('get_api_info');
	if (!root) {
		return [
			['Command API', refusal === null ? `HTTP ${status}` : appliance.personal.sentence(refusal)],
		];
	}
	const namespace = root.attributes.xmlns ?? '';
	const rights = allOf(root, 'permission')
		.filter(
			({ attributes, text }) =>
				/^perm_\w+$/.test(attributes.name) && /^\w{1,20}$/.test(text.trim()),
		)
		.map(({ attributes, text }) => `${attributes.name} ${text.trim()}`);
	const ahead = Number(textOf(root, 'timestamp')) - Math.floor(Date.now() / 1000);
	return [
		[
			'version of the Command API',
			/^[\d.]{1,20}$/.exec(textOf(root, 'api_version'))?.[0] ?? 'none',
		],
		['namespace', NAMESPACES.find((name) => namespace.includes(name)) ?? 'another one'],
		['rights of the account', rights.join(', ') || 'none listed'],
		['elements of get_api_info', appliance.personal.names(root.children.map(({ name }) => name))],
		['its clock is ahead by', Number.isFinite(ahead) ? `${ahead} s` : 'not told'],
		['names of headers', appliance.personal.names(Object.keys(headers))],
		['content type', appliance.personal.sentence(headers['content-type'] ?? 'none')],
	];
}

async function health(appliance) {
	const { status, root, refusal } = await appliance.command('check_health');
	if (!root) return [['check_health', refusal === null ? `HTTP ${status}` : 'refused']];
	return [
		['release', /^\d+(?:\.\d+){1,3}/.exec(textOf(root, 'version'))?.[0] ?? 'not told'],
		['role in a failover', appliance.personal.names([textOf(root, 'failover_role')])],
		['elements of check_health', appliance.personal.names(root.children.map(({ name }) => name))],
	];
}

const AT_THE_BEGINNING = { end_time: '1', duration: '1' };
const NOTHING = [
	['a session that is not there', 'SupportSession', { lsid: NO_SESSION }],
	['a time without sessions', 'SupportSession', AT_THE_BEGINNING],
	['the same, as a listing', 'SupportSessionListing', AT_THE_BEGINNING],
	[
		'surveys of customers',
		'SupportCustExitSurvey',
		{ ...AT_THE_BEGINNING, report_type: 'rep', id: 'all' },
	],
	['a recording that is not there', 'SupportSessionRecording', { lsid: NO_SESSION }],
	['a report about nothing', 'SupportSession', {}],
];

/** In its own words: they show the language, too. */
async function sentences(appliance) {
	const rows = [];
	for (const [what, report, query] of NOTHING) {
		const { status, root, refusal, placed } = await appliance.report(report, query);
		const said =
			refusal === null
				? `HTTP ${status}, ${root ? `an element ${root.name} with ${root.children.length} in it` : 'no XML'}`
				: `HTTP ${status}, error as ${placed}: ${appliance.personal.sentence(refusal)}`;
		rows.push([`refusal of ${what}`, said]);
	}
	return rows;
}

/** Paths of elements with how many of the sessions have them filled; what happened in a session is counted by kind below. */
function pathsOf(element, before = '') {
	return element.children.flatMap((one) => {
		const path = `${before}${one.name}`;
		const own = one.text.trim() !== '' || Object.keys(one.attributes).length > 0 ? [path] : [];
		return one.name === 'session_details' ? [path] : [...own, ...pathsOf(one, `${path}/`)];
	});
}

const counted = (lists) => {
	const counts = new Map();
	for (const list of lists)
		for (const one of new Set(list)) counts.set(one, (counts.get(one) ?? 0) + 1);
	return counts;
};

async function reports(appliance) {
	const { personal } = appliance;
	const sessions = await appliance.sessions();
	if (sessions.length === 0) return [['reports', 'no ended session in the last 30 days']];
	const told = (counts) =>
		[...counts]
			.filter(([name]) => personal.names([name.replaceAll('/', '.')]) === name.replaceAll('/', '.'))
			.sort(([a], [b]) => a.localeCompare(b, 'en'))
			.map(([name, number]) => `${name} ${number}`)
			.join(', ') || 'none';
	const events = sessions.map((one) => allOf(childOf(one, 'session_details'), 'event'));
	const ends = sessions.map((one) => childOf(one, 'end_time'));
	const formOfEnd = (end) =>
		end === undefined
			? 'no element'
			: `${end.text.trim() === '' ? 'empty' : personal.formOf(end.text.trim())}, timestamp ${end.attributes.timestamp === undefined ? 'missing' : end.attributes.timestamp === '' ? 'empty' : end.attributes.timestamp === '0' ? '0' : 'set'}`;
	return [
		['reports read', String(sessions.length)],
		[
			'elements, and in how many reports they are filled',
			told(counted(sessions.map((one) => pathsOf(one)))),
		],
		[
			'kinds of events, and in how many reports',
			told(counted(events.map((all) => all.map(({ attributes }) => attributes.event_type ?? '')))),
		],
		['forms of end_time', [...new Set(ends.map(formOfEnd))].join('; ')],
		...eventRows(personal, events.flat()),
	];
}

function eventRows(personal, events) {
	const parts = events.flatMap(({ children }) => children.map(({ name }) => name));
	const blocks = events.map((event) => childrenOf(event, 'data').length);
	const fields = events.flatMap((event) => allOf(childOf(event, 'system_information'), 'field'));
	const files = events.filter((event) => filesOf(event).length > 0);
	return [
		['elements of events', personal.names(parts)],
		['most blocks of data in one event', String(Math.max(0, ...blocks))],
		[
			'fields of the system information are named by',
			personal.names(fields.flatMap(({ attributes }) => Object.keys(attributes))),
		],
		[
			'events with names of files',
			personal.names(files.map(({ attributes }) => attributes.event_type ?? '')),
		],
	];
}

export const applianceFacts = [system, health, sentences, reports];
