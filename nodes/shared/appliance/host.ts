import { InputError } from '../session/errors';

/**
 * What a person types as the host becomes a base URL, by these replacements in this order. They serve the code and, as
 * an expression, the credential, whose token URL n8n computes by itself.
 *
 * White space is dropped; the scheme defaults to https; user name, path, query, trailing slash and trailing dot are dropped;
 * the full stops of other scripts are dots; plain http stays only for a loopback address and becomes https for every other.
 */
const RULES: Array<[RegExp, string]> = [
	[/\s+/g, ''],
	[/^(?!https?:\/\/)/i, 'https://'],
	[/^(https?:\/\/)[^/?#]*@/i, '$1'],
	[/^(https?:\/\/[^/?#\\]*).*$/i, '$1'],
	[/[\u3002\uff0e\uff61]/g, '.'],
	[/\.(?=(?::\d+)?$)/, ''],
	[/^http:(?!\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$)/i, 'https:'],
];

/** The same rules as an n8n expression over `source`, for instance `$self["host"]`. */
export const hostExpression = (source: string, path = ''): string => {
	const replacements = RULES.map(
		([pattern, to]) => `.replace(${String(pattern)}, ${JSON.stringify(to)})`,
	).join('');
	return `={{ String(${source} ?? "")${replacements} + ${JSON.stringify(path)} }}`;
};

/** The host alone, without scheme and port, as n8n wants it in a list of domains. */
export const domainExpression = (source: string): string =>
	hostExpression(source).replace(
		' + "" }}',
		'.replace(/^https?:\\/\\//i, "").replace(/:\\d+$/, "") }}',
	);

/** International names too: letters and digits of any script, and the marks that belong to them. */
const HOST =
	/^https?:\/\/(?:\[[0-9a-f:.]+\]|[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}.-]*[\p{L}\p{N}\p{M}])?)(?::\d{1,5})?$/iu;

const origin = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null);

/**
 * Base URL of an appliance (`https://support.example.com`, no trailing slash) from what a person typed.
 * An international name is in its ASCII form. Throws InputError naming the field where no host name is left.
 */
export function baseUrl(host: unknown): string {
	const typed = typeof host === 'string' ? host : '';
	const url = RULES.reduce((text, [pattern, to]) => text.replace(pattern, to), typed);
	const known = HOST.test(url) ? origin(url) : null;
	if (known === null) {
		throw new InputError(
			'This is not the host name of an appliance.',
			"Enter the name only, for example support.example.com, in the credential's 'Host' field.",
			'Host',
		);
	}
	return known;
}

/** Throws InputError where tokens would be asked of another host than the appliance: the client secret goes with it. */
export function checkTokenUrl(url: unknown, base: string): void {
	if (url === undefined || url === '' || (typeof url === 'string' && origin(url) === base)) return;
	throw new InputError(
		'This credential gets its access token from a host other than the appliance.',
		"Create a new BeyondTrust credential, and enter the appliance in 'Host' only.",
		'Access Token URL',
	);
}
