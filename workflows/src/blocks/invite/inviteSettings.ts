import { firstOf, values } from '../../nodes';
import { SETTINGS } from '../settings';

const HALO = {
	haloUrl: 'https://your-tenant.halopsa.com',
	haloSystem: 'halo',
	outcomeName: 'Remote Session',
};

const INVITE = {
	emailDelivery: '',
	chatDelivery: '',
	validHours: 24,
};

/** Settings of the form page, which somebody sits in front of. */
const FORM = { ...HALO, ...INVITE, whenUnavailable: 'fail', reuseKeys: false };

/** Settings of invites that nobody sends by hand: whoever comes has to wait until somebody is there. */
const AUTOMATIC = {
	...HALO,
	emailDelivery: '',
	validHours: 72,
	whenUnavailable: 'allow',
	ticketTypes: 'Incident',
};

export const formSettings = () => values(SETTINGS, FORM);
export const automaticSettings = () => values(SETTINGS, AUTOMATIC);

/** One setting of a template that sends invites, in an expression. */
export const inviteSetting = (name: keyof typeof FORM | keyof typeof AUTOMATIC): string =>
	`${firstOf(SETTINGS)}.${name}`;
