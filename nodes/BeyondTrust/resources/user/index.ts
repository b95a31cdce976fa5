import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const user: Resource = {
	value: 'user',
	name: 'User',
	description: 'Users of the representative console, logged in or not',
	operations: [getAll],
};
