import type { Operation, Resource } from '../operation';
import { appliance } from './appliance';
import { representative } from './representative';
import { session } from './session';
import { sessionKey } from './sessionKey';
import { team } from './team';

export const resources: Resource[] = [appliance, representative, session, sessionKey, team];

export const findOperation = (resource: string, operation: string): Operation | undefined =>
	resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
