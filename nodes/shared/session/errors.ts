/**
 * Something a person can put right: a parameter, a session of the wrong shape, a format nobody knows.
 *
 * `message` says what happened, `advice` what to do, `field` is the label of the field in the editor.
 */
export class InputError extends Error {
	readonly advice: string;

	readonly field?: string;

	/** `perhapsDelivered`: nobody knows whether an invite went out. */
	readonly kind: 'input' | 'perhapsDelivered';

	constructor(
		message: string,
		advice = '',
		field?: string,
		kind: 'input' | 'perhapsDelivered' = 'input',
	) {
		super(message);
		this.name = 'InputError';
		this.advice = advice;
		this.field = field;
		this.kind = kind;
	}
}
