import type { NodeSpec } from '../spec';
import { builtIn } from './builtIn';
import { js } from './expression';

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
				conditions: compared([{ left: js(field), is: 'string:equals', right: word }]),
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

/** Pauses before what comes next. `seconds`: a number, or an expression that gives one. */
export const waitFor = (name: string, seconds: number | string): NodeSpec => ({
	name,
	...builtIn('wait', 1.1),
	parameters: { resume: 'timeInterval', amount: seconds, unit: 'seconds' },
});

/** One item after the other. Output `each` leads to what is to be done and back here, `done` to what comes after all. */
export const loop = (name: string): NodeSpec => ({
	name,
	...builtIn('splitInBatches', 3),
	parameters: { options: {} },
	outputs: ['done', 'each'],
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
