import { chatState, halo } from '../blocks/desk/halo';
import { judgeRefusals } from '../blocks/desk/refusals';
import { SETTINGS } from '../blocks/settings';
import { Flow } from '../flow';
import { calledTrigger, firstOf, js, object, question, stop, values } from '../nodes';

const flow = new Flow('Deliver an invite into a HaloPSA chat');
const CALLED = 'When an invite is to be posted';
const ASK = 'Is it linked to a chat?';
const GET = 'Get the chat';
const STATE = 'Read the chat';
const OPEN = 'Is the chat open?';
const POST = 'Post it in the chat';
const called = firstOf(CALLED);
const chatId = `${called}.link.id`;

flow.add(
	calledTrigger(CALLED),
	values(SETTINGS, { haloUrl: 'https://your-tenant.halopsa.com' }),
	question(
		ASK,
		`${called}.link?.kind === 'chat' && /^[1-9][0-9]{0,9}$/.test(${chatId}) && ${called}.invite?.text`,
	),
	halo.getChat(GET, chatId),
	object(STATE, chatState),
	question(OPEN, '!$json.ended'),
	halo.postChatMessages(POST, `[{ chat_id: Number(${chatId}), text: ${called}.invite.text }]`),
	object(
		'Say that it was posted',
		"{ delivered: true, channel: 'halopsa-chat', messageId: $json.body?.id ?? $json.body?.[0]?.id ?? null }",
	),
	stop(
		'Stop: it is linked to no chat',
		js(
			`'This delivery posts into HaloPSA chats, and the invite is linked to ' + (${called}.link?.kind === 'ticket' ? 'a ticket' : 'no chat') + '. Set Link To to Chat, with the number of the chat. Nothing was posted.'`,
		),
	),
	stop(
		'Stop: the chat has ended',
		js(`'The chat ' + ${chatId} + ' has ended. Nothing was posted.'`),
	),
);
const refusals = judgeRefusals(flow);
flow.add(
	stop('Stop: no such chat', js(`'There is no open chat ' + ${chatId} + ' at HaloPSA.'`)),
	stop('Stop: the desk refused', js('$json.lastError')),
);
flow.path(CALLED, SETTINGS, ASK, GET, STATE, OPEN, POST, 'Say that it was posted');
flow.on(ASK, 'no', 'Stop: it is linked to no chat');
flow.on(OPEN, 'no', 'Stop: the chat has ended');
for (const request of [GET, POST]) flow.on(request, 'error', refusals.first);
flow.path(refusals.gone, 'Stop: no such chat');
flow.on(refusals.gone, 'no', 'Stop: the desk refused');

flow.about(
	`## Deliver an invite into a HaloPSA chat
**What it does:** posts the text of one invite into the chat that the invite is linked to. It is called by *Invite: Send*, once for each invite; what fails here fails the invite. An invite that is linked to a ticket or to nothing is refused.

**Set up:** enter your tenant in *Settings*, choose the *OAuth2 API* credential for HaloPSA in both HTTP Request nodes, and **publish** this workflow: n8n calls only published ones.`,
);
flow.note(
	`### In and out
In: \`invite.text\` and \`link\` (kind \`chat\`). Out: \`delivered: true\`, \`channel\`, \`messageId\`. The message is posted in the name of the API's own user.`,
	CALLED,
	'Say that it was posted',
);

export const template = flow.build();
