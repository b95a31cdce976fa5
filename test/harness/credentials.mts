import type { Json } from './executions.mts';
import type { Rest } from './rest.mts';
import type { CredentialReference } from './template.mts';

export interface Credential extends CredentialReference {
	type: string;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

export function credentialCalls(rest: Rest) {
	/** @param type e.g. `beyondTrustOAuth2Api` */
	async function createCredential(type: string, name: string, data: Json): Promise<Credential> {
		const { id } = await rest<Credential>('POST', '/rest/credentials', { type, name, data });
		return { id, name, type };
	}

	async function updateCredential(credential: Credential, data: Json): Promise<Credential> {
		const { id, name, type } = credential;
		await rest('PATCH', `/rest/credentials/${id}`, { name, type, data });
		return credential;
	}

	/** What the editor's test says about a saved credential, or about it with other, unsaved values. */
	async function testCredential(
		credential: Credential,
		data?: Json,
	): Promise<CredentialTestResult> {
		const { id, name, type } = credential;
		const saved = data ?? (await credentialData(credential));
		return await rest<CredentialTestResult>('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data: saved },
		});
	}

	/** A credential's values; secrets come as the placeholder that n8n resolves when they are sent back. */
	async function credentialData({ id }: Credential): Promise<Json> {
		const { data } = await rest<{ data: Json }>('GET', `/rest/credentials/${id}?includeData=true`);
		return data;
	}

	async function deleteCredential({ id }: Credential): Promise<void> {
		await rest('DELETE', `/rest/credentials/${id}`);
	}

	return { createCredential, updateCredential, testCredential, credentialData, deleteCredential };
}
