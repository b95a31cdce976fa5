import { slack as service } from '../../../shared/chat/slack';
import { chatOperation } from './chatOperation';

export const slack = chatOperation('slack', service);
