/** A link into the representative console. Nothing is asked of the appliance for it. */
export interface JumpLink {
	/** `rep` opens the installed console, `web_console` the one in the browser. */
	console: 'rep' | 'web_console';
	/** The wire's name of the way to jump; undefined leaves it to the Jump Item. */
	method?: string;
	search?: string;
	/** By the wire's names: `comments`, `hostname`, `private_ip`, `public_ip`, `tag`. */
	client: Record<string, string>;
	externalKey?: string;
	/** Custom fields of the session by code name. */
	attributes: Record<string, string>;
}

/** Half a character cannot be encoded. */
const encoded = (text: string) => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));

/**
 * URL of a client script that starts a session with a Jump Item (`/api/client_script`, section of the vendor's client
 * scripting guide). It opens in a representative's browser, who logs in there. `host` is the appliance's base URL.
 */
export function jumpLinkUrl(host: string, link: JumpLink): string {
	const fields: Array<[string, string | undefined]> = [
		['type', link.console],
		['operation', 'execute'],
		['action', 'start_jump_item_session'],
		['jump.method', link.method],
		['search_string', link.search],
		...Object.entries(link.client).map(([name, value]): [string, string] => [
			`client.${name}`,
			value,
		]),
		['session.custom.external_key', link.externalKey],
		...Object.entries(link.attributes).map(([name, value]): [string, string] => [
			`session.custom.${name}`,
			value,
		]),
	];
	const query = fields
		.filter((field): field is [string, string] => Boolean(field[1]))
		.map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
	return `${host}/api/client_script?${query.join('&')}`;
}
