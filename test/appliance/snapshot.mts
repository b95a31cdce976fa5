import type { Permissions } from './options.mts';
import type { Delivery, QueuedEvent } from './outbound.mts';
import type { Session } from './session.mts';
import type { World } from './world.mts';

/** A session as the control page and tests see it: state and people, with its chat and notes as lines. */
export interface SessionView {
	lsid: string;
	state: Session['state'];
	/** Whether the report shows the end. */
	reported: boolean;
	startedAt: number;
	endedAt: number | null;
	externalKey: string;
	attributes: Record<string, string>;
	customer: string;
	owner: { id: number; name: string } | null;
	representatives: Array<{ id: number; name: string; present: boolean }>;
	teams: string[];
	lines: Array<{ at: number; type: string; by: string; text: string }>;
	events: number;
}

export interface Snapshot {
	now: number;
	url: string;
	healthy: boolean;
	offline: string | null;
	slow: number;
	faults: unknown[];
	options: Record<string, unknown>;
	accounts: Array<{
		clientId: string;
		enabled: boolean;
		locked: boolean;
		liveTokens: number;
		permissions: Permissions;
		counters: Record<string, number>;
	}>;
	teams: Array<{ id: number; name: string; codeName: string; issues: string[]; members: number[] }>;
	representatives: Array<{
		id: number;
		username: string;
		publicName: string;
		privateName: string;
		loggedIn: boolean;
	}>;
	keys: Array<{
		shortKey: string;
		url: string;
		queueId: string;
		expires: number;
		externalKey: string;
		lsid: string | null;
	}>;
	sessions: SessionView[];
	recipients: Array<{ url: string; enabled: boolean; queue: QueuedEvent[] }>;
	deliveries: Delivery[];
	dropped: number;
}

function sessionView(world: World, session: Session): SessionView {
	const owner = world.sessions.ownerOf(session);
	const spoken = session.events.filter(({ body }) => body !== undefined);
	return {
		lsid: session.lsid,
		state: session.state,
		reported: world.sessions.reported(session),
		startedAt: session.startedAt,
		endedAt: session.endedAt ?? null,
		externalKey: session.externalKey,
		attributes: session.attributes,
		customer: session.customer.name,
		owner: owner ? { id: owner.profile.id, name: owner.profile.privateName } : null,
		representatives: session.representatives.map(({ profile, departedAt }) => ({
			id: profile.id,
			name: profile.privateName,
			present: departedAt === undefined,
		})),
		teams: session.teams.map(({ name }) => name),
		lines: spoken
			.slice(-30)
			.map(({ at, type, by, body }) => ({ at, type, by: by?.name ?? '', text: body ?? '' })),
		events: session.events.length,
	};
}

const accountView = (world: World): Snapshot['accounts'] =>
	world.accounts.all().map((account) => ({
		clientId: account.clientId,
		enabled: account.enabled,
		locked: account.lockedUntil > Date.now(),
		liveTokens: account.tokens.filter(({ expiresAt }) => expiresAt > Date.now()).length,
		permissions: { ...account.permissions },
		counters: { ...account.counters },
	}));

/** The state of the appliance as plain JSON, without secrets and tokens; the last 100 deliveries. */
export function snapshot(world: World): Snapshot {
	const { accounts: _secret, ...options } = world.options;
	const { directory, faults, outbound } = world;
	return {
		now: Date.now(),
		url: world.publicUrl(),
		healthy: world.health.healthy,
		offline: faults.offline,
		slow: faults.slow,
		faults: faults.pending(),
		options,
		accounts: accountView(world),
		teams: directory.teams.map(({ id, name, codeName, issues, members }) => ({
			id,
			name,
			codeName,
			issues: issues.map(({ title }) => title),
			members,
		})),
		representatives: directory.representatives.map((one) => ({
			id: one.id,
			username: one.username,
			publicName: one.publicName,
			privateName: one.privateName,
			loggedIn: one.loggedIn,
		})),
		keys: world.keys.all().map(({ shortKey, url, queueId, expires, externalKey, lsid }) => ({
			shortKey,
			url,
			queueId,
			expires,
			externalKey,
			lsid: lsid ?? null,
		})),
		sessions: world.sessions.all().map((session) => sessionView(world, session)),
		recipients: outbound.queues().map(({ settings, queue }) => ({
			url: settings.url,
			enabled: settings.enabled ?? true,
			queue: [...queue],
		})),
		deliveries: outbound.deliveries.slice(-100),
		dropped: outbound.dropped.length,
	};
}
