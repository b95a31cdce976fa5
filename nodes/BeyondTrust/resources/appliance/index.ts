import type { Resource } from '../../operation';
import { get } from './get';

export const appliance: Resource = {
	value: 'appliance',
	name: 'Appliance',
	description: 'The appliance and what its API account may do',
	operations: [get],
};
