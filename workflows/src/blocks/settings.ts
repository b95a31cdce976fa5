import { firstOf, values } from '../nodes';

export const SETTINGS = 'Settings';

/** One setting, in an expression. */
export const setting = (name: keyof typeof DEFAULTS): string => `${firstOf(SETTINGS)}.${name}`;

/** The desk's name in links, which are lower case. */
export const haloSystem = `String(${firstOf(SETTINGS)}.haloSystem).trim().toLowerCase()`;

const DEFAULTS = {
	haloUrl: 'https://your-tenant.halopsa.com',
	haloSystem: 'halo',
	outcomeName: 'Remote Session',
	defaultUser: 'Unknown customer',
	defaultTechnician: '',
	onlyInvitedHere: false,
	onlyKnownTechnicians: false,
	noteAudience: 'internal',
	alsoInHalo: false,
	// Minutes: longer than a run that waits for its report, after which nobody is believed to be at a session any more.
	longestRunMinutes: 15,
	retryPauseMinutes: 5,
	retryLimit: 12,
	sweepOverlapMinutes: 60,
	lookBackHours: 72,
	// Rows of sessions that are on their tickets; 0 keeps them for ever.
	keepDays: 90,
};

/** The settings of the route to HaloPSA. */
export const haloSettings = () => values(SETTINGS, DEFAULTS);
