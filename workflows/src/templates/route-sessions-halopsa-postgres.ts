import { postgres } from '../blocks/store/postgres';
import { routeSessions } from '../routeSessions';

export const template = routeSessions(
	'Route ended BeyondTrust sessions to HaloPSA (ledger in PostgreSQL)',
	postgres,
);
