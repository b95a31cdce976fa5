/** The settings as operations use them. Minutes, hours and days as the names say. */
export interface Settings {
	deskWorkflow: string;
	/** The desk's name in links, such as `halo` in `ticket:halo:1201`; lower case. */
	linkSystem: string;
	onlyInvitedHere: boolean;
	unsignedLinks: 'ifCustomerFits' | 'accept' | 'refuse';
	onlyKnownTechnicians: boolean;
	defaultUser: string;
	defaultTechnician: string;
	noteAudience: 'internal' | 'customer';
	retryPauseMinutes: number;
	retryLimit: number;
	longestRunMinutes: number;
	sweepOverlapMinutes: number;
	lookBackHours: number;
	keepDays: number;
	inviteDomains: string[];
	invitesPerHour: number;
	/** Percent: the least score of a suggestion, and of a link that nobody chose. */
	suggestFrom: number;
	linkAutomatically: boolean;
	linkThreshold: number;
	/** How old the sessions are that are compared with tickets again, and how much older the tickets. */
	reconcileDays: number;
	/** Who is told by e-mail what the reconciliation has done; empty for nobody. */
	reconcileRecipient: string;
}

/** How a cell becomes a value. `least` and `most` are included. */
export type Kind =
	| { kind: 'text' }
	| { kind: 'switch' }
	| { kind: 'choice'; of: readonly string[] }
	| { kind: 'number'; least: number; most: number }
	| { kind: 'list' };

export const DEFAULTS: Settings = {
	deskWorkflow: '',
	linkSystem: 'halo',
	onlyInvitedHere: false,
	unsignedLinks: 'ifCustomerFits',
	onlyKnownTechnicians: false,
	defaultUser: 'Unknown customer',
	defaultTechnician: '',
	noteAudience: 'internal',
	retryPauseMinutes: 5,
	retryLimit: 12,
	// Longer than a run waits for its report (ten minutes), after which nobody is believed to be at a session any more.
	longestRunMinutes: 15,
	sweepOverlapMinutes: 60,
	lookBackHours: 72,
	// Rows of sessions that are on their tickets; 0 keeps them for ever.
	keepDays: 90,
	inviteDomains: [],
	invitesPerHour: 20,
	suggestFrom: 50,
	linkAutomatically: false,
	linkThreshold: 90,
	reconcileDays: 14,
	reconcileRecipient: '',
};

const number = (least: number, most: number): Kind => ({ kind: 'number', least, most });

export const KINDS: Record<keyof Settings, Kind> = {
	deskWorkflow: { kind: 'text' },
	linkSystem: { kind: 'text' },
	onlyInvitedHere: { kind: 'switch' },
	unsignedLinks: { kind: 'choice', of: ['ifCustomerFits', 'accept', 'refuse'] },
	onlyKnownTechnicians: { kind: 'switch' },
	defaultUser: { kind: 'text' },
	defaultTechnician: { kind: 'text' },
	noteAudience: { kind: 'choice', of: ['internal', 'customer'] },
	retryPauseMinutes: number(0, 180),
	retryLimit: number(1, 1000),
	longestRunMinutes: number(0, 1440),
	sweepOverlapMinutes: number(1, 1440),
	lookBackHours: number(1, 720),
	keepDays: number(0, 3650),
	inviteDomains: { kind: 'list' },
	invitesPerHour: number(1, 10_000),
	suggestFrom: number(1, 100),
	linkAutomatically: { kind: 'switch' },
	linkThreshold: number(1, 100),
	reconcileDays: number(1, 365),
	reconcileRecipient: { kind: 'text' },
};
