import { count } from '../findings.mjs';
import { NO_SESSION, USERS } from './appliance.mjs';
import { reports } from './reportFacts.mjs';
import { allOf, namesOf, textOf } from './xml.mjs';

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
				? `HTTP ${status}, ${root ? `an element ${appliance.personal.names([root.name])} with ${root.children.length} in it` : 'no XML'}`
				: `HTTP ${status}, error as ${placed}: ${appliance.personal.sentence(refusal)}`;
		rows.push([`refusal of ${what}`, said]);
	}
	return rows;
}

const LISTS = [
	['get_support_teams', { showmembers: '1' }],
	['get_logged_in_reps', {}],
];

/** Which elements lists have, and which fields users. */
async function lists(appliance) {
	const { personal } = appliance;
	const rows = [];
	for (const [action, query] of LISTS) {
		const { status, root } = await appliance.command(action, query);
		const seen = root ? personal.names(namesOf(root)) : `HTTP ${status}`;
		rows.push([`elements and attributes of ${action}`, seen]);
	}
	const { status, headers, body } = await appliance.json('/api/config/v1/user', USERS);
	const users = Array.isArray(body) ? body : [];
	rows.push(['list of users', `HTTP ${status}, ${count(users.length, 'entry', 'entries')}`]);
	rows.push(['fields of users', personal.names(users.flatMap((one) => Object.keys(one)))]);
	rows.push(['names of headers of the list', personal.names(Object.keys(headers))]);
	return rows;
}

export const applianceFacts = [system, health, sentences, lists, reports];
