import { WAYS } from '../../nodes/shared/desk/machine';
import { Flow, type NodeSpec, type Template } from './flow';
import { NEEDS } from './needs';
import { beyondTrust, calledTrigger, goingOn, js, object, rule, switchBy, values } from './nodes';

/** What one desk workflow has that another has not. */
export interface DeskTemplate {
	/** As people know it. */
	desk: string;
	/** The operation of the action node that plays it. */
	operation: string;
	/** Fields of the node Settings, with what they hold until a person changes them; `address` and `system` at least. */
	settings: Record<string, string | number | boolean> & { address: string; system: string };
	/** Parameters of the HTTP Request nodes: `genericCredentialType` with `genericAuthType`, or `predefinedCredentialType` with `nodeCredentialType`. */
	credential?: Record<string, string>;
	/** A node of another kind, such as Send Email, in place of the HTTP Request nodes: the desk is told, and never asked. */
	tell?: NodeSpec;
	/** What it does, in place of what all desk workflows do; Markdown. */
	does?: string;
	/** Steps of the set-up, Markdown, before those that every desk workflow has. `$ask` and `$tell` are the names of the nodes with the credential. */
	setUp: string[];
	/** What it does beyond what all do; Markdown. */
	also?: string;
}

const ASKED = 'When the desk is asked';
const SETTINGS = 'Settings';
const FIRST = 'What comes first?';
const WAY = 'Which way?';
const WAIT = 'Wait as asked';
const NOTE = 'Write the note';
const NEXT = 'What comes next?';
const ANSWER = 'Answer';

/** Milliseconds n8n waits for the desk. */
const PATIENCE = 30_000;

const asked = `$('${ASKED}').first().json`;

const request = (
	name: string,
	credential: object,
	parameters: object,
	settings: NodeSpec['settings'],
): NodeSpec => ({
	name,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		url: js('$json.request.url'),
		...credential,
		sendHeaders: true,
		specifyHeaders: 'json',
		jsonHeaders: js('JSON.stringify($json.request.headers)'),
		...parameters,
		options: {
			timeout: PATIENCE,
			// One item whatever the answer, and no lists taken apart; a page of a proxy comes as `data`.
			response: {
				response: { fullResponse: true, responseFormat: 'autodetect', neverError: true },
			},
		},
	},
	settings: { onError: 'continueRegularOutput', ...settings },
});

/** The HTTP Requests of a desk or a chat workflow, sent as it is told; whatever comes back is an item. */
export const requests = (ask: string, tell: string, credential: object): NodeSpec[] => [
	request(ask, credential, {}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1000 }),
	// Never repeated by itself: an answer that got lost may belong to a write that took place.
	request(
		tell,
		credential,
		{
			method: js('$json.request.method'),
			sendBody: true,
			specifyBody: 'json',
			jsonBody: js('$json.request.body'),
		},
		{},
	),
];

/** Seconds; at most 30, so that n8n keeps the run in memory. */
export const wait = (name: string): NodeSpec => ({
	name,
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'timeInterval', amount: js('$json.seconds'), unit: 'seconds' },
});

const DOES =
	'everything that the other templates need from a desk: it puts the note of a session on its ticket once, finds tickets and agents, and opens and changes tickets.';

const about = ({ desk, setUp, also, does = DOES }: DeskTemplate, ask: string, tell: string) => {
	const steps = [
		...setUp.map((step) => step.replaceAll('$ask', `*${ask}*`).replaceAll('$tell', `*${tell}*`)),
		`*${NOTE}*: choose the credential of the appliance, whose key signs the marker of each note.`,
		`Workflow settings: *Save successful production executions* = *Do not save*. Publish it, and enter its ID (the end of its address in the browser) as \`deskWorkflow\` in the table *beyondtrust_settings*.`,
	];
	return `## Desk: ${desk}
**What it does:** ${does}${also ? ` ${also}` : ''} The other workflows call it. It never starts by itself.

**Set up:**
${steps.map((step, index) => `${index + 1}. ${step}`).join('\n')}

${NEEDS}`;
};

/** What the numbers of the outputs mean. */
const NUMBERED = WAYS.map((way, index) => `${index}: ${way}`).join(', ');

/** The canvas of a desk workflow: the same for every desk, because what differs is an operation of the action node. */
export function deskTemplate(made: DeskTemplate): Template {
	const { desk, operation, settings, credential = {} } = made;
	const [ask, tell] = [`Ask ${desk}`, made.tell?.name ?? `Tell ${desk}`];
	/** Ways that a desk never goes which is only told. */
	const unused: string[] = made.tell ? ['ask', 'wait'] : [];
	const flow = new Flow(`Desk: ${desk}`, { saveDataSuccessExecution: 'none' });
	flow.add(
		calledTrigger(ASKED),
		values(SETTINGS, settings),
		rule(FIRST, 'desk', operation, {
			asked: js(asked),
			settings: js('$json'),
			answered: '{}',
		}),
		switchBy(WAY, '$json.way', WAYS, unused),
	);
	if (made.tell) flow.add(goingOn(made.tell));
	else flow.add(...requests(ask, tell, credential), wait(WAIT));
	flow.add(
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
		rule(NEXT, 'desk', operation, {
			state: js(`$('${WAY}').item.json.state`),
			answered: js('$json'),
		}),
		object(ANSWER, '$json.answer'),
	);
	flow.path(ASKED, SETTINGS, FIRST, WAY);
	if (made.tell) {
		flow.on(WAY, 'tell', tell, NEXT, WAY);
	} else {
		flow.on(WAY, 'ask', ask, NEXT, WAY);
		flow.on(WAY, 'tell', tell, NEXT);
		flow.on(WAY, 'wait', WAIT, NEXT);
	}
	flow.on(WAY, 'render', NOTE, NEXT);
	flow.on(WAY, 'answer', ANSWER);
	flow.about(about(made, ask, tell));
	flow.note(
		`### One step after the other\nEach time, *What comes next?* says which request to send, and what its answer means. ${NUMBERED}.`,
		FIRST,
		NEXT,
	);
	return flow.build();
}
