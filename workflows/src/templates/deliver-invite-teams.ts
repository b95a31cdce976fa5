import { TEAMS, inviteTemplate } from '../chatTemplate';

export const template = inviteTemplate(TEAMS);
