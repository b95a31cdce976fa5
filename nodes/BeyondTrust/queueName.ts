import { getLoggedInRepresentatives, getTeams } from '../shared/appliance/command';
import type { Appliance } from '../shared/appliance/connection';
import type { Queue } from './properties/readQueue';

const SUPPORT_TEAM = 'our support team';
const SOMEBODY = 'our support representative';

/**
 * What customers call a queue. Representatives go by their public name alone: the picker shows the private one, and a
 * login name is none of the customer's business. Lists are fetched once a run, and only where the picker's name does
 * not serve.
 */
export async function queueNameOf(
	appliance: Appliance,
	{ type, id, picked }: Queue,
): Promise<string> {
	switch (type) {
		case 'team':
			return picked || (await teamName(appliance, (team) => team.id === id)) || SUPPORT_TEAM;
		case 'issue':
			return picked || (await teamOfIssue(appliance, id)) || SUPPORT_TEAM;
		case 'representative':
			return (await publicName(appliance, id)) || SOMEBODY;
		case 'username':
			return SOMEBODY;
		default:
			return SUPPORT_TEAM;
	}
}

type Team = Awaited<ReturnType<typeof getTeams>>[number];

const teamName = async (appliance: Appliance, is: (team: Team) => boolean) =>
	(await getTeams(appliance)).find(is)?.name;

const teamOfIssue = async (appliance: Appliance, codeName: string | null) =>
	await teamName(appliance, ({ issues }) => issues.some((issue) => issue.codeName === codeName));

const publicName = async (appliance: Appliance, id: string | null) =>
	(await getLoggedInRepresentatives(appliance)).find((one) => one.id === id)?.publicName;
