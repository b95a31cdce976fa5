import type { NodeSpec } from '../spec';

const own = (name: string, node: string, parameters: Record<string, unknown>): NodeSpec => ({
	name,
	type: `n8n-nodes-beyondtrust.${node}`,
	typeVersion: 1,
	parameters,
});

/** A rule of the templates: an operation of the package's action node. What it is given are paths, never rules. */
export const rule = (
	name: string,
	resource: string,
	operation: string,
	parameters: Record<string, unknown> = {},
): NodeSpec => own(name, 'beyondTrust', { resource, operation, ...parameters });

/** What the package's own action node does; what fails leaves through `error`. */
export const beyondTrust = (...operation: Parameters<typeof rule>): NodeSpec => ({
	...rule(...operation),
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
	...rule(name, resource, 'getAll', { returnAll: true, ...parameters }),
	settings: { onError: 'continueRegularOutput', alwaysOutputData: true, executeOnce: true },
});

/** Begins with the events of sessions. */
export const sessionTrigger = (name: string, events: string[]): NodeSpec =>
	own(name, 'beyondTrustTrigger', {
		events,
		authentication: 'token',
		options: { binaryData: true },
	});
