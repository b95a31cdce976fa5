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
	/** Who is told by email what the reconciliation has done; empty for nobody. */
	reconcileRecipient: string;
	emailDelivery: string;
	chatDelivery: string;
	inviteHours: number;
	whenUnavailable: 'fail' | 'fallback' | 'allow';
	reuseKeys: boolean;
	newTicketTypes: string;
	newTicketHours: number;
	newTicketWhenUnavailable: 'fail' | 'allow';
	digestRecipient: string;
	digestDelivery: string;
	linkFormUrl: string;
	allIsWellOn: (typeof DAYS)[number];
	silentSessions: number;
}

/** Weekdays, and never. */
export const DAYS = [
	'Monday',
	'Tuesday',
	'Wednesday',
	'Thursday',
	'Friday',
	'Saturday',
	'Sunday',
	'never',
] as const;

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
	emailDelivery: '',
	chatDelivery: '',
	inviteHours: 24,
	whenUnavailable: 'fail',
	reuseKeys: false,
	newTicketTypes: 'Incident',
	newTicketHours: 72,
	newTicketWhenUnavailable: 'allow',
	digestRecipient: '',
	digestDelivery: '',
	linkFormUrl: '',
	allIsWellOn: 'Monday',
	silentSessions: 1,
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
	emailDelivery: { kind: 'text' },
	chatDelivery: { kind: 'text' },
	inviteHours: number(1, 720),
	whenUnavailable: { kind: 'choice', of: ['fail', 'fallback', 'allow'] },
	reuseKeys: { kind: 'switch' },
	newTicketTypes: { kind: 'text' },
	newTicketHours: number(1, 720),
	newTicketWhenUnavailable: { kind: 'choice', of: ['fail', 'allow'] },
	digestRecipient: { kind: 'text' },
	digestDelivery: { kind: 'text' },
	linkFormUrl: { kind: 'text' },
	allIsWellOn: { kind: 'choice', of: DAYS },
	silentSessions: number(0, 10_000),
};

/** What each setting is for, in the words that stand beside it in the table. */
export const ABOUT: Record<keyof Settings, string> = {
	deskWorkflow:
		'ID of the desk workflow: the last part of its address in the browser. The workflow must be published.',
	linkSystem:
		"The desk's name in links, such as halo in ticket:halo:1201. Setup takes it from the desk workflow.",
	onlyInvitedHere:
		'true puts a session on a ticket only if its link is signed, that is, if the invite was sent from here.',
	unsignedLinks:
		'What to do with an unsigned link: ifCustomerFits checks that the customer is the one on the ticket, accept trusts the link, refuse leaves the session unlinked.',
	onlyKnownTechnicians:
		'true leaves sessions unlinked if beyondtrust_technicians names no agent for their technician.',
	defaultUser: 'Name for customers who gave none.',
	defaultTechnician:
		"Number of the agent in whose name notes of unknown technicians are written. Empty: in the API's own name.",
	noteAudience:
		'Who reads the notes: internal for the service desk only, customer for the customer as well.',
	retryPauseMinutes: 'Minutes before a failed session is tried again. The pause doubles each time.',
	retryLimit: 'How often a session is tried before it is set aside.',
	longestRunMinutes:
		'Minutes without a sign of life after which a run counts as broken off. Must be longer than the wait for a report.',
	sweepOverlapMinutes: 'Minutes by which each sweep overlaps the previous one.',
	lookBackHours: 'Hours that the daily check for late surveys, notes and recordings looks back.',
	keepDays:
		'Days for which rows of sessions that are on their tickets are kept. 0 keeps them forever.',
	inviteDomains:
		"Domains that invites may go to besides the ticket's own address, separated by commas, such as example.com.",
	invitesPerHour: 'How many invites one person may send in an hour.',
	emailDelivery: 'ID of the published workflow that sends invites and other messages by email.',
	chatDelivery: 'ID of the published workflow that posts invites into chats.',
	inviteHours: 'Hours for which an invite from the form can be used.',
	whenUnavailable:
		'What the form does when nobody serves the queue: fail shows an error, fallback uses the default team, allow sends the invite anyway.',
	reuseKeys:
		'true reuses the session key when an invite is sent again, as long as the key is valid.',
	newTicketTypes:
		'Types of tickets whose customers are invited automatically: names or numbers separated by commas, or * for all.',
	newTicketHours: 'Hours for which the invite of a new ticket can be used.',
	newTicketWhenUnavailable:
		'What to do for a new ticket when nobody is available: allow sends the invite anyway, fail does not.',
	digestRecipient: 'Email address that gets the digest each morning. Empty: no digest is sent.',
	digestDelivery:
		'ID of the published workflow that sends the digest each morning. Empty: the one in emailDelivery.',
	linkFormUrl: 'Address of the form for linking sessions, for the digest each morning.',
	allIsWellOn: 'Weekday on which the digest is sent even if all is well, or never.',
	suggestFrom:
		'Lowest score, in percent, at which a ticket is suggested for a session that has none.',
	linkAutomatically:
		'true lets the reconciliation link sessions automatically if the score reaches linkThreshold.',
	linkThreshold: 'Lowest score, in percent, at which the reconciliation links automatically.',
	reconcileDays:
		'Days for which sessions without a ticket are compared with tickets again and again.',
	reconcileRecipient:
		'Email address that gets a report of what the reconciliation has done. Empty: no report is sent.',
	silentSessions:
		'How many sessions found only by the sweep since the last event raise an alarm. 0: no alarm.',
};
