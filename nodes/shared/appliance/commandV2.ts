import type { Team, TeamIssue } from './command';
import { READ } from './permissions';
import type { Appliance } from './connection';
import { ApplianceError } from './errors';

/**
 * Command API v2 (`/api/command/v2`, JSON): everything that is assumed about it. No operation depends on it.
 *
 * It is newer than RS 24.3, and its specification is public for the sister product only (Privileged Remote Access,
 * 2.0.0). UNSURE [appliance.command-v2], until a customer's own `/api/command/v2/openapi.yaml` says so (docs/pilot.md):
 * - an appliance without it answers 404;
 * - `GET /info` has `command_api_version`;
 * - `GET /team/{id}/issue` is a bare list of objects with `id`, `title` (or `name`) and `code_name`;
 * - it wants the same permission as v1, at least read-only.
 */
const BASE = '/api/command/v2';

type Fields = Record<string, unknown> | null;

/** The version of Command API v2, or null where the appliance does not have it or does not let this account in. */
export async function commandV2Version(appliance: Appliance): Promise<string | null> {
	const info = await appliance.getJson(`${BASE}/info`, READ).catch((error: unknown) => {
		if (!(error instanceof ApplianceError)) throw error;
		return null;
	});
	const version = (info as Fields)?.command_api_version;
	return typeof version === 'string' && version !== '' ? version : null;
}

/**
 * The issues of a team with their code names, which v1 is not known to tell. Throws ApplianceError `notAnAppliance` where
 * the appliance has no v2.
 */
export async function getIssuesOfTeam(appliance: Appliance, team: Team): Promise<TeamIssue[]> {
	const list = await appliance.getJson(`${BASE}/team/${encodeURIComponent(team.id)}/issue`, READ);
	return (Array.isArray(list) ? (list as Fields[]) : []).map((issue) => ({
		id: String(issue?.id ?? ''),
		title: String(issue?.title ?? issue?.name ?? ''),
		codeName: typeof issue?.code_name === 'string' ? issue.code_name : null,
	}));
}
