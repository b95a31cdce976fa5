import type { IDataObject } from 'n8n-workflow';

import type { Invite, PreparedInvite } from '../shared/invite';
import type { Appliance } from '../shared/appliance/connection';
import type { KeyOrder } from './keyFor';
import { keyFor, readKeyOrder, sessionKeyOutput } from './keyFor';
import type { Task } from './operation';
import type { Queue } from './properties/readQueue';
import { readInvite } from './properties/readInvite';
import { queueNameOf } from './queueName';

/** An invite with the session key that was made for it. */
export interface ComposedInvite {
	invite: Invite;
	sessionKey: IDataObject;
	/** ISO 8601 in UTC. */
	expiresAt: string;
}

/** The appliance's own default, in seconds. */
const DAY = 86_400;

/**
 * Makes a session key and the invite for it. All parameters are checked before the key is made. Throws InputError and
 * ApplianceError.
 */
export async function inviteFor({ node, item, appliance }: Task): Promise<ComposedInvite> {
	const connection = await appliance();
	const order = readKeyOrder(node, item, connection);
	const prepared = readInvite(node, item, order.link);
	const names = await namesFor(connection, order, prepared);
	const made = await keyFor(connection, order);
	const { code, url } = made.key;
	const lifetime = (order.request.ttl ?? DAY) * 1_000;
	const expiresAt = made.key.expiresAt ?? new Date(Date.now() + lifetime).toISOString();
	const queueName = names.get(made.queue) ?? '';
	return {
		invite: prepared.render({ code, url, expiresAt, queueName }),
		sessionKey: sessionKeyOutput(order, made),
		expiresAt,
	};
}

/** Names for customers of the queues that the key may be for; none where the words do not say them. */
async function namesFor(
	appliance: Appliance,
	{ queue, fallback }: KeyOrder,
	prepared: PreparedInvite,
): Promise<Map<Queue, string>> {
	const names = new Map<Queue, string>();
	if (!prepared.uses('QUEUENAME')) return names;
	for (const one of fallback ? [queue, fallback] : [queue]) {
		names.set(one, await queueNameOf(appliance, one));
	}
	return names;
}
