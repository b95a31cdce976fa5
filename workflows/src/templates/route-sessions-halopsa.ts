import { dataTables } from '../blocks/store';
import { routeSessions } from '../routeSessions';

export const template = routeSessions('Route ended BeyondTrust sessions to HaloPSA', dataTables);
