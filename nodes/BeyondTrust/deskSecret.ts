import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { SHORTEST_SECRET } from '../shared/desk/event';

/** The editor's test of the secret of a desk's calls: nobody can be asked, so it checks what can be known. */
export async function testDeskSecret(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { length } = String(credential.data?.secret ?? '');
	if (length >= SHORTEST_SECRET) {
		const message =
			'The secret is long enough. The next call from the desk will show whether it is the right one.';
		return { status: 'OK', message };
	}
	const message = `'Secret' has ${length} characters, but needs at least ${SHORTEST_SECRET}.`;
	return { status: 'Error', message };
}
