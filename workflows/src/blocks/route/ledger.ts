import type { Flow, NodeSpec } from '../../flow';
import { choice, firstOf, object } from '../../nodes';
import { DUE } from './due';
import { firstLine } from './firstLine';
import { REASONS, STATES } from '../reasons';
import type { Store } from '../store/store';
import type { RowOf } from '../store/tables';

/** The nodes whose items the ledger is written from. */
export const SESSION_TO_ROUTE = 'Session to route';
export const GET_SESSION = 'Get the session';
export const WHOLE_SESSION = 'Put the session together';
export const LOOK_UP = 'Look it up in the ledger';
export const CLAIM = 'Take it on';
export const CLAIM_AGAIN = 'Take it on once more';

const LEDGER = 'beyondtrust_sessions';

type Row = RowOf<typeof LEDGER>;

/** What is to be routed: `{ why, key, sessionId, applianceId, usable, problems, raw }`, for expressions of later nodes. */
export const incoming = firstOf(SESSION_TO_ROUTE);
/** The session with its surveys. */
export const session = firstOf(WHOLE_SESSION);
/** The row as it was before this run, an empty object where there was none. */
export const rowBefore = firstOf(LOOK_UP);

const sameKey = { key: `${incoming}.key` };
const text = (value: string) => JSON.stringify(value);

/** Who the row is of: enough to find the session again, and the event as it came. */
const identity: Row = {
	key: `${incoming}.key`,
	sessionId: `${incoming}.sessionId`,
	applianceId: `${incoming}.applianceId`,
	raw: `${incoming}.raw`,
};

/** Rows as they were looked up: whoever claims one changes what it says, and nobody else does after that. */
const asLookedUp = {
	...sameKey,
	attempts: { same: `${rowBefore}.attempts` },
	state: { same: `${rowBefore}.state` },
};

/** How often the session was tried, this run's attempt included; -1 for a run that has not claimed the row. */
const myAttempts = `($('${CLAIM_AGAIN}').isExecuted ? ${firstOf(CLAIM_AGAIN)}.attempts : $('${CLAIM}').isExecuted ? ${firstOf(CLAIM)}.attempts : -1)`;

/** A row that this run claimed, unless another one took it over meanwhile. */
const mine = { ...sameKey, attempts: myAttempts, state: text(STATES.received) };

/** Whether a note is on a ticket by what a row says, or was about to be put there. */
export const onTicket = (row: string) => `(${row}.noteHash && ${row}.linkKind === 'ticket')`;

const WEIGH = 'Weigh what the ledger says';
export const WHAT = 'What is to be done?';

/**
 * What an event or the sweep asks for, by what the row says: `route`, `check` for what came late, `giveUp` or `nothing`.
 *
 * An event is new knowledge and waits for no pause. A session that the appliance lists cannot be unknown to it, so its
 * quarantine ends. Rows that were done come back for surveys, and for what else may have come late.
 */
const VERDICT = `(() => {
	const row = $json;
	const { why } = ${incoming};
	${DUE}
	const isDone = row.state && !open(row) && row.state !== '${STATES.quarantined}';
	const late = why === 'survey' && isDone && ${onTicket('row')};
	const refuted = why === 'listed' && row.state === '${STATES.quarantined}' && row.reason !== '${REASONS.gaveUp}' && minutes(row.updatedAt) >= pause(1);
	const fromSweep = why === 'listed' || why === 'due';
	const due = fromSweep ? isDue(row) : open(row) && !inHands(row);
	const check = isDone && (why === 'recheck' || (why === 'listed' && !row.endedAt));
	const todo = late || refuted ? 'route' : due ? (fromSweep && isTired(row) ? 'giveUp' : 'route') : check ? 'check' : 'nothing';
	return { todo };
})()`;

/** Says what is to be done, and leads there. @returns the names of the block's first node and of its choice */
export function weigh(flow: Flow): { first: string; choice: string } {
	flow.add(
		object(WEIGH, VERDICT),
		choice(WHAT, {
			'route it': "$json.todo === 'route'",
			'see what came late': "$json.todo === 'check'",
			'give it up': "$json.todo === 'giveUp'",
			nothing: "$json.todo === 'nothing'",
		}),
	);
	flow.path(WEIGH, WHAT);
	return { first: WEIGH, choice: WHAT };
}

