import { CHAT_WAYS } from '../../nodes/shared/chat/play';
import { requests, wait } from './deskTemplate';
import { Flow, type Template } from './flow';
import { NEEDS } from './needs';
import { calledTrigger, js, object, rule, switchBy, values } from './nodes';

/** What one chat service has that another has not. */
export interface ChatTemplate {
	/** As people know it. */
	service: string;
	/** The operation of the action node that plays it. */
	operation: string;
	/** The field `address` of the node Settings. */
	address: string;
	/** The type of n8n's credential, and what it is called there. */
	credential: string;
	credentialName: string;
	/** Its page below docs/chats. */
	page: string;
}

const CALLED = 'When a message is to be sent';
const SETTINGS = 'Settings';
const FIRST = 'What comes first?';
const WAY = 'Which way?';
const WAIT = 'Wait as asked';
const NEXT = 'What comes next?';
const ANSWER = 'Say what came of it';

const setting = (made: ChatTemplate, allow: object) => ({
	...{ address: made.address, system: made.operation, to: '', ...allow },
});

const invites = ({ service, credentialName, page }: ChatTemplate, steps: string) =>
	`## Deliver an invite by ${service}
**What it does:** posts one invite into ${service}: into the chat or thread that it is linked to, to the place of *Settings*, or to the person with the recipient's email address. It is called by those who have something to send, and they wait for ${service}.

**An invite lets anybody who reads it join as the customer.** Into a channel that is not private it is posted only with \`allowPublic\` in *Settings*.

**Set up** (docs/chats/${page}.md, ten minutes): make a credential *${credentialName}*. ${steps} Enter the ID of this workflow (the end of its address in the browser) as \`emailDelivery\` or \`chatDelivery\` in the table *beyondtrust_settings*.

${NEEDS}`;

const messages = ({ service, credentialName, page }: ChatTemplate, steps: string) =>
	`## Tell the team by ${service}
**What it does:** posts messages to the team into ${service}, such as that of the morning: to the place that the recipient names, or else to that of *Settings*. It is called by those who have something to say, as a delivery workflow is.

**Set up** (docs/chats/${page}.md, ten minutes): make a credential *${credentialName}*. ${steps} Enter in \`to\` of *Settings* where the team reads, and the ID of this workflow (the end of its address in the browser) as \`digestDelivery\` in the table *beyondtrust_settings*; \`digestRecipient\` there must not be empty.

${NEEDS}`;

/** The canvas of a workflow that posts messages: the same for every chat service, because what differs is an operation of the action node. */
function chatTemplate(made: ChatTemplate, purpose: 'invite' | 'team'): Template {
	const { service, operation, credential } = made;
	const [ask, tell] = [`Ask ${service}`, `Tell ${service}`];
	const isInvite = purpose === 'invite';
	const name = isInvite ? `Deliver an invite by ${service}` : `Tell the team by ${service}`;
	const login = { authentication: 'predefinedCredentialType', nodeCredentialType: credential };
	const flow = new Flow(name, { saveDataSuccessExecution: 'none' });
	const given = { came: js(`$('${CALLED}').first().json`), purpose };
	flow.add(
		calledTrigger(CALLED),
		values(SETTINGS, setting(made, isInvite ? { allowPublic: false } : { allowShared: false })),
		rule(FIRST, 'chat', operation, { ...given, settings: js('$json') }),
		switchBy(WAY, '$json.way', CHAT_WAYS),
		...requests(ask, tell, login),
		wait(WAIT),
		rule(NEXT, 'chat', operation, {
			...given,
			settings: js(`$('${SETTINGS}').first().json`),
			state: js(`$('${WAY}').item.json.state`),
			answered: js('$json'),
		}),
		object(ANSWER, '$json.answer'),
	);
	flow.path(CALLED, SETTINGS, FIRST, WAY);
	flow.on(WAY, 'ask', ask, NEXT, WAY);
	flow.on(WAY, 'tell', tell, NEXT);
	flow.on(WAY, 'wait', WAIT, NEXT);
	flow.on(WAY, 'answer', ANSWER);
	const steps = `Choose it in *${ask}* and *${tell}*. Look at *Settings*. Workflow settings: *Save successful production executions* = *Do not save*. **Publish** this workflow.`;
	flow.about((isInvite ? invites : messages)(made, steps));
	const numbered = CHAT_WAYS.map((way, index) => `${index}: ${way}`).join(', ');
	flow.note(
		`### In and out\nIn: \`invite\` with \`recipient\`, \`subject\`, \`text\`, \`html\`. Out: \`delivered\`, \`channel\`, \`messageId\`, \`thread\`, and a \`reason\` where it was not delivered. Where nobody knows, the workflow fails. The outputs of *${WAY}*: ${numbered}.`,
		FIRST,
		NEXT,
	);
	return flow.build();
}

export const inviteTemplate = (made: ChatTemplate) => chatTemplate(made, 'invite');
export const teamTemplate = (made: ChatTemplate) => chatTemplate(made, 'team');

export const SLACK: ChatTemplate = {
	service: 'Slack',
	operation: 'slack',
	address: 'https://slack.com/api',
	credential: 'slackApi',
	credentialName: 'Slack API',
	page: 'slack',
};

export const TEAMS: ChatTemplate = {
	service: 'Teams',
	operation: 'teams',
	address: 'https://graph.microsoft.com/v1.0',
	credential: 'microsoftTeamsOAuth2Api',
	credentialName: 'Microsoft Teams OAuth2 API',
	page: 'teams',
};
