import type { NodeSpec } from './flow';

/** An expression, as n8n keeps it. @throws for two closing braces in a row, where n8n would see its end */
export function js(code: string): string {
	if (code.includes('}}')) throw new Error(`An expression ends too early: ${code}`);
	return `={{ ${code} }}`;
}

const builtIn = (type: string, typeVersion: number) => ({
	type: `n8n-nodes-base.${type}`,
	typeVersion,
});

export const manualTrigger = (name: string): NodeSpec => ({
	name,
	...builtIn('manualTrigger', 1),
	parameters: {},
});

/** Once a day, at an hour of n8n's own time zone. */
export const dailyTrigger = (name: string, hour: number): NodeSpec => ({
	name,
	...builtIn('scheduleTrigger', 1.2),
	parameters: { rule: { interval: [{ field: 'days', triggerAtHour: hour }] } },
});

/** Where another workflow calls this one; what it hands over comes as it is. */
export const calledTrigger = (name: string): NodeSpec => ({
	name,
	...builtIn('executeWorkflowTrigger', 1.1),
	parameters: { inputSource: 'passthrough' },
});

/**
 * A call from outside that anybody can make: what proves that it is authentic, a later node reads. n8n answers before the workflow runs. The
 * bytes that were sent come as the file `data`, because they may be signed.
 */
export const webhookTrigger = (name: string, path: string): NodeSpec => ({
	name,
	...builtIn('webhook', 2),
	parameters: {
		httpMethod: 'POST',
		path,
		responseMode: 'onReceived',
		options: { rawBody: true },
	},
});

/** Runs a workflow with the items at hand and waits for what it returns. `id` is an expression. */
export const callWorkflow = (name: string, id: string): NodeSpec => ({
	name,
	...builtIn('executeWorkflow', 1.3),
	parameters: {
		workflowId: workflow(id),
		workflowInputs: { mappingMode: 'defineBelow', value: {}, schema: [] },
		mode: 'once',
		options: { waitForSubWorkflow: true },
	},
	outputs: ['done', 'error'],
	settings: { onError: 'continueErrorOutput' },
});

/** The value of a workflow selector. `id` is an expression. */
export const workflow = (id: string) => ({ __rl: true, mode: 'id', value: js(id) });

/** A mail with both parts, without n8n's own line below it. All are expressions. */
export const sendEmail = (
	name: string,
	mail: Record<'from' | 'to' | 'subject' | 'text' | 'html', string> & { replyTo?: string },
): NodeSpec => ({
	name,
	...builtIn('emailSend', 2.1),
	parameters: {
		fromEmail: js(mail.from),
		toEmail: js(mail.to),
		subject: js(mail.subject),
		emailFormat: 'both',
		text: js(mail.text),
		html: js(mail.html),
		options: { appendAttribution: false, ...(mail.replyTo ? { replyTo: js(mail.replyTo) } : {}) },
	},
});

export const nothing = (name: string): NodeSpec => ({
	name,
	...builtIn('noOp', 1),
	parameters: {},
});

export const stop = (name: string, sentence: string): NodeSpec => ({
	name,
	...builtIn('stopAndError', 1),
	parameters: { errorMessage: sentence },
});

/** A node of named values that people are meant to change. */
export const values = (
	name: string,
	fields: Record<string, string | number | boolean>,
): NodeSpec => ({
	name,
	...builtIn('set', 3.4),
	parameters: {
		assignments: {
			assignments: Object.entries(fields).map(([field, value]) => ({
				id: field,
				name: field,
				value,
				type: typeof value,
			})),
		},
		options: {},
	},
});

/** A node that makes one object out of what came before. `code` is a JavaScript expression for it. */
export const object = (name: string, code: string, settings?: NodeSpec['settings']): NodeSpec => ({
	name,
	...builtIn('set', 3.4),
	parameters: { mode: 'raw', jsonOutput: js(code), options: {} },
	settings,
});

/** A node whose failure is no reason not to go on: its item holds an `error` then. */
export const goingOn = (spec: NodeSpec): NodeSpec => ({
	...spec,
	outputs: undefined,
	settings: { ...spec.settings, onError: 'continueRegularOutput' },
});

/** What the package's own action node does; what fails leaves through `error`. */
export const beyondTrust = (
	name: string,
	resource: string,
	operation: string,
	parameters: Record<string, unknown> = {},
): NodeSpec => ({
	name,
	type: 'n8n-nodes-beyondtrust.beyondTrust',
	typeVersion: 1,
	parameters: { resource, operation, ...parameters },
	outputs: ['done', 'error'],
	settings: { onError: 'continueErrorOutput' },
});

/**
 * A list that the package's action node reads, and at least one item: an empty one where the list is empty, one with
 * `error` where it cannot be read. Not by two outputs: with *Always Output Data*, n8n leads on through both of them.
 */
