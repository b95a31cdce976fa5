import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/session/errors';
import { formatLink } from '../../shared/session/link';

/** The external key is the only thread from a session key to the session that it starts, and to the report of that session. */
export const linkProperties: INodeProperties[] = [
	{
		displayName: 'Link To',
		name: 'linkTo',
		type: 'options',
		options: [
			{
				name: 'Chat',
				value: 'chat',
				description: 'The session will be put into this chat when it ends',
			},
			{
				name: 'Custom External Key',
				value: 'custom',
				description: 'An external key of your own',
			},
			{
				name: 'Nothing',
				value: 'none',
				description: 'The session will be stored as unlinked when it ends',
			},
			{
				name: 'Ticket',
				value: 'ticket',
				description: 'The session will be put on this ticket when it ends',
			},
		],
		default: 'ticket',
		description:
			'What the session belongs to. This is written into the external key of the session.',
	},
	{
		displayName: 'System',
		name: 'linkSystem',
		type: 'string',
		default: '',
		placeholder: 'e.g. halo',
		description:
			'Short name of the system that holds the ticket or chat: lower-case letters, digits and hyphens',
		displayOptions: { show: { linkTo: ['ticket', 'chat'] } },
	},
	{
		displayName: 'Ticket or Chat ID',
		name: 'linkId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1234',
		description: 'Number of the ticket or chat',
		displayOptions: { show: { linkTo: ['ticket', 'chat'] } },
	},
	{
		displayName: 'Sign Link',
		name: 'signLink',
		type: 'boolean',
		default: true,
		description: 'Whether to add a signature that later proves that the invite was sent from here',
		displayOptions: { show: { linkTo: ['ticket', 'chat'] } },
	},
	{
		displayName: 'External Key',
		name: 'externalKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. T-004711',
		description: 'Up to 1,024 characters',
		displayOptions: { show: { linkTo: ['custom'] } },
	},
];

/** Documented limit of the appliance, in characters. */
const LONGEST_EXTERNAL_KEY = 1_024;

/** The external key that the parameters of an item ask for; empty for none. Throws InputError. */
export function readExternalKey(node: IExecuteFunctions, item: number, linkKey: string): string {
	const kind = node.getNodeParameter('linkTo', item) as string;
	if (kind === 'none') return '';
	if (kind === 'custom')
		return checked(String(node.getNodeParameter('externalKey', item, '')).trim());
	if (kind !== 'ticket' && kind !== 'chat') {
		throw new InputError(
			`'${kind}' is not something a session can be linked to.`,
			'Use ticket, chat, custom or none.',
			'Link To',
		);
	}
	const system = String(node.getNodeParameter('linkSystem', item, '') ?? '').trim();
	const id = String(node.getNodeParameter('linkId', item, '') ?? '').trim();
	const sign = node.getNodeParameter('signLink', item, true) as boolean;
	return checked(formatLink({ kind, system, id }, sign ? linkKey : null));
}

function checked(externalKey: string): string {
	if (externalKey.length > LONGEST_EXTERNAL_KEY) {
		throw new InputError(
			`It has ${externalKey.length} characters, and the appliance accepts at most 1,024.`,
			'Shorten it. Nothing was made.',
			'External Key',
		);
	}
	if (/\p{Cc}/u.test(externalKey)) {
		throw new InputError(
			'It holds a line break or another control character.',
			'Remove it. Nothing was made.',
			'External Key',
		);
	}
	return externalKey;
}
