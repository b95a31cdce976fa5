import type { Flow, NodeSpec } from '../../flow';
import { beyondTrust, choice, itemOf, js, object, question } from '../../nodes';
import { chatState, halo, holds } from '../desk/halo';
import { REASONS } from '../reasons';

const TRANSCRIPT = 'Write the transcript';
const KIND = 'What is the chat like?';

/** The transcript written for the chat, for expressions of later nodes. */
export const chatNote = `${itemOf(TRANSCRIPT)}.note`;

/**
 * Looks at a chat and posts the transcript into it, once, where it is open and has no ticket.
 *
 * `chat` and `session` are expressions; `recorded` is the node at the end of a post, and `beforeWriting` one before it,
 * which may end the way. What leaves the choice through
 * `has a ticket` (with `ticketId`) and `ended` (with a `reason`) must be led on.
 */
export function postInChat(
	flow: Flow,
	{
		chat,
		session,
		recorded,
		beforeWriting,
	}: Record<'chat' | 'session', string> & { recorded: NodeSpec; beforeWriting: NodeSpec },
) {
	flow.add(
		halo.getChat('Get the chat', chat),
		object('Read the chat', `{ ...${chatState}, reason: '${REASONS.noLink}' }`),
		choice(KIND, {
			'has a ticket': "$json.state === 'ticket'",
			open: "$json.state === 'open'",
			ended: "$json.state === 'ended'",
		}),
		// The customer reads the chat, whatever the settings say.
		beyondTrust(TRANSCRIPT, 'session', 'renderNote', {
			session: js(session),
			format: 'text',
			options: { audience: 'customer' },
		}),
		halo.getChatMessages("Get the chat's messages", chat),
		question('Is it in the chat already?', holds(`${chatNote}.marker`)),
		beforeWriting,
		halo.postChatMessages(
			'Post it in the chat',
			`[{ chat_id: Number(${chat}), text: ${chatNote}.body }]`,
		),
		recorded,
	);
	flow.path('Get the chat', 'Read the chat', KIND);
	flow.on(KIND, 'open', TRANSCRIPT, "Get the chat's messages", 'Is it in the chat already?');
	flow.path('Is it in the chat already?', recorded.name);
	flow.on('Is it in the chat already?', 'no', beforeWriting.name, 'Post it in the chat');
	flow.path('Post it in the chat', recorded.name);
	return {
		first: 'Get the chat',
		kind: KIND,
		note: TRANSCRIPT,
		requests: ['Get the chat', "Get the chat's messages", 'Post it in the chat'],
	};
}
