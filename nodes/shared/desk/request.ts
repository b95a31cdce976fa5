import type { DeskSettings } from './desk';
import type { DeskRequest } from './flow';
import { textOf } from '../session/value';

/** The desk's address without a slash at its end; `null` where it is none. */
export function baseOf({ address }: DeskSettings): string | null {
	const text = textOf(address)
		.trim()
		.replace(/\/{1,20}$/, '');
	try {
		const { protocol, username } = new URL(text);
		return /^https?:$/.test(protocol) && username === '' ? text : null;
	} catch {
		return null;
	}
}

export interface RequestOptions {
	method?: DeskRequest['method'];
	query?: Record<string, string>;
	body?: unknown;
	headers?: Record<string, string>;
}

/**
 * A request to the desk, by default GET. `path` begins with a slash; what comes from people goes into it by `encodeURIComponent`, into
 * `query` as it is.
 */
export function requestTo(
	settings: DeskSettings,
	path: string,
	{ method = 'GET', query, body, headers }: RequestOptions = {},
): DeskRequest {
	const search = query ? `?${new URLSearchParams(query).toString()}` : '';
	return {
		method,
		url: `${baseOf(settings) ?? ''}${path}${search}`,
		body: body === undefined ? '{}' : JSON.stringify(body),
		headers: { accept: 'application/json', ...headers },
	};
}
