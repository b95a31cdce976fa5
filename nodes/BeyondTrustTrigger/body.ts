import type { IWebhookFunctions } from 'n8n-workflow';

/** Bytes that are read of a body; an event of the appliance has less than 1,000. */
const MOST_BYTES = 1_000_001;

type Decoder = InstanceType<typeof TextDecoder>;

/** n8n's request: which of these it has depends on whether n8n read or parsed the body before the node runs. */
interface IncomingRequest {
	headers?: Record<string, unknown>;
	rawBody?: unknown;
	readRawBody?: () => Promise<void>;
}

/** The charset that a content type names, or UTF-8: for none, an empty one, and one that nobody knows. */
function decoderFor(contentType: string): Decoder {
	const label = /charset\s*=\s*["']?([^"';\s,]+)/i.exec(contentType)?.[1] ?? 'utf-8';
	try {
		return new TextDecoder(label, { fatal: true });
	} catch {
		return new TextDecoder('utf-8', { fatal: true });
	}
}

/** Text in the charset that was named; where it is none in it, every byte is a character (Windows-1252). */
function decoded(bytes: Uint8Array, decoder: Decoder): string {
	try {
		return decoder.decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** One name or value of a form: `+` is a blank, and percent signs lead bytes of the form's own charset. */
function unescapedBytes(text: string): Buffer {
	const bytes = text
		.replace(/\+/g, ' ')
		.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
	return Buffer.from(bytes, 'latin1');
}

/** A form in any charset as one in UTF-8. */
function formInUtf8(bytes: Buffer, decoder: Decoder): string {
	const form = new URLSearchParams();
	for (const pair of bytes.toString('latin1').split('&')) {
		if (pair === '') continue;
		const at = pair.indexOf('=');
		const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
		form.append(decoded(unescapedBytes(name), decoder), decoded(unescapedBytes(value), decoder));
	}
	return form.toString();
}

/** The fields of a multipart form that are text. */
async function fieldsOfMultipart(bytes: Buffer, contentType: string): Promise<unknown> {
	const form = await new Response(new Uint8Array(bytes), {
		headers: { 'content-type': contentType },
	}).formData();
	const entries = [...form.entries()];
	const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
	const files = entries.filter(([, value]) => typeof value !== 'string');
	return {
		data: Object.fromEntries(texts),
		files: Object.fromEntries(files.map(([name]) => [name, {}])),
	};
}

/**
 * The text of a body, or the fields of a multipart one, whatever charset it is in or says it is in.
 *
 * `contentType` is the header as it came. The appliance sends a form (section 5 of the vendor's integration guide) and was
 * seen to name a charset that Node.js does not know by that name.
 */
export async function readBody(body: Uint8Array, contentType: string): Promise<unknown> {
	const bytes = Buffer.from(body.subarray(0, MOST_BYTES));
	if (/^\s*multipart\//i.test(contentType)) return await fieldsOfMultipart(bytes, contentType);
	const named = decoderFor(contentType);
	// Not by the label: a form is percent-encoded ASCII also where it names a charset of two bytes a character.
	const isWide = bytes.includes(0);
	const decoder =
		!isWide && named.encoding.startsWith('utf-16')
			? new TextDecoder('utf-8', { fatal: true })
			: named;
	const isForm = !isWide && !/^\s*[[{]/.test(bytes.subarray(0, 100).toString('latin1'));
	if (isForm) return formInUtf8(bytes, decoder);
	return decoded(bytes, decoder).replace(/^\ufeff/, '');
}

/**
 * The body of an event: what came, where n8n has it or lets it be read, else what n8n made of it. Never throws; undefined
 * where there is none that can be read.
 *
 * n8n 2 leaves a body alone for a webhook of version 1 whose options hold `binaryData`, and else parses it before the node
 * runs, which fails for a charset that Node.js does not know; n8n 3 decodes what is declared. Neither is assumed here.
 */
export async function bodyOf(context: IWebhookFunctions): Promise<unknown> {
	try {
		const request = context.getRequestObject() as unknown as IncomingRequest;
		await request.readRawBody?.();
		const { rawBody, headers } = request;
		if (rawBody instanceof Uint8Array && rawBody.length > 0) {
			return await readBody(rawBody, String(headers?.['content-type'] ?? ''));
		}
	} catch {
		// Broken off, too large, or no form: what n8n made of it is all there is.
	}
	try {
		return context.getBodyData();
	} catch {
		return undefined;
	}
}
