import type { NodeSpec } from '../spec';
import { builtIn } from './builtIn';
import { js } from './expression';

/** The value of a workflow selector. `id` is an expression. */
export const workflow = (id: string) => ({ __rl: true, mode: 'id', value: js(id) });

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
