import { zendesk as desk } from '../../../shared/desk/zendesk';
import { deskOperation } from './deskOperation';

export const zendesk = deskOperation('zendesk', desk);
