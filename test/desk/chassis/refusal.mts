/** A request that the desk turns down, with the status and the JSON body of the answer. */
export class Refusal extends Error {
	readonly status: number;
	body: unknown;
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

	/** With a body in the desk's own words; `undefined`: none. A text is sent as HTML unless a header says otherwise. */
	static of(status: number, body: unknown, headers: Record<string, string> = {}): Refusal {
		const refusal = new Refusal(status, String(status), `HTTP ${status}`, {}, headers);
		refusal.body = body;
		return refusal;
	}
}
