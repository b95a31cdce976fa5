import type { Resource } from '../../operation';
import { answer } from './answer';
import { checkIn } from './checkIn';
import { checkOut } from './checkOut';
import { decide } from './decide';
import { page } from './page';
import { reconcile } from './reconcile';
import { report } from './report';
import { toAsk } from './toAsk';

export const linking: Resource = {
	value: 'linking',
	name: 'Linking',
	description: 'The rules of the form that links sessions to tickets, and of the reconciliation',
	operations: [answer, checkIn, checkOut, decide, page, reconcile, report, toAsk],
};
