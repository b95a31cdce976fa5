import type { Flow, NodeSpec } from '../../flow';
import { RECONCILIATION, STATES } from '../reasons';
import { reconcileSetting } from './reconcileSettings';
import { changeRows, type Condition, readRows, type RowOf } from '../store/tables';

const LEDGER = 'beyondtrust_sessions';

/** Most sessions of a run, the newest ones. */
export const MOST_SESSIONS = 1000;

/** Stands for the note's hash until the route has written the note: it goes by the row's ticket then. */
const NO_HASH_YET = 'to be written';

export const ROWS = {
	unlinked: 'Read the unlinked sessions',
	chatted: 'Read the sessions of chats',
	technicians: 'Read the technicians',
} as const;

const once = (spec: NodeSpec): NodeSpec => ({
	...spec,
	settings: { ...spec.settings, executeOnce: true },
});

const newest = (name: string, state: string) =>
	once(
		readRows(
			name,
			LEDGER,
			{
				state: `'${state}'`,
				endedAt: {
					since: `DateTime.now().minus({ days: Number(${reconcileSetting('lookBackDays')}) || 14 }).toUTC().toISO()`,
				},
			},
			'allConditions',
			MOST_SESSIONS,
			'endedAt',
		),
	);

/** Reads what may be linked, and who is known. @returns the names of the block's first and last node */
export function readForReconciliation(flow: Flow): { first: string; last: string } {
	flow.add(
		newest(ROWS.unlinked, STATES.unlinked),
		newest(ROWS.chatted, STATES.chatted),
		once(readRows(ROWS.technicians, 'beyondtrust_technicians', {}, 'allConditions', 0)),
	);
	flow.path(...Object.values(ROWS));
	return { first: ROWS.unlinked, last: ROWS.technicians };
}

/** Only where the row says what it said when it was read: whoever takes a session counts its attempts up. */
const asRead: Record<'key' | 'state' | 'attempts', Condition> = {
	key: '$json.row.key',
	state: '$json.row.state',
	attempts: { same: '$json.row.attempts' },
};

const change = (name: string, row: RowOf<typeof LEDGER>) => ({
	...changeRows(name, LEDGER, asRead, row),
	settings: { alwaysOutputData: true },
});

/** Says in the row which ticket it may be, or that there is none any more. */
export const writeSuggestion = (name: string) => change(name, { suggestion: '$json.suggestion' });

/**
 * Gives a session to the route, as one whose note was about to be put on this ticket. The next sweep puts it there, with all
 * that the route does to write once and to try again.
 */
export const giveToRoute = (name: string) =>
	change(name, {
		state: `'${STATES.received}'`,
		reason: 'null',
		linkKind: "'ticket'",
		linkSystem: '$json.system',
		linkId: '$json.ticket',
		noteHash: `'${NO_HASH_YET}'`,
		attempts: '0',
		lastError: 'null',
		linkedBy: `'${RECONCILIATION}'`,
		linkedAt: 'DateTime.now().toUTC().toISO()',
		suggestion: '$json.suggestion',
	});
