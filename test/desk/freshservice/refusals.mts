import { Refusal } from '../chassis/refusal.mts';

/** The desk's own words for what it turns down. */
export const wrongKey = (): Refusal =>
	Refusal.of(401, {
		code: 'invalid_credentials',
		message: 'You have to be logged in to perform this action.',
	});

export const denied = (): Refusal =>
	Refusal.of(403, {
		code: 'access_denied',
		message: 'You are not authorized to perform this action.',
	});

/** Its body is empty. */
export const nothing = (status = 404): Refusal => Refusal.of(status, undefined);

export const wrongMethod = (method: string, allowed: string[]): Refusal =>
	Refusal.of(
		405,
		{ message: `${method} method is not allowed. It should be one of: ${allowed.join(', ')}` },
		{ allow: allowed.join(', ') },
	);

export interface FieldError {
	field: string;
	message: string;
	code: string;
}

export const invalid = (errors: FieldError[]): Refusal =>
	Refusal.of(400, { description: 'Validation failed', errors });

/** One field that is wrong; like the real one it repeats what it was given. */
export const wrong = (field: string, code: string, given?: unknown): Refusal =>
	invalid([{ field, code, message: `It has a wrong value: ${JSON.stringify(given)}` }]);
