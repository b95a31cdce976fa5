import type { Resource } from '../../operation';
import { create } from './create';

export const jumpLink: Resource = {
	value: 'jumpLink',
	name: 'Jump Link',
	description: "Links that let a representative jump to a customer's computer",
	operations: [create],
};
