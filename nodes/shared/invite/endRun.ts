import { lineOf } from '../session/value';

type Json = Record<string, unknown>;

const objectIn = (value: unknown): Json =>
	typeof value === 'object' && value !== null ? (value as Json) : {};

/** What came of the tickets of a run. */
export interface RunEnd {
	sent: number;
	/** A sentence each: what could not be sent, or nobody knows whether it was. */
	failed: string[];
}

const reasonIn = ({ error, problem, said }: Json): string => {
	const words = objectIn(error).message ?? error;
	return lineOf(words, 300) || lineOf(problem, 300) || lineOf(said, 300) || 'It gave no reason.';
};

/**
 * What came of each ticket: `items` are those that Invite: Check In ended with, or what the workflow that sends returned. What was sent before,
 * is not due, or wants no invite is nothing that failed.
 */
export function endRun(items: unknown[]): RunEnd {
	const all = items.map(objectIn);
	const isFailed = ({ outcome, problem, error }: Json) =>
		outcome === 'failed' || outcome === 'unsure' || Boolean(problem) || Boolean(error);
	return {
		sent: all.filter(({ outcome }) => outcome === 'sent').length,
		failed: [...new Set(all.filter(isFailed).map(reasonIn))],
	};
}
