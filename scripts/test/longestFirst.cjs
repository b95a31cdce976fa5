const { existsSync, globSync, statSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

const sizeOf = (file) => statSync(file).size;

/** Bytes of a file of tests, and of those in the folder of its name, from which it takes them. */
function weightOf({ path }) {
	const folder = path.replace(/\.test\.mts$/, '');
	const parts = existsSync(folder) ? globSync(`${folder}/*.mts`) : [];
	return [path, ...parts].reduce((sum, file) => sum + sizeOf(file), 0);
}

/** Files that take long begin first, also where nothing has run before: with two at a time, none is left for the end. */
module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		const weights = new Map(tests.map((test) => [test, weightOf(test)]));
		return [...tests].sort((one, other) => weights.get(other) - weights.get(one));
	}
};
