import type { Resource } from '../../operation';
import { check } from './check';
import { email } from './email';
import { freshservice } from './freshservice';
import { haloPsa } from './haloPsa';
import { jiraServiceManagement } from './jiraServiceManagement';
import { serviceNow } from './serviceNow';
import { zendesk } from './zendesk';

export const desk: Resource = {
	value: 'desk',
	name: 'Desk',
	description: "The rules of the desk workflows: what a desk's answers mean, and what comes next",
	operations: [check, email, freshservice, haloPsa, jiraServiceManagement, serviceNow, zendesk],
};
