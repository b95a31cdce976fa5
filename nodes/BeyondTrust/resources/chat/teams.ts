import { teams as service } from '../../../shared/chat/teams';
import { chatOperation } from './chatOperation';

export const teams = chatOperation('teams', service);
