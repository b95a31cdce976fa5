import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const survey: Resource = {
	value: 'survey',
	name: 'Survey',
	description: 'Exit surveys that customers and representatives filled in',
	operations: [getAll],
};
