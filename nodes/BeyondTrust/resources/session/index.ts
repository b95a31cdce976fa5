import type { Resource } from '../../operation';
import { get } from './get';
import { getAll } from './getAll';
import { renderNote } from './renderNote';
import { sendMessage } from './sendMessage';
import { suggestTickets } from './suggestTickets';
import { terminate } from './terminate';
import { transfer } from './transfer';
import { update } from './update';

export const session: Resource = {
	value: 'session',
	name: 'Session',
	description: 'Support sessions and what happened in them',
	operations: [get, getAll, renderNote, sendMessage, suggestTickets, terminate, transfer, update],
};
