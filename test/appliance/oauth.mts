import { json, methodNotAllowed, type Answer, type Call } from './wire.mts';
import type { World } from './world.mts';

const oauthError = (status: number, error: string, message: string): Answer =>
	json(status, { error, message }, status === 401 ? { 'Cache-Control': 'no-store' } : {});

/** Answer to a dead or missing bearer token: JSON on every API, the XML ones included (reference, 1.3). */
export const accessDenied = (): Answer =>
	oauthError(
		401,
		'access_denied',
		'The resource owner or authorization server denied the request.',
	);

const invalidClient = (): Answer =>
	oauthError(401, 'invalid_client', 'Client authentication failed.');

/** Client id and secret of a Basic header; the only place where the appliance looks for them. */
export function basicCredentials(header: string | undefined): [string, string] | null {
	const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
	if (!encoded) return null;
	const decoded = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = decoded.indexOf(':');
	return colon < 0 ? null : [decoded.slice(0, colon), decoded.slice(colon + 1)];
}

/** `POST /oauth2/token`: client credentials in, a bearer token out (reference, 1.1-1.3). */
export function tokenEndpoint(world: World, call: Call): Answer {
	if (call.method !== 'POST') return methodNotAllowed('POST');
	const form =
		call.contentType === 'application/x-www-form-urlencoded'
			? new URLSearchParams(call.body)
			: new URLSearchParams();
	const grantType = form.get('grant_type');
	if (!grantType) {
		return oauthError(
			400,
			'invalid_request',
			'The request is missing a required parameter: "grant_type".',
		);
	}
	if (grantType !== 'client_credentials') {
		return oauthError(
			400,
			'unsupported_grant_type',
			'The authorization grant type is not supported by the authorization server.',
		);
	}
	const credentials = basicCredentials(call.headers.authorization);
	const account = credentials && world.accounts.authenticate(...credentials);
	if (!account) return invalidClient();
	return json(
		200,
		{
			access_token: world.accounts.issue(account),
			token_type: 'Bearer',
			expires_in: world.options.tokenLifetime,
		},
		{ 'Cache-Control': 'no-store' },
	);
}
