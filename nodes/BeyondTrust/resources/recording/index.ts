import type { Resource } from '../../operation';
import { download } from './download';

export const recording: Resource = {
	value: 'recording',
	name: 'Recording',
	description: 'Videos of what happened in a session',
	operations: [download],
};
