import type { Operation, Resource } from '../operation';
import { appliance } from './appliance';
import { chat } from './chat';
import { desk } from './desk';
import { invite } from './invite';
import { jumpLink } from './jumpLink';
import { ledger } from './ledger';
import { linking } from './linking';
import { recording } from './recording';
import { representative } from './representative';
import { session } from './session';
import { sessionKey } from './sessionKey';
import { survey } from './survey';
import { team } from './team';
import { user } from './user';

export const resources: Resource[] = [
	appliance,
	chat,
	desk,
	invite,
	jumpLink,
	ledger,
	linking,
	recording,
	representative,
	session,
	sessionKey,
	survey,
	team,
	user,
];

export const findOperation = (resource: string, operation: string): Operation | undefined =>
	resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
