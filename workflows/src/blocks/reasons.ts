/** Why a session is on no ticket. What the ledger says and other templates read. */
export const REASONS = {
	noLink: 'no-link',
	badSignature: 'bad-signature',
	noSuchTicket: 'no-such-ticket',
	unknownTechnician: 'unknown-technician',
	notInvitedHere: 'not-invited-here',
	/** In quarantine, after as many attempts as the settings allow. */
	gaveUp: 'gave-up',
} as const;

/** What the ledger says of a session. */
export const STATES = {
	/** Seen, and not done: somebody is at it, or the sweep will be. */
	received: 'received',
	written: 'written',
	chatted: 'chatted',
	unlinked: 'unlinked',
	linked: 'linked',
	quarantined: 'quarantined',
} as const;

/** `linkedBy` of a session that no person, but the reconciliation has put on a ticket. */
export const RECONCILIATION = 'reconciliation';
