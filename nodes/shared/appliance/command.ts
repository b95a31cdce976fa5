import type { Appliance } from './connection';
import { missingRight } from './answer';
import { ApplianceError, Refusal } from './errors';
import type { Permissions } from './permissions';
import { FULL, getPermissions, granted, permissionsFrom, READ } from './permissions';
import type { XmlElement } from '../session/report/element';
import { child, children, textOf } from '../session/report/element';

/** Command API v1 (`/api/command`), one function per call. Element names: the vendor's command guide and recordings of 2019. */

/** Sends one action. Only what reads is repeated by itself, unless `repeatable` says otherwise. Throws ApplianceError. */
export async function command(
	appliance: Appliance,
	action: string,
	params: Record<string, string | undefined> = {},
	right = READ,
	repeatable = right === READ,
): Promise<XmlElement> {
	const call = { path: '/api/command', params: { action, ...params }, right, repeatable };
	return await appliance.call(call).catch(async (error: unknown) => {
		// What an account may do is asked, and not read from a sentence in some language.
		if (!(error instanceof Refusal)) throw error;
		const permissions = await getPermissions(appliance);
		throw granted(right, permissions) === false ? missingRight(right, 200) : error;
	});
}

export interface ApiInformation {
	apiVersion: string | null;
	/** Seconds since 1970 by the appliance's clock. */
	timestamp: number | null;
	permissions: Permissions;
}

/** What the API account may do (`get_api_info`). */
export async function getApiInformation(appliance: Appliance): Promise<ApiInformation> {
	const root = await command(appliance, 'get_api_info');
	if (root.name !== 'api_information') {
		throw new ApplianceError(
			'notAnAppliance',
			'There is an answer from this address, but not from a BeyondTrust appliance.',
			"Check 'Host' in the credential.",
		);
	}
	const timestamp = Number(textOf(root, 'timestamp') || Number.NaN);
	return {
		apiVersion: textOf(root, 'api_version') || null,
		timestamp: Number.isFinite(timestamp) ? timestamp : null,
		permissions: permissionsFrom(root),
	};
}

export interface Health {
	healthy: boolean;
	/** Why it is not healthy, in the appliance's words; null where it is or does not say. */
	reason: string | null;
	version: string | null;
	/** The GUID that outbound events carry as `appliance_id`. */
	applianceId: string | null;
	hostname: string | null;
	failoverRole: string | null;
	/** Addresses that the two appliances of a failover share and that this one has now. */
	sharedAddresses: string[];
}

/** State and identity of the appliance (`check_health`). */
export async function getHealth(appliance: Appliance): Promise<Health> {
	const root = await command(appliance, 'check_health');
	const node = child(root, 'appliance');
	const healthy = textOf(root, 'success') === '1';
	return {
		healthy,
		reason: (!healthy && textOf(root, 'error_message').replace(/\s+/g, ' ').slice(0, 500)) || null,
		version: textOf(root, 'version').split(' ')[0] || null,
		applianceId: node?.attributes.id || null,
		hostname: node?.text.trim() || null,
		failoverRole: textOf(root, 'failover_role') || null,
		sharedAddresses: children(child(root, 'enabled_shared_ips'), 'ip')
			.map(({ text }) => text.trim())
			.filter(Boolean),
	};
}

export interface TeamIssue {
	id: string;
	title: string;
	/** UNSURE [appliance.issue-code-name]: v1 is not known to send it. */
	codeName: string | null;
}

export interface TeamMember {
	id: string;
	displayName: string;
}

export interface Team {
	id: string;
	name: string;
	issues: TeamIssue[];
	members: TeamMember[];
}

/** All support teams with their issues and members (`get_support_teams`), fetched once a run. */
export async function getTeams(appliance: Appliance): Promise<Team[]> {
	return await appliance.once('teams', async () => {
		const root = await command(appliance, 'get_support_teams', { showmembers: '1' });
		return children(root, 'support_team').map(teamFrom);
	});
}

