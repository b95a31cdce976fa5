import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { resources } from '../../nodes/BeyondTrust/resources';
import type { Appliance } from '../appliance/server.mts';
import { inviteItems, inviteSamples } from './inviteSamples.mts';
import { ledgerSamples, listedTables } from './ledgerSamples.mts';
import { linkingSamples } from './linkingSamples.mts';

/** Every operation of the action node, as its resource and its own name: `session/get`. */
export const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => `${resource.value}/${operation.value}`),
);

const id = (value: string) => ({ __rl: true, mode: 'id', value });
const link = { linkTo: 'ticket', linkSystem: 'halo', linkId: '1201' };
const queue = { queueType: 'team', teamId: id('2') };
const events = { includeEvents: true };

/** What n8n's Webhook adds with its option Raw Body. */
const sentBytes = {
	data: { data: Buffer.from('{"id":1201}').toString('base64'), mimeType: 'application/json' },
};

/** Operations of which the whole session comes in. */
const OF_SESSION = ['session/renderNote', 'session/suggestTickets'];

/** One run of an operation. */
export interface Sample {
	parameters: IDataObject;
	/** What comes in. */
	items: IDataObject[];
	/** Files of the first of them. */
	binary?: IBinaryKeyData;
}

/**
 * One run of each operation that has every part of its output, against a simulated appliance.
 *
 * @param control of the appliance
 * @param read runs *Session: Get*
 */
export function samplesOn(
	control: () => Appliance['control'],
	read: (sessionId: string) => Promise<IDataObject>,
) {
	/** A session with something in each of its parts. */
	function rich(): string {
		const lsid = control().startSession({
			externalKey: 'ticket:halo:1201',
			recorded: true,
			teamId: 2,
			attributes: { ticket_type: 'incident' },
		});
		control().chat(lsid, 'customer', 'The printer does not print.');
		control().note(lsid, 'Driver renewed.');
		control().upload(lsid, 'driver.zip');
		control().systemInformation(lsid);
		control().survey(lsid, 'customer', [{ question: 'rating', answers: ['5'] }]);
		control().addEvent(lsid, {
			type: 'Registry Exported',
			data: [{ name: 'path', value: 'x' }],
		});
		return lsid;
	}

	const ended = () => {
		const lsid = rich();
		control().end(lsid);
		return lsid;
	};

	/** Parameters of one run of each operation, with every part of its output. */
	const parameters: Record<string, () => object> = {
		'appliance/get': () => ({}),
		'invite/compose': () => ({ ...queue, ...link, recipient: 'name@example.com' }),
		'invite/send': () => ({
			...queue,
			...link,
			recipient: 'name@example.com',
			deliveryWorkflow: id('delivery1'),
		}),
		'jumpLink/create': () => ({ search: 'LAPTOP-7', ...link }),
		...inviteSamples,
		...ledgerSamples,
		...linkingSamples,
		'recording/download': () => ({ sessionId: ended() }),
		'representative/getAll': () => ({ options: { includeUser: true } }),
		'session/get': () => ({ sessionId: ended(), options: events }),
		'session/getAll': () => ({
			from: new Date(ended() && Date.now() - 60_000).toISOString(),
			options: events,
		}),
		'session/renderNote': () => ({ session: '={{ $json }}', format: 'text', options: {} }),
		'session/sendMessage': () => ({ sessionId: rich(), message: 'Hello' }),
		'session/suggestTickets': () => ({
			session: '={{ $json }}',
			candidates: [{ id: 1201, summary: 'Printer', user_name: 'Nobody' }],
			options: { threshold: 0 },
		}),
		'session/terminate': () => ({ sessionId: rich() }),
		'session/transfer': () => ({ sessionId: rich(), ...queue }),
		'session/update': () => ({
			sessionId: rich(),
			attributes: { attribute: [{ name: 'ticket_type', value: 'x' }] },
		}),
		'sessionKey/generate': () => ({ ...queue, ...link }),
		'survey/getAll': () => ({ sessionId: ended() }),
		'team/getAll': () => ({ options: { includeMembers: true } }),
		'user/getAll': () => ({}),
	};

	return {
		has: (name: string): boolean => Object.hasOwn(parameters, name),

		async of(name: string): Promise<Sample> {
			const [resource, operation] = name.split('/');
			return {
				parameters: { resource, operation, ...parameters[name]() } as IDataObject,
				items: await comesIn(name),
				binary: name === 'invite/takeCall' ? sentBytes : undefined,
			};
		},
	};

	async function comesIn(name: string): Promise<IDataObject[]> {
		if (OF_SESSION.includes(name)) return [await read(ended())];
		return name === 'ledger/findTables' ? listedTables : (inviteItems[name] ?? [{}]);
	}
}
