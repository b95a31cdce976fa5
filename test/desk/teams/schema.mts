import { type Endpoint, list, nullable, object, type Schema, text } from '../chassis/schema.mts';

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const guid: Schema = { type: 'string', pattern: `^${GUID}$` };
const time: Schema = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z$' };
/** Milliseconds since 1970, as text. */
const messageId: Schema = { type: 'string', pattern: '^\\d{13}$' };
const channelId = '19:[\\w-]+@thread\\.tacv2';
const chatId = '19:[\\w-]+@(?:thread\\.v2|unq\\.gbl\\.spaces)';

const error = object(
	{
		error: object({ code: text, message: text, innerError: { type: 'object' } }, [
			'code',
			'message',
		]),
	},
	['error'],
);
const refusals = { 400: error, 401: error, 403: error, 404: error, 413: error, 429: error };

const message = object(
	{
		...{ '@odata.context': text, id: messageId, replyToId: nullable(messageId), etag: text },
		...{ messageType: { enum: ['message', 'systemEventMessage'] }, createdDateTime: time },
		...{ lastModifiedDateTime: time, deletedDateTime: nullable(time), subject: nullable(text) },
		...{
			importance: text,
			webUrl: nullable(text),
			chatId: nullable({ type: 'string', pattern: chatId }),
		},
		from: nullable(
			object({ user: object({ id: guid, displayName: text }), application: {}, device: {} }),
		),
		body: object({ contentType: { enum: ['html', 'text'] }, content: text }),
		channelIdentity: nullable(object({ teamId: guid, channelId: text })),
		...{ attachments: list({}), mentions: list({}) },
	},
	['id', 'messageType', 'createdDateTime', 'body'],
);
const messages = object(
	{
		'@odata.context': text,
		'@odata.count': { type: 'integer' },
		'@odata.nextLink': text,
		value: list(message),
	},
	['value'],
);

/** What is sent: its body and nothing that calls somebody. */
const toSend = object(
	{
		body: object(
			{
				contentType: { const: 'html' },
				content: { type: 'string', minLength: 1, maxLength: 28_000, not: { pattern: '<at[ >]' } },
			},
			['contentType', 'content'],
		),
	},
	['body'],
);

const channel = `/v1\\.0/teams/${GUID}/channels/${channelId}`;
const chat = `/v1\\.0/chats/${chatId}`;
const at = (path: string) => new RegExp(`^${path}$`);

export const ENDPOINTS: Endpoint[] = [
	{
		...{ method: 'GET', path: at('/v1\\.0/me'), query: ['$select'] },
		answers: {
			200: object({ '@odata.context': text, id: guid, displayName: text, mail: text }, ['id']),
			...refusals,
		},
	},
	{
		...{ method: 'GET', path: at('/v1\\.0/users'), query: ['$filter', '$select', '$top'] },
		answers: {
			200: object(
				{
					'@odata.context': text,
					value: list(object({ id: guid, displayName: text, mail: text }, ['id'])),
				},
				['value'],
			),
			...refusals,
		},
	},
	{
		...{ method: 'POST', path: at('/v1\\.0/chats') },
		body: object(
			{
				chatType: { const: 'oneOnOne' },
				members: {
					...{ type: 'array', minItems: 2, maxItems: 2 },
					items: object(
						{
							'@odata.type': { const: '#microsoft.graph.aadUserConversationMember' },
							roles: { const: ['owner'] },
							'user@odata.bind': {
								type: 'string',
								pattern: `^https?://.+/v1\\.0/users\\('${GUID}'\\)$`,
							},
						},
						['@odata.type', 'roles', 'user@odata.bind'],
					),
				},
			},
			['chatType', 'members'],
		),
		answers: {
			201: object({ '@odata.context': text, id: text, chatType: text, topic: nullable(text) }, [
				'id',
				'chatType',
			]),
			...refusals,
		},
	},
	{
		...{ method: 'GET', path: at(channel), query: ['$select'] },
		answers: {
			200: object(
				{
					...{ '@odata.context': text, id: text, displayName: text, description: nullable(text) },
					...{ webUrl: text, membershipType: { enum: ['standard', 'private', 'shared'] } },
					...{ createdDateTime: time, isArchived: { type: 'boolean' } },
				},
				['id', 'displayName'],
			),
			...refusals,
		},
	},
	...[`${channel}/messages`, `${channel}/messages/\\d{10,20}/replies`, `${chat}/messages`].flatMap(
		(path): Endpoint[] => [
			{
				...{ method: 'GET', path: at(path), answers: { 200: messages, ...refusals } },
				query: ['$top', '$skiptoken', ...(path.includes('chats') ? ['$orderby', '$filter'] : [])],
			},
			{
				...{ method: 'POST', path: at(path), body: toSend },
				answers: { 201: message, ...refusals },
			},
		],
	),
	...[channel, chat].map(
		(path): Endpoint => ({
			...{ method: 'POST', path: at(`${path}/messages/\\d{13}/softDelete`) },
			answers: refusals,
		}),
	),
];
