import { getApiInformation, getHealth } from '../../../shared/appliance/command';
import { commandV2Version } from '../../../shared/appliance/commandV2';
import type { Operation } from '../../operation';

/** What the package uses, by the wire's names, and what it needs each for. */
const NEEDED: Array<{
	permission: string;
	granted: (value: unknown) => boolean;
	neededFor: string;
}> = [
	{
		permission: 'perm_command',
		granted: (value) => value === 'full_access',
		neededFor: 'Generating session keys and inviting (Command API: full access)',
	},
	{
		permission: 'perm_reporting_support',
		granted: (value) => value === true,
		neededFor: 'Reading ended sessions (Reporting API: support session reports and recordings)',
	},
	{
		permission: 'perm_configuration',
		granted: (value) => value === true,
		neededFor:
			'Looking up users by name or email address (Configuration API); everything else works without it',
	},
];

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get appliance status',
	description:
		'Get the status and version of the appliance, and what its API account may and may not do',
	properties: [],
	async execute({ appliance }) {
		const connection = await appliance();
		const information = await getApiInformation(connection);
		const health = await getHealth(connection);
		const missing = NEEDED.filter(
			({ permission, granted }) => !granted(information.permissions[permission]),
		);
		return {
			healthy: health.healthy,
			reason: health.reason,
			version: health.version,
			apiVersion: information.apiVersion,
			commandV2Version: await commandV2Version(connection),
			applianceId: health.applianceId,
			hostname: health.hostname,
			failoverRole: health.failoverRole,
			sharedAddresses: health.sharedAddresses,
			permissions: information.permissions,
			missingPermissions: missing.map(({ permission, neededFor }) => ({ permission, neededFor })),
			serverTime:
				information.timestamp === null
					? null
					: new Date(information.timestamp * 1_000).toISOString(),
		};
	},
};
