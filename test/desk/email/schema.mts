import type { Mail } from '../../mail/server.mts';
import {
	Checked,
	type Endpoint,
	list,
	object,
	type Schema,
	text,
	whole,
} from '../chassis/schema.mts';

const ADDRESS = '[^\\s<>@",;]+@[^\\s<>@",;]+';
const like = (pattern: string): Schema => ({ type: 'string', pattern });
const some: Schema = { type: 'string', minLength: 1 };

/** Headers of an email with two parts and nothing else in it, by their names in lower case (RFC 5322, 2045). Others are nobody's. */
const HEADERS = object(
	{
		from: like(`^(?:"?[^\\r\\n<>]{1,120}"? )?<?${ADDRESS}>?$`),
		to: like(`^<?${ADDRESS}>?$`),
		subject: like('^[^\\r\\n]{1,300}$'),
		'message-id': like(`^<${ADDRESS}>$`),
		date: some,
		'mime-version': like('^1\\.0$'),
		'content-type': like('^multipart/alternative;'),
	},
	['from', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type'],
);

/** A mail as the desk takes it: `longestLine` counts bytes (RFC 5322: 998). */
const MAIL = object(
	{
		headers: HEADERS,
		headerCount: { const: 7 },
		text: some,
		html: some,
		attachments: { type: 'array', maxItems: 0 },
		longestLine: { type: 'integer', maximum: 998 },
		recipients: { ...list(text), minItems: 1, maxItems: 1 },
	},
	['headers', 'headerCount', 'text', 'html', 'attachments', 'longestLine', 'recipients'],
);

const ENDPOINTS: Endpoint[] = [
	{ method: 'MAIL', path: /^\/$/, body: MAIL, answers: { 250: object({ accepted: whole }) } },
];

export const checked = () => new Checked(ENDPOINTS);

/** What is looked at of a mail. */
export function seenOf({ raw, parsed, to }: Mail) {
	const names = parsed.headerLines.map(({ key }) => key);
	const unfolded = (line: string) =>
		line
			.slice(line.indexOf(':') + 1)
			.replace(/\r?\n\s+/g, ' ')
			.trim();
	const headers = Object.fromEntries(
		parsed.headerLines.map(({ key, line }) => [key, unfolded(line)]),
	);
	return {
		headers,
		headerCount: names.length,
		text: parsed.text ?? '',
		html: parsed.html || '',
		attachments: parsed.attachments.map(({ contentType }) => contentType),
		longestLine: Math.max(...raw.split(/\r?\n/).map((line) => Buffer.byteLength(line))),
		recipients: to,
	};
}
