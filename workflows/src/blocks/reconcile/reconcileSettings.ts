import { firstOf, values } from '../../nodes';
import { SETTINGS } from '../settings';

/** The first three are the route's, by its names. */
const DEFAULTS = {
	haloUrl: 'https://your-tenant.halopsa.com',
	haloSystem: 'halo',
	defaultUser: 'Unknown customer',
	lookBackDays: 14,
	suggestFrom: 0.5,
	linkAutomatically: false,
	linkThreshold: 0.9,
	delivery: '',
	recipient: '',
};

export const reconcileSettings = () => values(SETTINGS, DEFAULTS);

/** One setting of the reconciliation, in an expression. */
export const reconcileSetting = (name: keyof typeof DEFAULTS): string =>
	`${firstOf(SETTINGS)}.${name}`;
