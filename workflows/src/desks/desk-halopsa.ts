import { Flow, type NodeSpec } from '../flow';
import { beyondTrust, calledTrigger, goingOn, js, object, rule, switchOn, values } from '../nodes';

const ASKED = 'When the desk is asked';
const SETTINGS = 'Settings';
const FIRST = 'What comes first?';
const WAY = 'Which way?';
const GET = 'Ask HaloPSA';
const POST = 'Tell HaloPSA';
const NOTE = 'Write the note';
const NEXT = 'What comes next?';
const ANSWER = 'Answer';

/** Milliseconds n8n waits for the desk. */
const PATIENCE = 30_000;

const asked = `$('${ASKED}').first().json`;

const request = (name: string, parameters: object, settings: NodeSpec['settings']): NodeSpec => ({
	name,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		url: js('$json.request.path'),
		authentication: 'genericCredentialType',
		genericAuthType: 'oAuth2Api',
		...parameters,
		options: {
			timeout: PATIENCE,
			// One item whatever the answer, and no lists taken apart.
			response: { response: { fullResponse: true, responseFormat: 'json', neverError: true } },
		},
	},
	settings: { onError: 'continueRegularOutput', ...settings },
});

const flow = new Flow('Desk: HaloPSA', { saveDataSuccessExecution: 'none' });
flow.add(
	calledTrigger(ASKED),
	values(SETTINGS, {
		address: 'https://your-tenant.halopsa.com',
		system: 'halo',
		outcome: 'Remote Session',
		ticketPage: '/ticket?id=',
	}),
	rule(FIRST, 'desk', 'haloPsa', {
		asked: js(asked),
		settings: js('$json'),
		answered: '{}',
	}),
	switchOn(WAY, '$json.goes', ['ask', 'tell', 'render', 'answer']),
	request(GET, {}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1000 }),
	// Never repeated by itself: an answer that got lost may belong to a write that took place.
	request(
		POST,
		{ method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: js('$json.request.body') },
		{},
	),
	goingOn(
		beyondTrust(NOTE, 'session', 'renderNote', {
			session: js(`${asked}.session`),
			format: js('$json.render.format'),
			options: {
				audience: js('$json.render.options.audience'),
				sections: js('$json.render.options.sections'),
				maxLength: js('$json.render.options.maxLength'),
			},
		}),
	),
	rule(NEXT, 'desk', 'haloPsa', {
		state: js(`$('${WAY}').item.json.state`),
		answered: js('$json'),
	}),
	object(ANSWER, '$json.answer'),
);
flow.path(ASKED, SETTINGS, FIRST, WAY);
flow.on(WAY, 'ask', GET, NEXT, WAY);
flow.on(WAY, 'tell', POST, NEXT);
flow.on(WAY, 'render', NOTE, NEXT);
flow.on(WAY, 'answer', ANSWER);

flow.about(
	`## Desk: HaloPSA
**What it does:** everything that the other templates want of a desk: it puts the note of a session on its ticket once, in the agent's name, posts into a chat, and finds tickets and agents. It is called by them and never by itself.

**Set up:**
1. In HaloPSA, make an API application (Client ID and Secret, login as an agent of its own) with the permissions *read:tickets*, *edit:tickets* and *read:customers*, or *all*.
2. In n8n, make a credential *OAuth2 API*: Client Credentials, token address \`https://your-tenant.halopsa.com/auth/token\`, scope \`all\`, authentication *Body*. Choose it in *Ask HaloPSA* and *Tell HaloPSA*.
3. *Write the note*: choose the credential of the appliance, whose key signs the marker of each note.
4. *Settings*: the address of the tenant, its name in links, the outcome of the actions and the page of a ticket.
5. Workflow settings: *Save successful production executions* = *Do not save*. Publish it, and enter its ID (the end of its address in the browser) as \`deskWorkflow\` in the table *beyondtrust_settings*.

Needs this package 0.1 and n8n 2.38 or newer.`,
);
flow.note(
	'### One step after the other\nEach time, *What comes next?* says which request is sent, and what its answer means.',
	FIRST,
	NEXT,
);

export const template = flow.build();
