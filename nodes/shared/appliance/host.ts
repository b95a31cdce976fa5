import { InputError } from '../session/errors';

/**
 * What a person types as the host becomes a base URL, by these replacements in this order. They serve the code and, as
 * an expression, the credential, whose token URL n8n computes by itself.
 *
 * White space is dropped; the scheme defaults to https; user name, path, query and trailing slash are dropped, and so is
 * the dot at the end of a name that begins at the root; the full stops of other scripts are dots; plain http stays only for a loopback address and becomes https for every other.
 */
const RULES: Array<[RegExp, string]> = [
	[/\s+/g, ''],
	[/^(?!https?:\/\/)/i, 'https://'],
	[/^(https?:\/\/)[^/?#]*@/i, '$1'],
	[/^(https?:\/\/[^/?#\\]*).*$/i, '$1'],
	[/[\u3002\uff0e\uff61]/g, '.'],
	[/^(https?:\/\/[^[\]:]*[^[\]:.])\.(?=:\d+$|$)/i, '$1'],
	[/^http:(?!\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$)/i, 'https:'],
];

/** The same rules as an n8n expression over `source`, for instance `$self["host"]`. */
export const hostExpression = (source: string, path = ''): string => {
	const replacements = RULES.map(
		([pattern, to]) => `.replace(${String(pattern)}, ${JSON.stringify(to)})`,
	).join('');
	return `={{ String(${source} ?? "")${replacements} + ${JSON.stringify(path)} }}`;
};

/** An international name in the form that the wire knows (punycode); what is none is left as it is. */
function inAscii(url: string): string {
	if (/^[\x20-\x7e]*$/.test(url) || !URL.canParse(url)) return url;
	const { protocol, host } = new URL(url);
	return `${protocol}//${host}`;
}

const HOST = /^https?:\/\/(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?$/i;

/**
 * Base URL of an appliance (`https://support.example.com`, no trailing slash) from what a person typed.
 * Throws InputError naming the field where no host name is left.
 */
export function baseUrl(host: unknown): string {
	const typed = typeof host === 'string' ? host : '';
	const url = inAscii(RULES.reduce((text, [pattern, to]) => text.replace(pattern, to), typed));
	if (!HOST.test(url)) {
		throw new InputError(
			'This is not the host name of an appliance.',
			"Enter the name only, for example support.example.com, in the credential's 'Host' field.",
			'Host',
		);
	}
	return url.toLowerCase();
}
