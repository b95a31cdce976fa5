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
		description: 'One email address. An invite that is linked to a chat may do without.',
	},
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: DEFAULT_SUBJECT,
		description: 'One line. Variables are filled in as in the text.',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 8 },
		default: DEFAULT_TEXT,
		description:
			'Plain text. $REMOTEINVITE is a block with link, code and expiry; $LINKTOREMOTE, $REMOTESESSIONCODE, $EXPIRES, $QUEUENAME, $RECIPIENT and your own variables stand for themselves. The link or the code must be in it.',
	},
	{
		displayName: 'HTML',
		name: 'html',
		type: 'string',
		typeOptions: { rows: 8 },
		default: DEFAULT_HTML,
		description:
			'The same for mail clients that show HTML. Values are escaped, so that names cannot change it. Use variables, not expressions, for what customers typed.',
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
		description: 'Tag of the language in which $EXPIRES is written',
	},
	{
		displayName: 'Timezone',
		name: 'timezone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/London',
		description:
			'IANA name of the time zone of the recipient, for $EXPIRES. Left empty, the time zone of the workflow.',
	},
];

/** The options of a session key, and those of an invite, by label as the editor's guidelines ask. */
export const inviteOptions: INodeProperties = {
	...keyOptions,
	options: [...keyOptionList, ...ownOptions].sort((a, b) =>
		a.displayName.localeCompare(b.displayName),
	),
};
