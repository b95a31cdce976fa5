import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { GeneratedKey, KeyRequest } from '../shared/appliance/command';
import { generateSessionKey } from '../shared/appliance/command';
import type { Appliance } from '../shared/appliance/connection';
import { ApplianceError } from '../shared/appliance/errors';
import type { Link } from '../shared/session/model';
import { parseLink } from '../shared/session/link';
import { readKeyOptions } from './properties/keyOptions';
import { readExternalKey } from './properties/link';
import type { Queue } from './properties/readQueue';
import { readFallbackTeam, readQueue } from './properties/readQueue';

/** A session key as the parameters of an item ask for it. Nothing has been asked of the appliance yet. */
export interface KeyOrder {
	queue: Queue;
	/** Whether a key is wanted although nobody serves the queue. */
	allowUnavailable: boolean;
	/** The queue that takes the customer when nobody serves the first one. */
	fallback: Queue | undefined;
	request: Omit<KeyRequest, 'queueId'>;
	externalKey: string;
	link: Link;
}

/** A key that was made, with the queue that its customer will reach. */
export interface MadeKey {
	key: GeneratedKey;
	queue: Queue;
	fallbackUsed: boolean;
}

/** Reads and checks the parameters of queue, link and options. Throws InputError. */
export function readKeyOrder(
	node: IExecuteFunctions,
	item: number,
	{ linkKey }: Appliance,
): KeyOrder {
	const queue = readQueue(node, item);
	const whenUnavailable = node.getNodeParameter('whenUnavailable', item, 'fail') as string;
	const fallback = whenUnavailable === 'fallback' ? readFallbackTeam(node, item) : undefined;
	const externalKey = readExternalKey(node, item, linkKey);
	return {
		queue,
		allowUnavailable: whenUnavailable === 'allow',
		fallback,
		request: { ...readKeyOptions(node, item, externalKey), externalKey },
		externalKey,
		link: parseLink(externalKey, linkKey),
	};
}

/**
 * Makes the key: one call where somebody serves the queue, two where the fallback team has to. The answer to the first
 * call tells whether anybody is there. Throws ApplianceError, `queueUnavailable` where nobody is.
 */
export async function keyFor(appliance: Appliance, order: KeyOrder): Promise<MadeKey> {
	const { queue, fallback, allowUnavailable } = order;
	const key = await keyInto(appliance, queue, order);
	if (key.available || allowUnavailable) return { key, queue, fallbackUsed: false };
	if (!fallback) throw nobodyServes(queue.label);
	const second = await keyInto(appliance, fallback, order);
	if (!second.available) throw nobodyServes(`${queue.label}, nor the fallback ${fallback.label}`);
	return { key: second, queue: fallback, fallbackUsed: true };
}

/** A key for one queue; a refusal is told with the field that chose the queue. */
async function keyInto(
	appliance: Appliance,
	queue: Queue,
	{ request }: KeyOrder,
): Promise<GeneratedKey> {
	try {
		return await generateSessionKey(appliance, { ...request, queueId: queue.wire });
	} catch (error) {
		throw explained(error, queue);
	}
}

const explained = (error: unknown, queue: Queue) =>
	error instanceof ApplianceError && error.kind === 'refused'
		? new ApplianceError(
				'refused',
				`No session key was made for ${queue.label}. ${error.message}`,
				`Check '${queue.field}': teams, representatives and issues can be renamed or removed in /login. The options may also be the reason.`,
				error.status,
			)
		: error;

const nobodyServes = (queue: string) =>
	new ApplianceError(
		'queueUnavailable',
		`TECHUNAVAILABLE: nobody is serving ${queue} right now.`,
		"Choose another queue, or set 'When Unavailable' to a fallback team or to Allow.",
	);

/** The output of an item: the SessionKey that workflows read. */
export const sessionKeyOutput = (
	{ externalKey, link }: KeyOrder,
	{ key, queue, fallbackUsed }: MadeKey,
): IDataObject => ({
	code: key.code,
	url: key.url,
	expiresAt: key.expiresAt,
	queue: { type: queue.type, id: queue.id, available: key.available },
	fallbackUsed,
	externalKey: externalKey || null,
	link: { ...link },
	mailSubject: key.mailSubject,
	mailBody: key.mailBody,
});
