/** What goes wrong on purpose. */
export interface MailFaults {
	/** Recipients that match are refused with a 550. */
	refuseRecipient: RegExp | null;
	/** So many of the next mails are refused with a 554 after their text was read. */
	refuseData: number;
	/** Milliseconds between the last line of a mail and the answer to it. */
	slowMs: number;
	/** So many of the next mails have their connection cut in the middle of their text. */
	dropInData: number;
	/** Goes offline once, as by a power cut, when it is about to take one mail more than this; null: never. */
	endAfter: number | null;
}

export const noMailFaults = (): MailFaults => ({
	refuseRecipient: null,
	refuseData: 0,
	slowMs: 0,
	dropInData: 0,
	endAfter: null,
});

/** What smtp-server answers with this code. */
export const refusal = (responseCode: number, message: string): Error =>
	Object.assign(new Error(message), { responseCode });
