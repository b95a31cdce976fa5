import type { Resource } from '../../operation';
import { check } from './check';
import { haloPsa } from './haloPsa';
import { jiraServiceManagement } from './jiraServiceManagement';

export const desk: Resource = {
	value: 'desk',
	name: 'Desk',
	description:
		'The rules of the desk workflows: what the answers of a desk mean, and what comes next',
	operations: [check, haloPsa, jiraServiceManagement],
};
