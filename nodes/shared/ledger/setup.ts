import { lineOf } from '../session/value';
import { FREE, LOCKS } from './lock';
import { ABOUT, DEFAULTS, type Settings } from './settingsTable';
import { type TableName, TABLES } from './tables';

type Json = Record<string, unknown>;

/** A row of `beyondtrust_settings`. */
export interface SettingRow {
	name: keyof Settings;
	value: string;
	about: string;
}

const objects = (given: unknown[]): Json[] =>
	given.filter((one): one is Json => typeof one === 'object' && one !== null);

/** A cell as people type it. */
const valueFrom = (value: Settings[keyof Settings]): string =>
	Array.isArray(value) ? value.join(', ') : String(value);

/**
 * Rows of settings to be written: those that are missing, with their defaults. Nothing that a person set is among them. The desk's name in
 * links comes from the desk workflow's answer to `describe`, and its row stays empty until there is one.
 */
export function settingsToWrite(rows: unknown[], desk: unknown): SettingRow[] {
	const there = new Map(objects(rows).map((row) => [lineOf(row.name).toLowerCase(), row]));
	const system = systemOf(desk) ?? '';
	const unnamed = there.has('linksystem') && lineOf(there.get('linksystem')?.value) === '';
	return (Object.keys(DEFAULTS) as Array<keyof Settings>)
		.filter(
			(name) => !there.has(name.toLowerCase()) || (name === 'linkSystem' && unnamed && system),
		)
		.map((name) => ({
			name,
			value: name === 'linkSystem' ? system : valueFrom(DEFAULTS[name]),
			about: ABOUT[name],
		}));
}

/** Locks that are missing: rows that exist before anybody wants them, because only a change of a row has one winner. */
export function locksToAdd(rows: unknown[]): Array<{ key: string; until: string }> {
	const there = new Set(objects(rows).map(({ key }) => key));
	return Array.from({ length: LOCKS }, (_, index) => ({
		key: `lock-${String(index).padStart(2, '0')}`,
		until: FREE,
	})).filter(({ key }) => !there.has(key));
}

/** What setup has found, each as the node that asked gave it. */
export interface ToTell {
	/** Appliance: Get, or its error item. */
	appliance: unknown;
	/** n8n's list of data tables. */
	tables: unknown[];
	/** Tables that this store keeps in n8n. */
	needed: readonly TableName[];
	/** The desk workflow's answer to `describe`; nothing where none is chosen. */
	desk: unknown;
	/** With the `warning` of Ledger: Read Settings, where it has one. */
	settings: Settings & { warning?: unknown };
	/** Why the settings could not be read. */
	wrong?: unknown;
	/** Teams and representatives, or the one item that says why they could not be read. */
	teams: unknown[];
	technicians: unknown[];
	/** The one item that says why the users of the appliance could not be read; nothing where they were. */
	usersFailed?: unknown[];
	/** The desk workflow's answer to `findAgents`. */
	agents?: unknown;
}

/** One thing that has to be ready, and what to do where it is not. */
export interface Check {
	what: string;
	isReady: boolean;
	said: string;
}

const errorIn = (value: unknown): string => {
	const { error, message } = (value ?? {}) as { error?: unknown; message?: unknown };
	const words = (error as { message?: unknown } | null | undefined)?.message ?? error;
	return [lineOf(words), lineOf(message)].filter(Boolean).join(' ');
};

/** The right to read users only makes work easier: without it everything is ready. */
function ofAppliance(appliance: unknown): Check[] {
	const what = 'Appliance';
	const failure = errorIn(appliance);
	if (failure) return [{ what, isReady: false, said: failure }];
	const { hostname, version, missingPermissions } = (appliance ?? {}) as Json;
	const missing = Array.isArray(missingPermissions) ? objects(missingPermissions) : [];
	const rights = missing.map(({ permission, neededFor }) => ({
		what: 'Permission of the API account',
		isReady: permission === 'perm_configuration',
		said: `The API account lacks a permission. It is needed for: ${lineOf(neededFor)}. Grant it in /login > Management > API Configuration.`,
	}));
	return [{ what, isReady: true, said: `${lineOf(hostname)}, ${lineOf(version)}` }, ...rights];
}

