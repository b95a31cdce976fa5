import type { NodeSpec } from '../spec';
import { builtIn } from './builtIn';
import { js } from './expression';

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
