/** What goes wrong on purpose. */
export interface MailFaults {
	/** Recipients that match are refused with a 550. */
	refuseRecipient: RegExp | null;
	/** So many of the next emails are refused with a 554 after their text was read. */
	refuseData: number;
	/** With this code in place of 554. */
	refuseCode: number;
	/** So many of the next emails are taken, and have their connection cut in place of an answer. */
	cutAfterData: number;
	/** Connections are greeted with a 421. */
	busy: boolean;
	/** Milliseconds between the last line of an email and the answer to it. */
	slowMs: number;
	/** So many of the next emails have their connection cut in the middle of their text. */
	dropInData: number;
	/** Goes offline once, as by a power cut, when it is about to take one mail more than this; null: never. */
	endAfter: number | null;
}

export const noMailFaults = (): MailFaults => ({
	refuseRecipient: null,
	refuseData: 0,
	refuseCode: 554,
	cutAfterData: 0,
	busy: false,
	slowMs: 0,
	dropInData: 0,
	endAfter: null,
});

/** What smtp-server answers with this code. */
export const refusal = (responseCode: number, message: string): Error =>
	Object.assign(new Error(message), { responseCode });
