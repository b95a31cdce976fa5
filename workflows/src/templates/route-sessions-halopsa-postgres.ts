import { postgres } from '../blocks/postgres';
import { routeSessions } from '../routeSessions';

export const template = routeSessions(
	'Route ended BeyondTrust sessions to HaloPSA (ledger in PostgreSQL)',
	postgres,
);
