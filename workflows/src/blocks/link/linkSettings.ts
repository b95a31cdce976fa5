import { firstOf, values } from '../../nodes';
import { SETTINGS } from '../settings';

/** The first six are the route's, by its names: the note is to be the one that the route would have written. */
const DEFAULTS = {
	haloUrl: 'https://your-tenant.halopsa.com',
	haloSystem: 'halo',
	outcomeName: 'Remote Session',
	defaultTechnician: '',
	noteAudience: 'internal',
	ticketPage: '/tickets?id={id}',
};

export const linkSettings = () => values(SETTINGS, DEFAULTS);

/** An expression for the address of a ticket's page. `id` is an expression. */
export const ticketPage = (id: string): string =>
	`${firstOf(SETTINGS)}.haloUrl.trim().replace(/\\/+$/, '') + String(${firstOf(SETTINGS)}.ticketPage).replace('{id}', ${id})`;