/** Columns that a table lacks are named: n8n's node cannot add one. */
function ofTable(name: TableName, listed: Json[]): Check[] {
	const what = `Table ${name}`;
	const table = listed.find((one) => one.name === name);
	if (!table)
		return [{ what, isReady: false, said: 'This table is missing. Run this workflow again.' }];
	const twins = listed
		.map((one) => lineOf(one.name))
		.filter((one) => one !== name && one.includes(name));
	const warning =
		twins.length > 0
			? [{ what, isReady: true, said: `There is also ${twins.join(', ')}, which is not used.` }]
			: [];
	if (!Array.isArray(table.columns)) return warning;
	const there = new Set(objects(table.columns).map((column) => column.name));
	const missing = Object.entries(TABLES[name]).filter(([column]) => !there.has(column));
	if (missing.length === 0) return warning;
	const named = missing.map(([column, type]) => `${column} (${type})`).join(', ');
	const said = `The column${missing.length > 1 ? 's' : ''} ${named} ${missing.length > 1 ? 'are' : 'is'} missing. Add ${missing.length > 1 ? 'them' : 'it'} in n8n under Data tables.`;
	return [...warning, { what, isReady: false, said }];
}

const SYSTEM = /^[a-z0-9-]{1,32}$/;

/** The desk's name in links, as the desk workflow says it; `null` where its answer is none. */
export function systemOf(desk: unknown): string | null {
	const { contract, system } = (desk ?? {}) as Json;
	const name = lineOf(system).toLowerCase();
	return contract === 1 && SYSTEM.test(name) ? name : null;
}

function ofDesk(desk: unknown, settings: Settings): Check {
	const what = 'Desk workflow';
	if (settings.deskWorkflow === '') {
		const said =
			"No desk workflow is chosen. Publish it and enter its ID in the row 'deskWorkflow' of beyondtrust_settings.";
		return { what, isReady: false, said };
	}
	const system = systemOf(desk);
	if (system !== null)
		return { what, isReady: true, said: `It answers. Its name in links is ${system}.` };
	const failure = errorIn(desk);
	const why = failure ? ` It said: ${failure}` : '';
	return {
		what,
		isReady: false,
		said: `Its answer to 'describe' does not follow the contract (contract 1, system).${why} Check that it is published, and check its settings.`,
	};
}

/** Without the settings, nobody knows which desk workflow is meant. */
const ofSettings = (wrong: unknown): Check => ({
	what: 'Settings',
	isReady: false,
	said: errorIn({ error: wrong }) || 'They could not be read.',
});

function ofList(what: string, items: unknown[]): Check {
	const failure = items.map(errorIn).find(Boolean);
	const count = objects(items).filter(({ id }) => lineOf(id) !== '').length;
	return failure
		? { what, isReady: false, said: `They could not be read: ${failure}` }
		: { what, isReady: true, said: `${count} found` };
}

/** What only makes the list of technicians shorter: said, and no reason not to go on. */
function ofPeople({ usersFailed = [], agents, desk }: ToTell): Check[] {
	const failure = usersFailed.map(errorIn).find(Boolean);
	const users = failure
		? `The users of the appliance could not be read, so only technicians who are logged in get a row, without an email address: ${failure}`
		: null;
	const asked = agents !== undefined && systemOf(desk) !== null;
	const known = Array.isArray((agents as Json | null)?.agents);
	const said = errorIn(agents) || lineOf((agents as Json | null)?.said);
	const numbers =
		asked && !known
			? `The desk did not list its agents. Enter 'agentId' by hand, or leave it empty to go by their names.${said ? ` It said: ${said}` : ''}`
			: null;
	return [users, numbers]
		.filter((one) => one !== null)
		.map((one) => ({ what: 'Technicians', isReady: true, said: one }));
}

const SAVE = 'Save successful production executions = Do not save';

/** n8n drops a workflow's settings when it is imported in the editor (seen in 2.41), and nothing here can look into other workflows. */
function ofSaved(warning: unknown): Check[] {
	const others = {
		what: 'To be done by hand',
		isReady: true,
		said: `In the settings of every workflow made from these templates: ${SAVE}. n8n drops this on import, and saved executions hold transcripts.`,
	};
	if (lineOf(warning) === '') return [others];
	const said = `The import has dropped a setting of this workflow. Open its settings and choose ${SAVE}. The other workflows have lost it as well.`;
	return [{ what: 'Saved executions', isReady: false, said }, others];
}

/** What is ready and what is not, with a sentence each, and `result` for all of it. */
export function readiness(input: ToTell): { isReady: boolean; result: string; checks: Check[] } {
	const listed = objects(input.tables);
	const checks = [
		...ofAppliance(input.appliance),
		...input.needed.flatMap((name) => ofTable(name, listed)),
		...(input.wrong ? [ofSettings(input.wrong)] : [ofDesk(input.desk, input.settings)]),
		ofList('Teams', input.teams),
		ofList('Technicians', input.technicians),
		...ofPeople(input),
		...ofSaved(input.settings.warning),
	];
	const open = checks.filter(({ isReady }) => !isReady);
	return {
		isReady: open.length === 0,
		result:
			open.length === 0
				? 'Everything is ready.'
				: `Not ready yet: ${open.map(({ what, said }) => `${what}: ${said}`).join(' ')}`,
		checks,
	};
}
