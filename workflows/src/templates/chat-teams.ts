import { TEAMS, teamTemplate } from '../chatTemplate';

export const template = teamTemplate(TEAMS);
