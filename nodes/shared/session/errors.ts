/**
 * Something a person can put right: a parameter, a session of the wrong shape, a format nobody knows.
 *
 * `message` says what happened, `advice` what to do, `field` is the label of the field in the editor.
 */
export class InputError extends Error {
	readonly advice: string;

	readonly field?: string;

	constructor(message: string, advice = '', field?: string) {
		super(message);
		this.name = 'InputError';
		this.advice = advice;
		this.field = field;
	}
}
