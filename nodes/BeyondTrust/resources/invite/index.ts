import type { Resource } from '../../operation';
import { checkIn } from './checkIn';
import { checkOut } from './checkOut';
import { compose } from './compose';
import { deliverToChat } from './deliverToChat';
import { endRun } from './endRun';
import { listTickets } from './listTickets';
import { offer } from './offer';
import { offerAgain } from './offerAgain';
import { readForm } from './readForm';
import { send } from './send';
import { takeCall } from './takeCall';
import { tell } from './tell';

export const invite: Resource = {
	value: 'invite',
	name: 'Invite',
	description: 'Invites that bring customers into a session, in your own words',
	operations: [
		checkIn,
		checkOut,
		compose,
		deliverToChat,
		endRun,
		listTickets,
		offer,
		offerAgain,
		readForm,
		send,
		takeCall,
		tell,
	],
};
