import type { Resource } from '../../operation';
import { check } from './check';
import { freshservice } from './freshservice';
import { haloPsa } from './haloPsa';

export const desk: Resource = {
	value: 'desk',
	name: 'Desk',
	description:
		'The rules of the desk workflows: what the answers of a desk mean, and what comes next',
	operations: [check, freshservice, haloPsa],
};
