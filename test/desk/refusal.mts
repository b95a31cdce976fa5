/** A request that the desk turns down, with the status and the JSON body of the answer. */
export class Refusal extends Error {
	readonly status: number;
	readonly body: Record<string, unknown>;
	readonly headers: Record<string, string>;

	/**
	 * @param code a short stable word for programs, `error` in the body
	 * @param message a sentence for people, `message` in the body
	 * @param details further members of the body, such as `field` and `index`
	 */
	constructor(
		status: number,
		code: string,
		message: string,
		details: Record<string, unknown> = {},
		headers: Record<string, string> = {},
	) {
		super(message);
		this.status = status;
		this.body = { error: code, message, ...details };
		this.headers = headers;
	}
}
