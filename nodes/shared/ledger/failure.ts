import { cleaned, cut } from '../session/text';
import { textOf } from '../session/value';
import { type LedgerRow, LONGEST_SENTENCE, type RowChange } from './row';

/**
 * Kinds of failures (`errorKind`) that are an outage: no answer, 5xx, 429, a token that is not given or not taken. They say nothing of the session, so they
 * are no attempt at it.
 */
const OUTAGES = [
	'unreachable',
	'interrupted',
	'timeout',
	'tls',
	'throttled',
	'unavailable',
	'credentials',
	'denied',
	'aborted',
];

export const isOutage = (kind: unknown): boolean =>
	typeof kind === 'string' && OUTAGES.includes(kind);

/** What went wrong, as one sentence of at most 500 characters; never empty, because an empty error looks like a run at work. */
export const sentence = (error: unknown): string => {
	const said = typeof error === 'string' ? error : (error as { message?: unknown } | null)?.message;
	return cut(cleaned(textOf(said)).trim(), LONGEST_SENTENCE) || 'It failed without a reason.';
};

/**
 * What a row says after a run that came to nothing. `before` is the row as it was looked up, before the run counted its attempt: an outage
 * takes that back. The row's `claim` stays, so nobody takes an old run for its owner.
 */
export function failed(before: LedgerRow | null, error: unknown, outage: boolean): RowChange {
	const attempts = before?.attempts ?? 0;
	const lastError = sentence(error);
	return outage
		? { attempts, outages: (before?.outages ?? 0) + 1, lastError }
		: { attempts: attempts + 1, outages: 0, lastError };
}
