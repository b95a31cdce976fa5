import { email as desk } from '../../../shared/desk/email';
import { deskOperation } from './deskOperation';

export const email = deskOperation('email', desk);
