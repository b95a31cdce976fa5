import type { Flow } from '../../flow';
import { beyondTrustList, firstOf, object, question } from '../../nodes';
import { readRows } from '../store/tables';

const CHOICES = 'Who can be chosen?';
const TEAMS = 'Read the enabled teams';
const LOGGED_IN = 'Ask who is logged in';
const SOMEBODY = 'Is somebody logged in?';
const NOBODY = 'Remember why nobody is there';
const LISTED = 'Read the list of technicians';

/** Most rows of a table that are read; a service desk has fewer teams and technicians. */
const MOST = 500;

/** n8n escapes angle brackets of some fields twice, and two choices of one name could not be told apart. */
const CHOICES_CODE = `(() => {
	const rows = (node) => $(node).all(0).map((one) => one.json);
	const teams = rows('${TEAMS}').filter((row) => row.teamId).map((row) => ({
		queueType: 'team', queueId: String(row.teamId), name: row.displayName || row.name || row.teamId, isDefault: row.default === true,
	}));
	const listed = $input.all().map((one) => one.json).filter((row) => row.representativeId);
	const switchedOff = new Set(listed.filter((row) => row.enabled === false).map((row) => String(row.representativeId)));
	const technicians = rows('${SOMEBODY}').filter((one) => one.id && !switchedOff.has(String(one.id))).map((one) => ({
		queueType: 'representative', queueId: String(one.id), name: one.privateName || one.displayName || one.publicName || one.username || one.id,
	}));
	const kinds = { team: 'team', representative: 'technician' };
	const named = [...teams, ...technicians].map((one) => ({ ...one, label: kinds[one.queueType] + ' ' + String(one.name).replace(/[<>]/g, ' ').trim() }));
	const count = (label) => named.filter((one) => one.label === label).length;
	const choices = named.map((one) => ({ ...one, label: count(one.label) > 1 ? one.label + ' (' + one.queueId + ')' : one.label }));
	const noTechnicians = $('${NOBODY}').isExecuted && $('${NOBODY}').first().json.failed;
	return { choices, standard: choices.find((one) => one.isDefault) ?? null, noTechnicians };
})()`;

/** `{ choices: [{ queueType, queueId, label, isDefault }], standard, noTechnicians }`, for expressions of later nodes. */
export const whoCanBeChosen = firstOf(CHOICES);

const enabledTeams = (name: string) =>
	readRows(name, 'beyondtrust_teams', { enabled: 'true' }, 'allConditions', MOST);

/**
 * Finds out who can take a session: the teams that are enabled in the table, and the representatives who are logged in,
 * without those whom the table switches off.
 *
 * @returns the names of the block's first and last node
 */
export function findWhoTakesIt(flow: Flow): { first: string; last: string } {
	const once = { alwaysOutputData: true, executeOnce: true };
	flow.add(
		beyondTrustList(LOGGED_IN, 'representative'),
		question(SOMEBODY, '$json.id'),
		// n8n cannot hand out an item again that holds an error.
		object(NOBODY, '{ failed: Boolean($json.error) }'),
		{ ...enabledTeams(TEAMS), settings: once },
		{
			...readRows(LISTED, 'beyondtrust_technicians', { enabled: 'false' }, 'allConditions', MOST),
			settings: once,
		},
		object(CHOICES, CHOICES_CODE, { executeOnce: true }),
	);
	flow.path(LOGGED_IN, SOMEBODY, TEAMS, LISTED, CHOICES);
	flow.on(SOMEBODY, 'no', NOBODY, TEAMS);
	return { first: LOGGED_IN, last: CHOICES };
}

/** Reads the team once more that somebody chose a while ago. `queue` is an expression for the choice, or null. */
export const readTeamAgain = (name: string, queue: string) =>
	readRows(
		name,
		'beyondtrust_teams',
		{ teamId: `${queue}?.queueId ?? '-'`, enabled: 'true' },
		'allConditions',
		1,
	);

/** The default team among the enabled ones, for a template that offers no choice. `rows` come from `$input`. */
export const defaultTeam = `(() => {
	const row = $input.all().map((one) => one.json).find((one) => one.teamId && one.default === true);
	const name = row?.displayName || row?.name || row?.teamId;
	return row ? { queueType: 'team', queueId: String(row.teamId), name, label: 'team ' + name } : null;
})()`;

export { enabledTeams };
