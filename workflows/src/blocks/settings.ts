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
};

/** The settings of the route to HaloPSA. */
export const haloSettings = () => values(SETTINGS, DEFAULTS);
