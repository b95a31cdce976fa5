import { InputError } from '../shared/session/errors';

/** n8n hands on what a template says, whether or not this version of the package knows it. Throws InputError. */
export function unknownOperation(resource: string, operation: string): never {
	const what = operation
		? `operation '${operation}' of the resource '${resource}'`
		: `resource '${resource}'`;
	throw new InputError(
		`This version of the package n8n-nodes-beyondtrust has no ${what}.`,
		'A template that is newer than the package asks for such an operation: its first note says which version it needs. Update the package in n8n under Settings > Community nodes, or on each n8n process by hand, or import the template of your version.',
		'Operation',
	);
}
