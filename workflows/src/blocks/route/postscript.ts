import { RECONCILIATION } from '../reasons';
import { rowBefore } from './ledger';
import { fromRow } from './readSession';
import { MADE_OF_ROW } from './storedSession';

/**
 * What stands below a note of the route: that nobody but the reconciliation has linked it, how sure it was and when, and that it is
 * made of the row. Mark-up, often empty; an expression.
 */
export const postscript = `(() => {
	const row = ${rowBefore};
	const [, score] = /^[0-9]+ [(]([0-9.]+)[)]/.exec(row.suggestion ?? '') ?? [];
	const when = () => DateTime.fromMillis(new Date(row.linkedAt).getTime()).toFormat('yyyy-MM-dd HH:mm ZZZZ');
	const by = 'Linked automatically by the reconciliation' + (score ? ', with a score of ' + score : '') + (row.linkedAt ? ', on ' + when() : '') + '.';
	const said = [row.linkedBy === '${RECONCILIATION}' ? by : null, ${fromRow} ? '${MADE_OF_ROW}' : null].filter(Boolean).join(' ');
	return said ? '<p>' + said + '</p>' : '';
})()`;
