import { Refusal } from '../chassis/refusal.mts';

/** Refusals in Zendesk's own words. */
export const notFound = () =>
	Refusal.of(404, { error: 'RecordNotFound', description: 'Not found' });

export const noEndpoint = () =>
	Refusal.of(404, { error: 'InvalidEndpoint', description: 'Not found' });

export const invalid = (field: string, description: string) =>
	Refusal.of(422, {
		error: 'RecordInvalid',
		description: 'Record validation errors',
		details: { [field]: [{ description, error: 'InvalidValue' }] },
	});

export const isClosed = () =>
	Refusal.of(422, {
		error: 'RecordInvalid',
		description: 'Record validation errors',
		details: { status: [{ description: 'Status: closed prevents ticket update' }] },
	});

export const conflict = () =>
	Refusal.of(409, {
		error: 'UpdateConflict',
		description: 'The ticket was changed since the stamp of this update.',
	});

export const bad = (description: string) => Refusal.of(400, { error: 'InvalidValue', description });

export const forbidden = (as: 'object' | 'text') =>
	Refusal.of(
		403,
		as === 'object'
			? { error: { title: 'Forbidden', message: 'You do not have access to this page.' } }
			: { error: 'Forbidden', description: 'You do not have access to this page.' },
	);

/** Not as JSON. */
export const tooMany = (seconds: number) =>
	Refusal.of(429, 'Rate limit exceeded, please wait before the next update', {
		'content-type': 'text/plain',
		'retry-after': String(seconds),
	});
