import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const team: Resource = {
	value: 'team',
	name: 'Team',
	description: 'Support teams',
	operations: [getAll],
};
