import type { IDataObject } from 'n8n-workflow';

import type { GeneratedKey, KeyRequest } from '../../../shared/appliance/command';
import { generateSessionKey } from '../../../shared/appliance/command';
import type { Appliance } from '../../../shared/appliance/connection';
import { ApplianceError } from '../../../shared/appliance/errors';
import { parseLink } from '../../../shared/session/link';
import type { Operation } from '../../operation';
import { keyOptions, readKeyOptions } from '../../properties/keyOptions';
import { linkProperties, readExternalKey } from '../../properties/link';
import { queueProperties } from '../../properties/queue';
import type { Queue } from '../../properties/readQueue';
import { readFallbackTeam, readQueue } from '../../properties/readQueue';

export const generate: Operation = {
	value: 'generate',
	name: 'Generate',
	action: 'Generate a session key',
	description: 'Create a key and a link with which a customer starts a support session',
	properties: [...queueProperties, ...linkProperties, keyOptions],
	async execute({ node, item, appliance }) {
		const connection = await appliance();
		const queue = readQueue(node, item);
		const whenUnavailable = node.getNodeParameter('whenUnavailable', item, 'fail') as string;
		const fallback = whenUnavailable === 'fallback' ? readFallbackTeam(node, item) : undefined;
		const externalKey = readExternalKey(node, item, connection.linkKey);
		const request = { ...readKeyOptions(node, item, externalKey), externalKey };

		const key = await keyFor(connection, queue, request);
		if (key.available || whenUnavailable === 'allow')
			return output(key, queue, false, externalKey, connection);
		if (!fallback) throw nobodyServes(queue.label);
		const second = await keyFor(connection, fallback, request);
		if (!second.available) throw nobodyServes(`${queue.label}, nor the fallback ${fallback.label}`);
		return output(second, fallback, true, externalKey, connection);
	},
};

/** A key for a queue; a refusal is told with the field that chose the queue. */
async function keyFor(
	appliance: Appliance,
	queue: Queue,
	request: Omit<KeyRequest, 'queueId'>,
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
				`No session key for ${queue.label}. ${error.message}`,
				`Check '${queue.field}': teams, representatives and issues can be renamed or removed in /login. It may also be the options that are refused.`,
				error.status,
			)
		: error;

const nobodyServes = (queue: string) =>
	new ApplianceError(
		'queueUnavailable',
		`TECHUNAVAILABLE: nobody serves ${queue} at the moment.`,
		"Choose another queue, or set 'When Unavailable' to a fallback team or to Allow.",
	);

const output = (
	key: GeneratedKey,
	queue: Queue,
	fallbackUsed: boolean,
	externalKey: string,
	appliance: Appliance,
): IDataObject => ({
	code: key.code,
	url: key.url,
	expiresAt: key.expiresAt,
	queue: { type: queue.type, id: queue.id, available: key.available },
	fallbackUsed,
	externalKey: externalKey || null,
	link: { ...parseLink(externalKey, appliance.linkKey) },
	mailSubject: key.mailSubject,
	mailBody: key.mailBody,
});
