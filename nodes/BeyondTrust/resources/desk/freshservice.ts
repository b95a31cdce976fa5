import { freshservice as desk } from '../../../shared/desk/freshservice';
import { deskOperation } from './deskOperation';

export const freshservice = deskOperation('freshservice', desk);
