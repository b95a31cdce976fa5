import { SLACK, teamTemplate } from '../chatTemplate';

export const template = teamTemplate(SLACK);
