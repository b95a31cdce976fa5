import { haloPsa as desk } from '../../../shared/desk/haloPsa';
import { deskOperation } from './deskOperation';

export const haloPsa = deskOperation('haloPsa', desk);
