import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const representative: Resource = {
	value: 'representative',
	name: 'Representative',
	description: 'Representatives who are logged in',
	operations: [getAll],
};
