import { serviceNow as desk } from '../../../shared/desk/serviceNow';
import { deskOperation } from './deskOperation';

export const serviceNow = deskOperation('serviceNow', desk);
