import type { Resource } from '../../operation';
import { create } from './create';

export const jumpLink: Resource = {
	value: 'jumpLink',
	name: 'Jump Link',
	description: "Links with which a representative jumps to a customer's computer",
	operations: [create],
};