/** Whether the session was done before, and is only looked at for what came late. */
export const onlyChecked = `(${firstOf(WEIGH)}.todo === 'check')`;

/** What people tell sessions apart by. `defaultUser` is an expression for the customer of a session that names none. */
function sessionColumns(defaultUser: string): Row {
	const customer = `(${session}.customer.name ?? ${session}.customer.username ?? ${defaultUser})`;
	const when = `(${session}.startedAt ? DateTime.fromISO(${session}.startedAt).toFormat('yyyy-MM-dd HH:mm') : null)`;
	const { company, hostname } = {
		company: `${session}.customer.company`,
		hostname: `${session}.customer.hostname`,
	};
	const person = `${session}.primaryRepresentative`;
	return {
		name: `[${customer}, ${company}, ${hostname}, ${when}].filter(Boolean).join(', ')`,
		customer,
		company,
		hostname,
		firstLine: firstLine(session),
		representative: `${person}?.privateName ?? ${person}?.publicName ?? ${person}?.username ?? null`,
		startedAt: `${session}.startedAt`,
		endedAt: `${session}.endedAt`,
		durationSeconds: `${session}.durationSeconds`,
	};
}

/** The nodes that read and write the ledger, in the store it is kept in. */
export const ledgerIn = (store: Store) => {
	const claim = (name: string): NodeSpec =>
		store.change(name, LEDGER, asLookedUp, {
			state: text(STATES.received),
			attempts: `(${rowBefore}.attempts ?? 0) + 1`,
			lastError: 'null',
		});
	return {
		lookUp: () => store.read(LOOK_UP, LEDGER, sameKey, 'allConditions', 1),

		/** Makes the row of a new session. Says nothing of its state: another run may have made the row a moment ago. */
		writeDown: (name: string) =>
			store.write(name, LEDGER, `${incoming}.key`, {
				...identity,
				raw: `${rowBefore}.raw ?? ${incoming}.raw`,
			}),

		/**
		 * Counts one more attempt, if nobody else has since the row was looked up. This is what keeps two runs for the same
		 * event from writing two notes.
		 */
		claim: () => claim(CLAIM),
		/** The same for a row that was done, when something came late. */
		claimAgain: () => claim(CLAIM_AGAIN),

		/**
		 * Says that a note is about to be written, and goes on only if this run still owns the row: one that was slow, and
		 * whose session the sweep has given to another run, ends here.
		 */
		beforeWriting: (name: string, more: Row = {}): NodeSpec =>
			store.change(name, LEDGER, mine, { lastError: 'null', ...more }),

		/** Ends the way of a session that was read: its state, an expression, and what people tell it apart by. */
		record: (name: string, state: string, defaultUser: string, more: Row): NodeSpec =>
			store.change(name, LEDGER, mine, {
				state,
				reason: 'null',
				lastError: 'null',
				...sessionColumns(defaultUser),
				...more,
			}),

		/** Brings up to date what people tell a session apart by that was done before, and leaves all else. */
		refresh: (name: string, defaultUser: string): NodeSpec =>
			store.change(name, LEDGER, asLookedUp, sessionColumns(defaultUser)),

		/** Says something of a session that this run has recorded, unless somebody has taken it since. `lastError` is an expression. */
		remark: (name: string, lastError: string): NodeSpec =>
			store.change(name, LEDGER, { ...sameKey, attempts: myAttempts }, { lastError }),

		/** Ends the way of what cannot be a session. `reason` is an expression. Set to `received` by a person, it is due. */
		quarantine: (name: string, reason: string): NodeSpec =>
			store.write(name, LEDGER, `${incoming}.key`, {
				...identity,
				state: text(STATES.quarantined),
				reason,
				attempts: '0',
				lastError: 'null',
			}),

		/** Ends the attempts at a session; the last error stays. Set to `received` by a person, it is due. */
		giveUp: (name: string): NodeSpec =>
			store.change(name, LEDGER, asLookedUp, {
				state: text(STATES.quarantined),
				reason: text(REASONS.gaveUp),
				attempts: '0',
			}),

		/** Ends the way of a session that could not be routed now. `lastError` is an expression. */
		keepForLater: (name: string, lastError: string): NodeSpec =>
			store.change(name, LEDGER, mine, { lastError: `String(${lastError}).slice(0, 500)` }),
	};
};

export type Ledger = ReturnType<typeof ledgerIn>;
