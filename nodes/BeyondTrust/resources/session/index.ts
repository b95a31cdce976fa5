import type { Resource } from '../../operation';
import { get } from './get';
import { renderNote } from './renderNote';

export const session: Resource = {
	value: 'session',
	name: 'Session',
	description: 'Support sessions and what happened in them',
	operations: [get, renderNote],
};
