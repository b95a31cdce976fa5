/**
 * For `--import`, or imported first: what tests import from the sources of the package, a bench takes from the build, so that
 * it measures what is shipped. What makes the templates is in no build and is read as it is.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

import { root } from '../test/harness/prepared.mts';

const sources = pathToFileURL(`${root}/`).href;
const shipped = /^(?:nodes|credentials)\//;

registerHooks({
	resolve(specifier, context, next) {
		if (specifier.startsWith('.') && !specifier.endsWith('.mts')) {
			const { href } = new URL(specifier, context.parentURL);
			const inside = href.startsWith(sources) ? href.slice(sources.length) : '';
			if (shipped.test(inside)) return next(`${sources}dist/${inside}.js`, context);
			if (inside.startsWith('workflows/')) return next(`${href}.ts`, context);
		}
		// Its own ES modules are made for bundlers and do not load in Node.js.
		const conditions = specifier === 'n8n-workflow' ? ['node', 'require'] : context.conditions;
		return next(specifier, { ...context, conditions });
	},
});
