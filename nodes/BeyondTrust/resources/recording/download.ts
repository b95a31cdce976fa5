import type { IExecuteFunctions } from 'n8n-workflow';

import type { RecordingKind } from '../../../shared/appliance/recordings';
import { downloadRecording } from '../../../shared/appliance/recordings';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';
import { WithFiles } from '../../operation';
import { readSessionId, sessionIdProperty } from '../../properties/sessionId';

const KINDS = ['session', 'commandShell', 'showMyScreen'];

export const download: Operation = {
	value: 'download',
	name: 'Download',
	action: 'Download a recording',
	description:
		'Download the video of a support session that has ended, or of a command shell or a shared screen in it, as a file',
	properties: [
		sessionIdProperty,
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			options: [
				{
					name: 'Command Shell',
					value: 'commandShell',
					description: 'A command shell that the representative opened',
				},
				{ name: 'Session', value: 'session', description: "The customer's screen" },
				{
					name: 'Show My Screen',
					value: 'showMyScreen',
					description: "The representative's screen, if it was shown to the customer",
				},
			],
			default: 'session',
			description: 'What was recorded',
		},
		{
			displayName: 'Instance',
			name: 'instance',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'Which one, if the session has several. The first one is 0.',
			displayOptions: { show: { kind: ['commandShell', 'showMyScreen'] } },
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			description: 'Name of the binary field to put the file in',
		},
	],
	async execute({ node, item, appliance }) {
		const sessionId = readSessionId(node, item);
		const kind = readKind(node, item);
		const instance =
			kind === 'session' ? 0 : readInstance(node.getNodeParameter('instance', item, 0));
		const field =
			String(node.getNodeParameter('binaryPropertyName', item, 'data')).trim() || 'data';
		const request = { sessionId, kind, instance };
		const file = await downloadRecording(
			await appliance(),
			request,
			async ({ stream, fileName, mimeType }) =>
				await node.helpers.prepareBinaryData(stream, fileName, mimeType),
		);
		return new WithFiles({ ...request }, { [field]: file });
	},
};

function readKind(node: IExecuteFunctions, item: number): RecordingKind {
	const kind = node.getNodeParameter('kind', item, 'session') as string;
	if (!KINDS.includes(kind)) {
		throw new InputError(
			`'${kind}' is not a kind of recording.`,
			`Use ${KINDS.join(', ')}.`,
			'Kind',
		);
	}
	return kind as RecordingKind;
}

function readInstance(value: unknown): number {
	const instance = value === '' || value === null ? Number.NaN : Number(value);
	if (!Number.isInteger(instance) || instance < 0 || instance > 1_000_000) {
		throw new InputError(
			'It must be a whole number, 0 or more.',
			'Enter 0 for the first recording of the session.',
			'Instance',
		);
	}
	return instance;
}
