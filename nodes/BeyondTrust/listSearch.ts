import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { Team, TeamIssue } from '../shared/appliance/command';
import { getLoggedInRepresentatives, getTeams } from '../shared/appliance/command';
import { getIssuesOfTeam } from '../shared/appliance/commandV2';
import { Appliance } from '../shared/appliance/connection';
import { ApplianceError, toNodeError } from '../shared/appliance/errors';
import { InputError } from '../shared/session/errors';

type List = (appliance: Appliance) => Promise<INodeListSearchItems[]>;

/** A picker: the list, narrowed by what was typed, sorted by name. */
const picker = (list: List) =>
	async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		try {
			const wanted = (filter ?? '').trim().toLowerCase();
			const all = await list(await Appliance.open(this));
			const results = all
				.filter(({ name, value }) => `${name} ${String(value)}`.toLowerCase().includes(wanted))
				.sort((a, b) => a.name.localeCompare(b.name));
			return { results };
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};

export const searchTeams = picker(async (appliance) =>
	(await getTeams(appliance)).map(({ id, name }) => ({ name: name || id, value: id })),
);

export const searchRepresentatives = picker(async (appliance) =>
	(await getLoggedInRepresentatives(appliance)).map(({ id, privateName, publicName }) => ({
		name: privateName === publicName ? privateName : `${privateName} (${publicName})`,
		value: id,
	})),
);

/** A queue is asked for by the issue's code name, which v1 of the Command API is not known to tell; v2 does. */
export const searchIssues = picker(async (appliance) => {
	const teams = (await getTeams(appliance)).filter(({ issues }) => issues.length > 0);
	const told = teams.some(({ issues }) => issues.some(({ codeName }) => codeName !== null));
	const listed = await Promise.all(
		teams.map(async (team) => {
			const issues = told ? team.issues : await issuesOfTeam(appliance, team);
			return issues.map(({ title, codeName }) => ({
				name: `${title} (${team.name})`,
				value: codeName ?? '',
			}));
		}),
	);
	return listed.flat().filter(({ value }) => value !== '');
});

const issuesOfTeam = async (appliance: Appliance, team: Team): Promise<TeamIssue[]> =>
	await getIssuesOfTeam(appliance, team).catch((error: unknown) => {
		throw error instanceof ApplianceError && error.kind === 'notAnAppliance' ? untold() : error;
	});

const untold = () =>
	new InputError(
		'This appliance does not list the code names of its issues.',
		"Switch the field to 'By Code Name' and enter the code name that /login shows for the issue.",
		'Issue',
	);
