import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { getLoggedInRepresentatives, getTeams } from '../shared/appliance/command';
import { Appliance } from '../shared/appliance/connection';
import { toNodeError } from '../shared/appliance/errors';
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

/** A queue is asked for by the issue's code name, which not every appliance tells in the list of its teams. */
export const searchIssues = picker(async (appliance) => {
	const issues = (await getTeams(appliance)).flatMap((team) =>
		team.issues.map((issue) => ({ ...issue, team: team.name })),
	);
	const named = issues.filter(({ codeName }) => codeName !== null);
	if (issues.length > 0 && named.length === 0) {
		throw new InputError(
			'This appliance does not tell the code names of its issues.',
			"Switch the field to 'By Code Name' and enter the code name that /login shows for the issue.",
			'Issue',
		);
	}
	return named.map(({ codeName, title, team }) => ({
		name: `${title} (${team})`,
		value: codeName as string,
	}));
});
