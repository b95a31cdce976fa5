import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { jumpLinkUrl } from '../../../shared/appliance/jumpLink';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';
import { attributesProperty, readAttributes } from '../../properties/attributes';
import { linkProperties, readExternalKey } from '../../properties/link';

/** Ways to jump by our names; `any` leaves it to the Jump Item. */
const METHODS: Record<string, string | undefined> = {
	any: undefined,
	jumpClient: 'pinned',
	localPush: 'local_push',
	rdp: 'rdp',
	remotePush: 'push',
	shellJump: 'shelljump',
	vnc: 'vnc',
};

/** Fields of a computer by our names, and by the wire's. */
const CLIENT_FIELDS: Record<string, string> = {
	comments: 'comments',
	hostname: 'hostname',
	privateIp: 'private_ip',
	publicIp: 'public_ip',
	tag: 'tag',
};

const clientProperty: INodeProperties = {
	displayName: 'Computer',
	name: 'client',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Comments',
			name: 'comments',
			type: 'string',
			default: '',
			description: 'Comments of the Jump Item',
		},
		{
			displayName: 'Hostname',
			name: 'hostname',
			type: 'string',
			placeholder: 'e.g. LAPTOP-7',
			default: '',
			description: 'Name of the computer in its network',
		},
		{ displayName: 'Private IP', name: 'privateIp', type: 'string', default: '' },
		{ displayName: 'Public IP', name: 'publicIp', type: 'string', default: '' },
		{
			displayName: 'Tag',
			name: 'tag',
			type: 'string',
			default: '',
			description: 'Tag of the Jump Item',
		},
	],
	description: 'What is known about the computer to jump to',
};

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a jump link',
	description:
		"Make a link that lets a representative start a session with a computer that has a Jump Item, tied to a ticket or chat. It is for a representative's browser, never for customers. The appliance is not contacted.",
	properties: [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'Any', value: 'any', description: 'Whatever the Jump Item says' },
				{ name: 'Jump Client', value: 'jumpClient', description: 'An installed Jump Client' },
				{ name: 'Local Push', value: 'localPush', description: 'A computer in the same network' },
				{ name: 'RDP', value: 'rdp', description: 'Remote Desktop' },
				{ name: 'Remote Push', value: 'remotePush', description: 'A computer behind a Jumpoint' },
				{ name: 'Shell Jump', value: 'shellJump', description: 'SSH or Telnet' },
				{ name: 'VNC', value: 'vnc' },
			],
			default: 'any',
			description: 'How to reach the computer',
		},
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. LAPTOP-7',
			description: 'Text that the Jump Item must contain. Enter this or a field of the computer.',
		},
		clientProperty,
		{
			displayName: 'Console',
			name: 'console',
			type: 'options',
			options: [
				{
					name: 'Representative Console',
					value: 'representative',
					description: "The console installed on the representative's computer",
				},
				{ name: 'Web Console', value: 'web', description: 'The console in the browser' },
			],
			default: 'representative',
			description: 'What the link opens',
		},
		...linkProperties,
		attributesProperty,
	],
	async execute({ node, item, appliance }) {
		const connection = await appliance();
		const method = node.getNodeParameter('method', item, 'any') as string;
		if (!Object.hasOwn(METHODS, method)) {
			throw new InputError(
				`'${method}' is not a way to jump.`,
				`Use ${Object.keys(METHODS).join(', ')}.`,
				'Method',
			);
		}
		const search = String(node.getNodeParameter('search', item, '') ?? '').trim();
		const client = readClient(node.getNodeParameter('client', item, {}) as IDataObject);
		if (search === '' && Object.keys(client).length === 0) {
			throw new InputError(
				'It is empty, and no field of the computer is given, so the link would not lead anywhere.',
				"Enter a text, or add a field under 'Computer'.",
				'Search',
			);
		}
		const externalKey = readExternalKey(node, item, connection.linkKey);
		const attributes = readAttributes(node.getNodeParameter('attributes', item, {}), {
			externalKey,
			consequence: 'No link was made.',
		});
		const opens =
			node.getNodeParameter('console', item, 'representative') === 'web' ? 'web_console' : 'rep';
		const link = {
			console: opens,
			method: METHODS[method],
			search,
			client,
			externalKey,
			attributes,
		} as const;
		return { url: jumpLinkUrl(connection.host, link) };
	},
};

function readClient(fields: IDataObject): Record<string, string> {
	const given = Object.entries(CLIENT_FIELDS).map(([name, wire]) => [
		wire,
		String(fields[name] ?? '').trim(),
	]);
	return Object.fromEntries(given.filter(([, value]) => value !== '')) as Record<string, string>;
}
