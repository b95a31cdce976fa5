import type { Directory, Representative, Team } from './directory.mts';

/** A queue that exists: where a key or a transfer leads. */
export interface Queue {
	kind: 'general' | 'rep' | 'team' | 'issue';
	available: boolean;
	/** Numeric id as the answer shows it; only for representatives and teams. */
	id?: number;
	representative?: Representative;
	team?: Team;
	issueTitle?: string;
	name: string;
}

/** What the appliance says no to, as the English sentence of an `<error>`. */
export class Refusal extends Error {}

function representativeQueue(found: Representative | undefined): Queue {
	if (!found) throw new Refusal('Could not find the specified representative.');
	const { id, loggedIn, privateName } = found;
	return { kind: 'rep', id, available: loggedIn, representative: found, name: privateName };
}

function teamQueue(directory: Directory, found: Team | undefined): Queue {
	if (!found) throw new Refusal('Could not find the specified support team.');
	const available = found.persistentQueue || directory.loggedInMembers(found).length > 0;
	return { kind: 'team', id: found.id, available, team: found, name: found.name };
}

function issueQueue(directory: Directory, codeName: string): Queue {
	const team = directory.teamOfIssue(codeName);
	if (!team) throw new Refusal('Could not find the specified issue.');
	const issueTitle = team.issues.find((issue) => issue.codeName === codeName)?.title;
	return { ...teamQueue(directory, team), kind: 'issue', id: undefined, issueTitle };
}

/**
 * Resolves `queue_id` (reference, 2.5): `general`, `rep:ID`, `team:ID`, `rep_username:NAME`, `issue:CODE_NAME`.
 * Unknown targets are refused; a target nobody serves is a queue with `available: false`.
 */
export function resolveQueue(directory: Directory, queueId: string): Queue {
	if (queueId === 'general') {
		return { kind: 'general', available: directory.loggedIn().length > 0, name: 'General Queue' };
	}
	const [, kind, value] = /^([a-z_]+):(.+)$/s.exec(queueId) ?? [];
	const id = /^\d+$/.test(value ?? '') ? Number(value) : NaN;
	switch (kind) {
		case 'rep':
			return representativeQueue(directory.representative(id));
		case 'rep_username':
			return representativeQueue(directory.byUsername(value));
		case 'team':
			return teamQueue(directory, directory.team(id));
		case 'issue':
			return issueQueue(directory, value);
		default:
			throw new Refusal('The queue_id parameter is missing or invalid.');
	}
}

/** Resolves the target of a transfer: a team or a logged-in representative, never `general` or an issue. */
export function resolveTransfer(directory: Directory, queueId: string): Queue {
	if (!/^(rep|team|rep_username):/.test(queueId)) {
		throw new Refusal('The queue_id parameter is missing or invalid.');
	}
	const queue = resolveQueue(directory, queueId);
	if (queue.kind === 'rep' && !queue.available) {
		throw new Refusal('The specified representative is not logged in.');
	}
	return queue;
}

/** Who takes a session from a queue: the representative himself, or the first logged-in one who serves it. */
export function takerOf(directory: Directory, queue?: Queue): Representative | undefined {
	if (!queue || queue.kind === 'general') return directory.loggedIn()[0];
	if (queue.team) return directory.loggedInMembers(queue.team)[0];
	return queue.available ? queue.representative : undefined;
}
