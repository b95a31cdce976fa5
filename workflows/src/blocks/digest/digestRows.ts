import type { Flow, NodeSpec } from '../../flow';
import { firstOf } from '../../nodes';
import { STATES } from '../reasons';
import { type ColumnOf, type Comparison, type Condition, readRows } from '../store/tables';

const LEDGER = 'beyondtrust_sessions';

/** Most rows of a kind that are read; one more says that there are more. */
export const MOST = 5000;

const EVENT = 'Find the last event';

/** The nodes that read, by what they find. */
export const READ = {
	unlinked: 'Read the unlinked sessions',
	chatted: 'Read the sessions of chats',
	quarantined: 'Read the quarantine',
	waiting: 'Read what waits',
	event: EVENT,
	swept: 'Read what only the sweep found since then',
	session: 'Find the last session',
} as const;

/** One question a kind of rows, whatever came before it. */
const read = (
	name: string,
	conditions: Partial<Record<ColumnOf<typeof LEDGER>, Condition | Comparison>>,
	limit: number,
	newestBy: ColumnOf<typeof LEDGER> | 'createdAt',
): NodeSpec => {
	const spec = readRows(name, LEDGER, conditions, 'allConditions', limit, newestBy);
	return { ...spec, settings: { ...spec.settings, executeOnce: true } };
};

const inState = (name: string, state: string) =>
	read(name, { state: `'${state}'` }, MOST + 1, 'createdAt');

/**
 * Reads what the message is about. What the sweep found carries its own mark in `raw`; what an event brought, the name that
 * every event begins with.
 *
 * @returns the names of the block's first and last node
 */
export function readForDigest(flow: Flow): { first: string; last: string } {
	const since = `(${firstOf(EVENT)}.createdAt ?? '1970-01-01T00:00:00.000Z')`;
	flow.add(
		inState(READ.unlinked, STATES.unlinked),
		inState(READ.chatted, STATES.chatted),
		inState(READ.quarantined, STATES.quarantined),
		inState(READ.waiting, STATES.received),
		read(READ.event, { raw: { is: "'like'", code: "'%support_conference%'" } }, 1, 'createdAt'),
		read(
			READ.swept,
			{ raw: { is: "'like'", code: `'{"foundBy"%'` }, endedAt: { since } },
			MOST + 1,
			'createdAt',
		),
		read(READ.session, { endedAt: { since: "'1970-01-01T00:00:00.000Z'" } }, 1, 'endedAt'),
	);
	flow.path(...Object.values(READ));
	return { first: READ.unlinked, last: READ.session };
}
