import { SLACK, inviteTemplate } from '../chatTemplate';

export const template = inviteTemplate(SLACK);
