import type { IN8nHttpFullResponse } from 'n8n-workflow';

import type { ApplianceError } from './errors';

const LONGEST_RETRY_AFTER_MS = 60_000;

/** Whether a call may be sent again: always where it was not taken, else only where it changes nothing. */
export function mayRepeat(repeatable: boolean, { kind, status }: ApplianceError): boolean {
	if (kind === 'throttled') return true;
	return repeatable && (kind === 'interrupted' || [502, 503, 504].includes(status ?? 0));
}

/** Milliseconds the appliance asks to wait, by seconds or by date; one second where it does not say. */
export function retryAfter(response: IN8nHttpFullResponse): number {
	const value = String(response.headers['retry-after'] ?? '');
	const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
	return Math.min(
		Math.max(Number.isFinite(seconds) ? seconds : 1, 1) * 1_000,
		LONGEST_RETRY_AFTER_MS,
	);
}