export const beyondTrustList = (
	name: string,
	resource: string,
	parameters: Record<string, unknown> = {},
): NodeSpec => ({
	name,
	type: 'n8n-nodes-beyondtrust.beyondTrust',
	typeVersion: 1,
	parameters: { resource, operation: 'getAll', returnAll: true, ...parameters },
	settings: { onError: 'continueRegularOutput', alwaysOutputData: true, executeOnce: true },
});

/** Begins again and again. `minutes`: the pause in between. */
export const everyMinutes = (name: string, minutes: number): NodeSpec => ({
	name,
	...builtIn('scheduleTrigger', 1.2),
	parameters: { rule: { interval: [{ field: 'minutes', minutesInterval: minutes }] } },
});

export const sessionTrigger = (name: string, events: string[]): NodeSpec => ({
	name,
	type: 'n8n-nodes-beyondtrust.beyondTrustTrigger',
	typeVersion: 1,
	parameters: { events, authentication: 'token', options: { binaryData: true } },
});

/** A rule of the templates: an operation of the package's action node. What it is given are paths, never rules. */
export const rule = (
	name: string,
	resource: string,
	operation: string,
	parameters: Record<string, unknown> = {},
): NodeSpec => ({
	name,
	type: 'n8n-nodes-beyondtrust.beyondTrust',
	typeVersion: 1,
	parameters: { resource, operation, ...parameters },
});

/** A comparison as n8n's If, Filter and Switch make it: `string:equals`, `string:exists`, `number:gte`, `boolean:true`. */
export interface Comparison {
	left: string;
	is: string;
	right?: string | number | boolean;
}

const compared = (all: Comparison[], combinator: 'and' | 'or' = 'and') => ({
	options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
	conditions: all.map(({ left, is, right }, index) => {
		const [type, operation] = is.split(':');
		return {
			id: `condition-${index + 1}`,
			leftValue: left,
			rightValue: right ?? '',
			operator: { type, operation, ...(right === undefined ? { singleValue: true } : {}) },
		};
	}),
	combinator,
});

/** n8n's If. */
export const when = (
	name: string,
	all: Comparison[],
	combinator: 'and' | 'or' = 'and',
): NodeSpec => ({
	name,
	...builtIn('if', 2.2),
	parameters: { conditions: compared(all, combinator), looseTypeValidation: true, options: {} },
	outputs: ['yes', 'no'],
});

/** n8n's Filter: the way ends there for what does not fit. */
export const onlyWhen = (name: string, all: Comparison[]): NodeSpec => ({
	name,
	...builtIn('filter', 2.2),
	parameters: { conditions: compared(all), looseTypeValidation: true, options: {} },
});

/** n8n's Switch on the word that a field holds. What has another one goes nowhere, or by `otherwise`. */
export const switchOn = (
	name: string,
	field: string,
	words: string[],
	otherwise?: string,
): NodeSpec => ({
	name,
	...builtIn('switch', 3.2),
	parameters: {
		rules: {
			values: words.map((word) => ({
				conditions: compared([{ left: `={{ ${field} }}`, is: 'string:equals', right: word }]),
				renameOutput: true,
				outputKey: word,
			})),
		},
		options: otherwise ? { fallbackOutput: 'extra', renameFallbackOutput: otherwise } : {},
	},
	outputs: otherwise ? [...words, otherwise] : words,
});

/** n8n's Switch by the number that a field holds; `words` name its outputs here, and in the note above it. `unused` ones lead nowhere. */
export const switchBy = (
	name: string,
	field: string,
	words: readonly string[],
	unused: string[] = [],
): NodeSpec => ({
	name,
	...builtIn('switch', 3.2),
	parameters: { mode: 'expression', numberOutputs: words.length, output: js(field) },
	outputs: words.map((word) => (unused.includes(word) ? '' : word)),
});

/**
 * Calls a workflow with the item at hand and waits for its answer; a failure is an item with `error`. `id` is a path; without one a person
 * chooses the workflow, and n8n lets nobody publish before.
 */
export const ask = (name: string, id?: string): NodeSpec => {
	const spec = callWorkflow(name, id ?? '');
	const chosen = { __rl: true, mode: 'list', value: '' };
	return {
		...spec,
		parameters: { ...spec.parameters, ...(id ? {} : { workflowId: chosen }) },
		outputs: undefined,
		settings: { onError: 'continueRegularOutput', alwaysOutputData: true },
	};
};

/** One item after the other. Output `each` leads to what is to be done and back here, `done` to what comes after all. */
export const loop = (name: string): NodeSpec => ({
	name,
	...builtIn('splitInBatches', 3),
	parameters: { options: {} },
	outputs: ['done', 'each'],
});
