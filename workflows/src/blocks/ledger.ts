import type { NodeSpec } from '../flow';
import { itemOf } from '../nodes';
import { STATES } from './reasons';
import type { ColumnOf } from './tables';
import { changeRows, readRows, writeRow } from './tables';

/** The nodes whose items the ledger is written from. */
export const SESSION_TO_ROUTE = 'Session to route';
export const GET_SESSION = 'Get the session';
export const LOOK_UP = 'Look it up in the ledger';

const LEDGER = 'beyondtrust_sessions';

/** Minutes after which nobody is believed to be at a session any more; longer than a route waits for a report. */
const LONGEST_RUN = 15;

/** Most characters that are kept of what a customer said first. */
const LINE = 120;

type Row = Partial<Record<ColumnOf<typeof LEDGER>, string>>;

const incoming = (field: string) => `${itemOf(SESSION_TO_ROUTE)}.${field}`;
const sameKey = { key: incoming('key') };
const text = (value: string) => JSON.stringify(value);

/** Who the row is of: enough to find the session again, and the event as it came. */
const identity: Row = {
	key: incoming('key'),
	sessionId: incoming('sessionId'),
	applianceId: incoming('applianceId'),
	raw: incoming('raw'),
};

export const lookUp = () => readRows(LOOK_UP, LEDGER, sameKey, 'allConditions', 1);

/**
 * Whether a session that was looked up is for this run: new, left behind by a run that failed, or by one that never came
 * to its end.
 */
export const stillToDo = `!$json.state || ($json.state === ${text(STATES.received)} && ($json.lastError || DateTime.fromISO($json.updatedAt) < DateTime.now().minus({ minutes: ${LONGEST_RUN} })))`;

/** Makes the row of a new session. Says nothing of its state: another run may have made the row a moment ago. */
export const writeDown = (name: string) => writeRow(name, LEDGER, sameKey, identity);

/**
 * Counts one more attempt, if nobody else has since the row was looked up. Data tables have no unique keys and no locks;
 * this is what keeps two runs for the same event from writing two notes.
 */
export const claim = (name: string): NodeSpec => {
	const attempts = `${itemOf(LOOK_UP)}.attempts`;
	return changeRows(
		name,
		LEDGER,
		{ ...sameKey, attempts: { is: `${attempts} ? 'eq' : 'isEmpty'`, code: attempts } },
		{ state: text(STATES.received), attempts: `(${attempts} ?? 0) + 1`, lastError: 'null' },
	);
};

/** What people tell sessions apart by. `defaultUser` is an expression for the customer of a session that names none. */
function sessionColumns(defaultUser: string): Row {
	const session = itemOf(GET_SESSION);
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
		firstLine: `[...((${session}.transcript ?? []).find((line) => line.from?.type === 'customer')?.text ?? '')].slice(0, ${LINE}).join('') || null`,
		representative: `${person}?.privateName ?? ${person}?.publicName ?? ${person}?.username ?? null`,
		startedAt: `${session}.startedAt`,
		endedAt: `${session}.endedAt`,
		durationSeconds: `${session}.durationSeconds`,
	};
}

/** Ends the way of a session that was read: its state, and what people tell it apart by. */
export const record = (
	name: string,
	state: 'written' | 'chatted' | 'unlinked',
	defaultUser: string,
	more: Row,
): NodeSpec =>
	writeRow(name, LEDGER, sameKey, {
		...identity,
		state: text(state),
		reason: 'null',
		lastError: 'null',
		...sessionColumns(defaultUser),
		...more,
	});

/** Ends the way of what cannot be a session. `reason` is an expression. */
export const quarantine = (name: string, reason: string): NodeSpec =>
	writeRow(name, LEDGER, sameKey, {
		...identity,
		state: text(STATES.quarantined),
		reason,
		lastError: 'null',
	});

/** Ends the way of a session that could not be routed now. `lastError` is an expression. */
export const keepForLater = (name: string, lastError: string): NodeSpec =>
	writeRow(name, LEDGER, sameKey, {
		...identity,
		state: text(STATES.received),
		lastError: `String(${lastError}).slice(0, 500)`,
	});
