import { dataTables } from '../blocks/store/store';
import { routeSessions } from '../routeSessions';

export const template = routeSessions('Route ended BeyondTrust sessions to HaloPSA', dataTables);
