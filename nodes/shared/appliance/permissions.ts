import { child, children } from '../session/report/element';
import type { XmlElement } from '../session/report/element';
import type { Appliance } from './connection';
import { ApplianceError, Refusal } from './errors';

/** What calls need, in the words of /login. */
export const READ = 'Command API: read-only or full access';
export const FULL = 'Command API: full access';
export const REPORTING_RIGHT =
	'Reporting API: allow access to support session reports and recordings';

/** By the wire's names; `perm_command` is `full_access`, `read_only` or `deny`, the others are yes or no. */
export type Permissions = Record<string, string | boolean>;

export function permissionsFrom(root: XmlElement): Permissions {
	const permissions: Permissions = {};
	for (const permission of children(child(root, 'permissions'), 'permission')) {
		const name = permission.attributes.name ?? '';
		const value = permission.text.trim();
		if (/^perm_\w+$/.test(name))
			permissions[name] = name === 'perm_command' ? value : value === '1';
	}
	return permissions;
}

/** One call that tells what an account may do (`get_api_info`); any access to the Command API is enough for it. */
export const apiInformationCall = {
	path: '/api/command',
	params: { action: 'get_api_info' },
	right: READ,
	repeatable: true,
};

/** Fetched once a run; null where the account may not ask, by which it has no access to the Command API at all. */
export async function getPermissions(appliance: Appliance): Promise<Permissions | null> {
	return await appliance.once('permissions', async () => {
		const root = await appliance.call(apiInformationCall).catch((error: unknown) => {
			if (error instanceof Refusal) return null;
			if (error instanceof ApplianceError && error.kind === 'permission') return null;
			throw error;
		});
		return root?.name === 'api_information' ? permissionsFrom(root) : null;
	});
}

/** Whether permissions hold a right; undefined where they do not tell. */
export function granted(right: string, permissions: Permissions | null): boolean | undefined {
	if (right === REPORTING_RIGHT) {
		const value = permissions?.perm_reporting_support;
		return typeof value === 'boolean' ? value : undefined;
	}
	if (permissions === null) return false;
	const command = permissions.perm_command;
	if (typeof command !== 'string' || command === '') return undefined;
	return command === 'full_access' || (right === READ && command === 'read_only');
}
