import type { IDataObject } from 'n8n-workflow';

import type { NoteFormat } from '../../../shared/session/model';
import {
	sessionFromJson,
	renderNote as render,
	sectionsNotFetched,
} from '../../../shared/session/note';
import { patternsFrom } from '../../../shared/session/redact';
import type { Operation } from '../../operation';
import { readSession, sessionProperty } from '../../properties/json';

const SECTIONS = [
	{ name: 'Chat', value: 'chat' },
	{ name: 'Files', value: 'files' },
	{ name: 'Header', value: 'header' },
	{ name: 'Links', value: 'links' },
	{ name: 'Notes', value: 'notes' },
	{ name: 'Surveys', value: 'surveys' },
	{ name: 'System Information', value: 'systemInformation' },
];

export const renderNote: Operation = {
	value: 'renderNote',
	name: 'Render Note',
	action: 'Render a session note',
	description: 'Turn a session into a note for a ticket or a chat',
	properties: [
		{
			...sessionProperty,
			description: `${sessionProperty.description}. If the session was read as a summary, the note says that chat, notes, files and system information were not fetched.`,
		},
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			options: [
				{
					name: 'ADF (Jira Cloud)',
					value: 'adf',
					description:
						'Atlassian Document Format. The body and the overflow are JSON text: pass the result of JSON.parse to Jira.',
				},
				{ name: 'HTML', value: 'html' },
				{ name: 'Jira Wiki Markup', value: 'jiraWiki' },
				{ name: 'Markdown', value: 'markdown' },
				{ name: 'Plain Text', value: 'text' },
				{ name: 'Slack Mrkdwn', value: 'slackMrkdwn' },
			],
			default: 'html',
			description: 'The format that the desk or chat understands',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Audience',
					name: 'audience',
					type: 'options',
					options: [
						{
							name: 'Customer',
							value: 'customer',
							description: 'Public names only; no addresses, no system information',
						},
						{
							name: 'Internal',
							value: 'internal',
							description: 'Everything, for the service desk',
						},
					],
					default: 'internal',
					description: 'Who will read the note',
				},
				{
					displayName: 'Max Length',
					name: 'maxLength',
					type: 'number',
					typeOptions: { minValue: 200 },
					default: 30000,
					description:
						'Number of characters after which the note is cut off, at the end of a line. The rest is returned as overflow. A Jira comment takes 32,767, a Slack block 3,000.',
				},
				{
					displayName: 'Redact',
					name: 'redact',
					type: 'boolean',
					default: true,
					description: 'Whether to remove passwords, card numbers, bearer tokens and private keys',
				},
				{
					displayName: 'Redact Also',
					name: 'redactPatterns',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Pattern' },
					default: [],
					placeholder: 'e.g. EMP-######',
					description:
						'What else is removed while Redact is on: whole words, ignoring case, with # for one digit and * for any letters and digits, for example EMP-###### or *@example.com. Each pattern is matched within a line.',
				},
				{
					displayName: 'Sections',
					name: 'sections',
					type: 'multiOptions',
					options: SECTIONS,
					default: ['header', 'chat', 'notes', 'files', 'systemInformation', 'surveys', 'links'],
					description: 'Parts of the note. Empty parts are left out.',
				},
				{
					displayName: 'Timezone',
					name: 'timezone',
					type: 'string',
					default: '',
					placeholder: 'e.g. Europe/London',
					description:
						'IANA name of the time zone of the times in the note. If empty, the time zone of the workflow is used.',
				},
			],
		},
	],
	appliance: 'optional',
	async execute({ node, item, linkKey }) {
		const given = readSession(node, item);
		const session = sessionFromJson(given);
		const format = node.getNodeParameter('format', item, 'html') as NoteFormat;
		const options = node.getNodeParameter('options', item, {}) as IDataObject;
		const timezone = String(options.timezone ?? '').trim() || node.getTimezone();
		const redactPatterns = patternsFrom([options.redactPatterns ?? []].flat().map(String));
		const notFetched = sectionsNotFetched(given);
		const note = render(session, format, {
			...options,
			redactPatterns,
			timezone,
			notFetched,
			linkKey: await linkKey(),
		});
		return { ...node.getInputData()[item].json, note: { ...note } };
	},
};