const teamFrom = (team: XmlElement): Team => ({
	id: team.attributes.id ?? '',
	name: textOf(team, 'name'),
	issues: children(child(team, 'issues'), 'issue').map((issue) => ({
		id: issue.attributes.id ?? '',
		// UNSURE [appliance.issue-title]: the title's element; a bare text is accepted too.
		title: textOf(issue, 'title') || textOf(issue, 'name') || issue.text.trim(),
		codeName: issue.attributes.code_name || textOf(issue, 'code_name') || null,
	})),
	members: children(child(team, 'members'), 'representative').map((member) => ({
		id: member.attributes.id ?? '',
		displayName:
			textOf(member, 'private_display_name') ||
			textOf(member, 'public_display_name') ||
			textOf(member, 'display_name'),
	})),
});

export interface LoggedInRepresentative {
	id: string;
	publicName: string;
	privateName: string;
	displayName: string;
	/** `Normal` or `Invited`. */
	type: string;
	/** ISO 8601 in UTC. */
	loggedInSince: string | null;
	supportSessionCount: number;
	showingOnRepList: boolean;
}

/** All representatives who are logged in (`get_logged_in_reps`), fetched once a run. */
export async function getLoggedInRepresentatives(
	appliance: Appliance,
): Promise<LoggedInRepresentative[]> {
	return await appliance.once('representatives', async () => {
		const root = await command(appliance, 'get_logged_in_reps');
		return children(root, 'rep').map((rep) => {
			const since = Date.parse(textOf(rep, 'logged_in_since'));
			const displayName = textOf(rep, 'display_name');
			const publicName = textOf(rep, 'public_display_name') || displayName;
			return {
				id: rep.attributes.id ?? '',
				publicName,
				privateName: textOf(rep, 'private_display_name') || publicName,
				displayName: displayName || publicName,
				type: textOf(rep, 'type'),
				loggedInSince: Number.isFinite(since) ? new Date(since).toISOString() : null,
				supportSessionCount: Number(textOf(rep, 'support_session_count')) || 0,
				showingOnRepList: textOf(rep, 'showing_on_rep_list') === '1',
			};
		});
	});
}

export interface KeyRequest {
	/** `general`, `rep:ID`, `team:ID`, `rep_username:NAME` or `issue:CODE_NAME`. */
	queueId: string;
	/** Seconds the key can start a session; a day where it is not said. */
	ttl?: number;
	externalKey?: string;
	/** Host name of the public site that the link leads to. */
	publicPortal?: string;
	/** Custom fields by code name. */
	attributes: Record<string, string>;
}

export interface GeneratedKey {
	code: string;
	url: string;
	/** ISO 8601 in UTC. */
	expiresAt: string | null;
	queueKind: string;
	queueId: string | null;
	/** Whether anybody serves the queue now. A key for a queue that nobody serves is still a success on the wire. */
	available: boolean;
	mailSubject: string;
	mailBody: string;
}

/** Makes a session key (`generate_session_key`). Never repeated by itself: each call makes another key. */
export async function generateSessionKey(
	appliance: Appliance,
	request: KeyRequest,
): Promise<GeneratedKey> {
	const attributes = Object.entries(request.attributes).map(([name, value]) => [
		`session.custom.${name}`,
		value,
	]);
	const root = await command(
		appliance,
		'generate_session_key',
		{
			...Object.fromEntries(attributes),
			type: 'support',
			queue_id: request.queueId,
			ttl: request.ttl === undefined ? undefined : String(request.ttl),
			'session.custom.external_key': request.externalKey || undefined,
			url_hostname: request.publicPortal || undefined,
		},
		FULL,
	);
	const code = textOf(root, 'short_key');
	const url = textOf(root, 'key_url');
	if (code === '' || !/^https?:\/\//i.test(url)) {
		throw new ApplianceError(
			'unreadable',
			'The appliance answered without a session key.',
			'Try again. If the problem persists, check the permissions of the API account and the queue in /login.',
		);
	}
	const expires = Number(textOf(root, 'expires') || Number.NaN) * 1_000;
	const queue = child(root, 'queue');
	return {
		code,
		url,
		expiresAt: Math.abs(expires) < 8.64e15 ? new Date(expires).toISOString() : null,
		queueKind: queue?.text.trim() ?? '',
		queueId: textOf(root, 'queue_id') || null,
		available: queue?.attributes.available === '1',
		mailSubject: textOf(root, 'mail_subject'),
		mailBody: textOf(root, 'mail_body'),
	};
}
