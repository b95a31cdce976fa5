/**
 * `perhapsDelivered`: nobody knows whether an invite went out; `notDelivered`: it surely did not, and may later; `undeliverable`: it was refused
 * for good, as with an address that does not exist.
 */
export type InputErrorKind = 'input' | 'perhapsDelivered' | 'notDelivered' | 'undeliverable';

/**
 * Something a person can put right: a parameter, a session of the wrong shape, a format nobody knows.
 *
 * `message` says what happened, `advice` what to do, `field` is the label of the field in the editor.
 */
export class InputError extends Error {
	readonly advice: string;

	readonly field?: string;

	readonly kind: InputErrorKind;

	constructor(message: string, advice = '', field?: string, kind: InputErrorKind = 'input') {
		super(message);
		this.name = 'InputError';
		this.advice = advice;
		this.field = field;
		this.kind = kind;
	}
}
