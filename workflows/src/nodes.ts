import type { NodeSpec } from './flow';

/** An expression, as n8n keeps it. @throws for two closing braces in a row, where n8n would see its end */
export function js(code: string): string {
	if (code.includes('}}')) throw new Error(`An expression ends too early: ${code}`);
	return `={{ ${code} }}`;
}

/** The item of an earlier node that the item at hand comes from. */
export const itemOf = (node: string): string => `$('${node.replace(/'/g, "\\'")}').item.json`;

/** The one item of a node that knows nothing of single sessions. */
export const firstOf = (node: string): string => `$('${node.replace(/'/g, "\\'")}').first().json`;

const builtIn = (type: string, typeVersion: number) => ({
	type: `n8n-nodes-base.${type}`,
	typeVersion,
});

export const manualTrigger = (name: string): NodeSpec => ({
	name,
	...builtIn('manualTrigger', 1),
	parameters: {},
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

function condition(code: string) {
	return {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		conditions: [
			{
				id: 'condition',
				leftValue: js(code),
				rightValue: '',
				operator: { type: 'boolean', operation: 'true', singleValue: true },
			},
		],
		combinator: 'and',
	};
}

/** A question. `code` is a JavaScript expression; it leads to `yes` where its value is true or not empty. */
export const question = (name: string, code: string): NodeSpec => ({
	name,
	...builtIn('if', 2.2),
	parameters: { conditions: condition(`Boolean(${code})`), options: {} },
	outputs: ['yes', 'no'],
});

/** A question with several answers, each the name of an output and the expression that must be true for it. */
export const choice = (name: string, answers: Record<string, string>): NodeSpec => ({
	name,
	...builtIn('switch', 3.2),
	parameters: {
		rules: {
			values: Object.entries(answers).map(([answer, code]) => ({
				conditions: condition(`Boolean(${code})`),
				renameOutput: true,
				outputKey: answer,
			})),
		},
		options: {},
	},
	outputs: Object.keys(answers),
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

export const sessionTrigger = (name: string, events: string[]): NodeSpec => ({
	name,
	type: 'n8n-nodes-beyondtrust.beyondTrustTrigger',
	typeVersion: 1,
	parameters: { events, authentication: 'token', options: {} },
});
