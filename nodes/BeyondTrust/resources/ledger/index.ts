import type { Resource } from '../../operation';
import { checkIn } from './checkIn';
import { checkOut } from './checkOut';
import { decide } from './decide';
import { decideOnTicket } from './decideOnTicket';
import { digest } from './digest';
import { endSweep } from './endSweep';
import { findMissing } from './findMissing';
import { findTables } from './findTables';
import { listEnded } from './listEnded';
import { planSetup } from './planSetup';
import { readSettings } from './readSettings';
import { setup } from './setup';

export const ledger: Resource = {
	value: 'ledger',
	name: 'Ledger',
	description: 'The rules by which the templates put each ended session on its ticket once',
	operations: [
		checkIn,
		checkOut,
		decide,
		decideOnTicket,
		digest,
		endSweep,
		findMissing,
		findTables,
		listEnded,
		planSetup,
		readSettings,
		setup,
	],
};
