import { InputError } from '../shared/session/errors';

/** n8n passes on what a template says, whether or not this version of the package knows it. Throws InputError. */
export function unknownOperation(resource: string, operation: string): never {
	const what = operation
		? `operation '${operation}' of the resource '${resource}'`
		: `resource '${resource}'`;
	throw new InputError(
		`This version of the package n8n-nodes-beyondtrust has no ${what}.`,
		'The template may be newer than the package: its first note says which version it needs. Update the package in n8n under Settings > Community nodes, or manually on each n8n process, or import the template for your version.',
		'Operation',
	);
}
