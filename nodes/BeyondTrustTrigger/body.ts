import type { IWebhookFunctions } from 'n8n-workflow';

/**
 * Bytes that are read of a body. An event of the appliance has less than 1,000, and with all the custom fields that it may
 * have (10 kB together) less than this, percent-encoded.
 */
const MOST_BYTES = 100_000;

type Decoder = InstanceType<typeof TextDecoder>;

/** n8n's request: which of these it has depends on whether n8n read or parsed the body before the node runs. */
interface IncomingRequest {
	headers?: Record<string, unknown>;
	rawBody?: unknown;
	readRawBody?: () => Promise<void>;
	readable?: boolean;
	iterator?: (options: { destroyOnReturn: boolean }) => AsyncIterable<unknown>;
}

/** A body, and what kept it from being read as it came, in sentences for people. */
export interface BodyOfEvent {
	body: unknown;
	problems: string[];
}

/** Every byte a character: for bytes that are no text in their own charset. */
const latin = new TextDecoder('windows-1252');

/** Names and values of a form that may fail to be text in its charset before the rest is not tried in it. */
const MOST_FAILURES = 50;

/** The charset that a content type names, or UTF-8: for none, an empty one, and one that nobody knows. */
function decoderFor(contentType: string): Decoder {
	const label = /charset\s*=\s*["']?([^"';\s,]+)/i.exec(contentType)?.[1] ?? 'utf-8';
	try {
		return new TextDecoder(label, { fatal: true });
	} catch {
		return new TextDecoder('utf-8', { fatal: true });
	}
}

/** Text in one charset; where bytes are none in it, every one is a character (Windows-1252). */
class TextReader {
	private failures = 0;

	constructor(private readonly decoder: Decoder) {}

	read(bytes: Buffer): string {
		// Failing costs a hundred times what reading does, and a form may be made of what fails.
		if (this.failures > MOST_FAILURES) return latin.decode(bytes);
		try {
			return this.decoder.decode(bytes);
		} catch {
			this.failures++;
			return latin.decode(bytes);
		}
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
	const reader = new TextReader(decoder);
	const read = (text: string) => (text === '' ? '' : reader.read(unescapedBytes(text)));
	const form = new URLSearchParams();
	for (const pair of bytes.toString('latin1').split('&')) {
		if (pair === '') continue;
		const at = pair.indexOf('=');
		const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
		form.append(read(name), read(value));
	}
	return form.toString();
}

/** A multipart form that was cut, up to its last whole field. */
function closed(bytes: Buffer, contentType: string): Buffer {
	const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
	const mark = `\r\n--${boundary?.[1] ?? boundary?.[2] ?? ''}`;
	const at = bytes.lastIndexOf(mark);
	return at < 0 ? bytes : Buffer.concat([bytes.subarray(0, at), Buffer.from(`${mark}--\r\n`)]);
}

/** The fields of a multipart form that are text. */
async function fieldsOfMultipart(bytes: Buffer, contentType: string): Promise<unknown> {
	const form = await new Response(new Uint8Array(bytes), {
		headers: { 'content-type': contentType },
	}).formData();
	const data = new Map<string, string[]>();
	const files = new Set<string>();
	for (const [name, value] of form.entries()) {
		if (typeof value !== 'string') files.add(name);
		else data.set(name, [...(data.get(name) ?? []), value]);
	}
	return {
		data: Object.fromEntries(
			[...data].map(([name, all]) => [name, all.length === 1 ? all[0] : all]),
		),
		files: Object.fromEntries([...files].map((name) => [name, {}])),
	};
}

/**
 * The text of a body, or the fields of a multipart one, whatever charset it is in or says it is in. Of a long body only
 * the first 100,000 bytes are read. Throws where a multipart body is none.
 *
 * `contentType` is the header as it came. The appliance sends a form (section 5 of the vendor's integration guide) and was
 * seen to name a charset that Node.js does not know by that name.
 */
export async function readBody(body: Uint8Array, contentType: string): Promise<unknown> {
	const bytes = Buffer.from(body.subarray(0, MOST_BYTES));
	if (/^\s*multipart\//i.test(contentType)) {
		const whole = body.length <= MOST_BYTES;
		return await fieldsOfMultipart(whole ? bytes : closed(bytes, contentType), contentType);
	}
	const named = decoderFor(contentType);
	// Not by the label: a form is percent-encoded ASCII also where it names a charset of two bytes a character.
	const isWide = bytes.includes(0);
	const decoder =
		!isWide && named.encoding.startsWith('utf-16')
			? new TextDecoder('utf-8', { fatal: true })
			: named;
	const isForm = !isWide && !/^\s*[[{]/.test(bytes.subarray(0, 100).toString('latin1'));
	if (isForm) return formInUtf8(bytes, decoder);
	return new TextReader(decoder).read(bytes).replace(/^\ufeff/, '');
}

/** A body that nobody has read yet, as far as it is looked at. The connection stays: it still carries the answer. */
async function readStream(request: IncomingRequest): Promise<Buffer | undefined> {
	if (!request.readable || !request.iterator) return undefined;
	const pieces: Buffer[] = [];
	let length = 0;
	for await (const piece of request.iterator({ destroyOnReturn: false })) {
		const bytes = Buffer.from(piece as Buffer);
		pieces.push(bytes);
		length += bytes.length;
		if (length > MOST_BYTES) break;
	}
	return Buffer.concat(pieces);
}

/** The bytes as they came, from wherever n8n keeps them; undefined where it parsed them and kept none. */
async function rawBodyOf(request: IncomingRequest): Promise<Uint8Array | undefined> {
	await request.readRawBody?.();
	const { rawBody } = request;
	if (rawBody instanceof Uint8Array) return rawBody;
	if (typeof rawBody === 'string') return Buffer.from(rawBody);
	return await readStream(request);
}

const TOO_LONG = `The body is longer than ${MOST_BYTES / 1_000} kB. Only the first part was read.`;
const UNREADABLE = 'The body could not be read as it was sent.';

/**
 * The body of an event: what came, where n8n has it or lets it be read, else what n8n made of it. Never throws; `body` is
 * undefined where there is none that can be read.
 *
 * n8n 2 leaves a body alone for a webhook of version 1 whose options hold `binaryData`, and else parses it before the node
 * runs, which fails for a charset that Node.js does not know; n8n 3 decodes what is declared. Neither is assumed here.
 */
export async function bodyOf(context: IWebhookFunctions): Promise<BodyOfEvent> {
	const problems: string[] = [];
	try {
		const request = context.getRequestObject() as unknown as IncomingRequest;
		const raw = await rawBodyOf(request);
		if (raw && raw.length > MOST_BYTES) problems.push(TOO_LONG);
		if (raw && raw.length > 0) {
			const body = await readBody(raw, String(request.headers?.['content-type'] ?? ''));
			return { body, problems };
		}
	} catch {
		// Broken off, too large, or no form: what n8n made of it is all there is.
		const body = parsedBody(context);
		return { body, problems: isEmpty(body) ? [...problems, UNREADABLE] : problems };
	}
	return { body: parsedBody(context), problems };
}

/** What n8n made of a body by itself. */
function parsedBody(context: IWebhookFunctions): unknown {
	try {
		return context.getBodyData();
	} catch {
		return undefined;
	}
}

const isEmpty = (body: unknown) =>
	!body || (typeof body === 'object' && Object.keys(body).length === 0);
