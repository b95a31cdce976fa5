import type { NodeSpec } from '../../flow';
import { REASONS, STATES } from '../reasons';
import { haloSystem } from '../settings';
import { changeRows, type Conditions, readRows, type RowOf } from '../store/tables';

const LEDGER = 'beyondtrust_sessions';

/** Most sessions that one page shows. */
export const PAGE = 100;

/** Minutes after which nobody is believed to be at a session any more: longer than n8n and the desk take to write. */
const LONGEST_RUN = 10;

/** How the ledger says that somebody is at a session; what a broken run leaves behind. */
const BEGUN = 'Begun by ';

type Row = RowOf<typeof LEDGER>;

const text = (value: string) => JSON.stringify(value);

/** Stands for no condition at all: a value that no row has. */
const ANY_TEXT = "'\\u0001'";
const ANY_TIME = "'1900-01-01T00:00:00.000Z'";

const where = (wanted: string, is: string, any: string) => ({
	is: `${wanted} ? '${is}' : 'neq'`,
	code: `${wanted} || ${any}`,
});

/**
 * Reads the newest sessions of a state that fit what was asked for, one more than a page shows. `asked` is an expression for
 * `{ customer, technician, from, to }`, `state` one for the state.
 */
export const readSessions = (name: string, state: string, asked: string): NodeSpec => {
	const spec = readRows(
		name,
		LEDGER,
		{
			state,
			customer: where(`${asked}.customer`, 'ilike', ANY_TEXT),
			representative: where(`${asked}.technician`, 'ilike', ANY_TEXT),
			startedAt: where(`${asked}.from`, 'gte', ANY_TIME),
			endedAt: where(`${asked}.to`, 'lt', ANY_TIME),
		},
		'allConditions',
		PAGE + 1,
		'startedAt',
	);
	return { ...spec, settings: { ...spec.settings, executeOnce: true } };
};

/** Whether a run began with the session of a row and did not say what came of it. `row` is an expression, as below. */
export const begun = (row: string): string =>
	`String(${row}.lastError ?? '').startsWith('${BEGUN}')`;

/** Whether somebody is at the session of a row just now. */
export const beingDone = (row: string): string =>
	`(${begun(row)} && DateTime.fromISO(${row}.updatedAt) > DateTime.now().minus({ minutes: ${LONGEST_RUN} }))`;

/** Who is at the session of a row, or was. */
export const doneBy = (row: string): string =>
	`(${begun(row)} ? String(${row}.lastError).slice(${BEGUN.length}).split(', ')[0] : ${row}.linkedBy)`;

export const readAgain = (name: string, key: string): NodeSpec =>
	readRows(name, LEDGER, { key }, 'allConditions', 1);

/**
 * Takes a session, if its row still says what the page showed; gives an empty item where it does not. `one` is an
 * expression for what the page showed, `who` one for the name of whoever acts.
 */
export const take = (name: string, one: string, who: string): NodeSpec => ({
	...changeRows(
		name,
		LEDGER,
		{
			key: `${one}.key`,
			state: `${one}.state`,
			attempts: { same: `${one}.attempts` },
		},
		{
			attempts: `(${one}.attempts ?? 0) + 1`,
			lastError: `'${BEGUN}' + String(${who}).replace(/,/g, ' ') + ', ' + DateTime.now().toISO() + ', and not finished.'`,
		},
	),
	settings: { alwaysOutputData: true },
});

const taken = (one: string): Conditions => ({
	key: `${one}.key`,
	attempts: `(${one}.attempts ?? 0) + 1`,
});

/** Ends the way of a session that was taken and stays as it was. `why` is an expression. */
export const giveBack = (name: string, one: string, why: string): NodeSpec =>
	changeRows(name, LEDGER, taken(one), { lastError: `String(${why}).slice(0, 500)` });

const signed = (who: string): Row => ({
	linkedBy: who,
	linkedAt: 'DateTime.now().toISO()',
	lastError: 'null',
});

/** Ends the way of a session that is on a ticket now. */
export const recordLinked = (name: string, one: string, who: string, noteHash: string): NodeSpec =>
	changeRows(name, LEDGER, taken(one), {
		state: text(STATES.linked),
		reason: 'null',
		linkKind: "'ticket'",
		linkSystem: haloSystem,
		linkId: `String(${one}.ticket)`,
		noteHash,
		...signed(who),
	});

/** Ends the way of a session that is on no ticket any more. The ledger says who took it off. */
export const recordUnlinked = (name: string, one: string, who: string): NodeSpec =>
	changeRows(name, LEDGER, taken(one), {
		state: text(STATES.unlinked),
		reason: text(REASONS.noLink),
		linkKind: "'none'",
		linkSystem: 'null',
		linkId: 'null',
		noteHash: 'null',
		...signed(who),
	});

export const STATES_TO_LINK = [STATES.unlinked, STATES.chatted] as const;
export const STATES_ON_TICKETS = [STATES.linked, STATES.written] as const;
