import type { INodeProperties } from 'n8n-workflow';

import {
	DEFAULT_BLOCK_HTML,
	DEFAULT_BLOCK_TEXT,
	DEFAULT_HTML,
	DEFAULT_LANGUAGE,
	DEFAULT_SUBJECT,
	DEFAULT_TEXT,
} from '../../shared/invite';
import { keyOptions } from './keyOptions';

/** To whom an invite goes and in which words. */
export const inviteProperties: INodeProperties[] = [
	{
		displayName: 'Recipient',
		name: 'recipient',
		type: 'string',
		default: '',
		placeholder: 'e.g. anna@example.com',
		description: 'One email address. Not needed for an invite that is linked to a chat.',
	},
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: DEFAULT_SUBJECT,
		description: 'One line. The same variables can be used as in the text.',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 8 },
		default: DEFAULT_TEXT,
		description:
			'Plain text. $REMOTEINVITE is a block with link, code and expiry; $LINKTOREMOTE, $REMOTESESSIONCODE, $EXPIRES, $QUEUENAME, $RECIPIENT and your own variables are filled in. The text must contain the link or the code.',
	},
	{
		displayName: 'HTML',
		name: 'html',
		type: 'string',
		typeOptions: { rows: 8 },
		default: DEFAULT_HTML,
		description:
			'The same for email programs that show HTML. Values are escaped, so names cannot change the layout. Use variables, not expressions, for what customers typed.',
	},
	{
		displayName: 'Variables',
		name: 'variables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Variable',
		default: {},
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. TICKETSUMMARY',
						description: 'Capital letters, digits and underscores',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
		description: 'Your own variables for subject, text and HTML',
	},
];

const keyOptionList = (keyOptions.options ?? []) as INodeProperties[];

const ownOptions: INodeProperties[] = [
	{
		displayName: 'Invite Block (HTML)',
		name: 'blockHtml',
		type: 'string',
		typeOptions: { rows: 6 },
		default: DEFAULT_BLOCK_HTML,
		description: 'What $REMOTEINVITE stands for in the HTML. Variables are filled in here too.',
	},
	{
		displayName: 'Invite Block (Text)',
		name: 'blockText',
		type: 'string',
		typeOptions: { rows: 6 },
		default: DEFAULT_BLOCK_TEXT,
		description: 'What $REMOTEINVITE stands for in the text. Variables are filled in here too.',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: DEFAULT_LANGUAGE,
		placeholder: 'e.g. de',
		description: 'Language tag, for the way $EXPIRES is written',
	},
	{
		displayName: 'Timezone',
		name: 'timezone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/London',
		description:
			'IANA name of the time zone of the recipient, for $EXPIRES. If empty, the time zone of the workflow is used.',
	},
];

/** The options of a session key, and those of an invite, by label as the editor's guidelines ask. */
export const inviteOptions: INodeProperties = {
	...keyOptions,
	options: [...keyOptionList, ...ownOptions].sort((a, b) =>
		a.displayName.localeCompare(b.displayName),
	),
};
