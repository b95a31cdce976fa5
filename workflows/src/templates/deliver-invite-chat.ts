import { Flow } from '../flow';
import { NEEDS } from '../needs';
import { ask, calledTrigger, js, rule } from '../nodes';
import { dataTables } from '../stores/dataTables';
import { SETTINGS } from '../stores/settings';

const CALLED = 'When an invite is to be sent';
const MESSAGE = 'Make it a message';
const POST = 'Post it into the chat';
const DONE = 'Say whether it is there';

const came = js(`$('${CALLED}').first().json`);

const flow = new Flow('Deliver an invite into a chat', { saveDataSuccessExecution: 'none' });
flow.add(calledTrigger(CALLED));
const opened = dataTables.open(flow);
flow.add(
	rule(MESSAGE, 'invite', 'deliverToChat', { came, step: 'ask' }),
	ask(POST, `$('${SETTINGS}').first().json.deskWorkflow`),
	rule(DONE, 'invite', 'deliverToChat', { came, step: 'answer', answer: js('$json') }),
);
flow.path(CALLED, opened.first);
flow.path(opened.last, MESSAGE, POST, DONE);

flow.about(
	`## Deliver an invite into a chat
**What it does:** posts one invite into the chat of the desk that it is linked to. *Send one invite* calls it and waits: if it fails, that one fails too. The desk says whether the message went out.

**Set up:** the desk workflow must support chats (*Check the desk* shows whether it does). **Publish** this workflow, and enter its ID (the end of its address in the browser) as \`chatDelivery\` in the table *beyondtrust_settings*.

${NEEDS}`,
);
flow.note(
	`### In and out
In: \`invite\` with \`text\` and \`html\`, and \`link\`. Out: \`delivered\`, \`channel\`, \`messageId\`, and a \`reason\` if the chat did not accept it.`,
	MESSAGE,
	DONE,
);

export const template = flow.build();
