import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { ApplianceError, Refusal } from './errors';
import {
	blockedByPage,
	denied,
	isClientError,
	isPage,
	notAnAppliance,
	rejectedCredentials,
	unavailable,
} from './failure';
import type { XmlElement } from '../session/report/element';
import type { XmlReader } from './xml';
import { child } from '../session/report/element';

/** A larger answer is cut off unread. The largest reports seen are below 25 MB. */
export const MAX_ANSWER_BYTES = 40_000_000;

/** Errors are short; of anything longer (a proxy's page) only the beginning counts. */
const MAX_ERROR_TEXT = 65_536;

/** For the whole body, in milliseconds: a server that stops in the middle must not hold an execution for ever. */
const BODY_TIMEOUT_MS = 300_000;

type Body = AsyncIterable<Uint8Array> & { destroy?: () => void };

/** Reads the body as UTF-8 text, piece by piece, within the limits of size and time. */
async function eachChunk(body: Body, limit: number, use: (text: string) => void): Promise<void> {
	const decoder = new TextDecoder('utf-8');
	let bytes = 0;
	const read = async () => {
		for await (const chunk of body) {
			bytes += chunk.length;
			if (bytes > limit) throw tooLarge();
			use(decoder.decode(chunk, { stream: true }));
		}
		use(decoder.decode());
	};
	const deadline = new AbortController();
	const late = sleep(BODY_TIMEOUT_MS, deadline.signal).then(
		() => {
			throw new ApplianceError(
				'timeout',
				'The appliance stopped in the middle of its answer.',
				'Try again later.',
			);
		},
		() => {},
	);
	try {
		await Promise.race([read(), late.then(() => new Promise<void>(() => {}))]);
	} finally {
		deadline.abort();
		body.destroy?.();
	}
}

const tooLarge = () =>
	new ApplianceError(
		'tooLarge',
		`The appliance's answer is larger than ${MAX_ANSWER_BYTES / 1_000_000} MB and was not read.`,
		'Ask for a shorter period. If it is a single session, look at it on the appliance itself.',
	);

/**
 * Reads an answer of the XML interfaces through `reader` and returns its root element.
 *
 * Success is not the status code: failures come as HTTP 200 with `<error>` as the root or as a child of the root, and
 * the OAuth layer answers JSON on XML endpoints. All of them are thrown as ApplianceError. `right` is the permission
 * the call needs, for the sentence about a missing one; a longer answer than `maxBytes` is not read to its end.
 */
export async function readXml(
	response: IN8nHttpFullResponse,
	reader: XmlReader,
	right: string,
	maxBytes = MAX_ANSWER_BYTES,
): Promise<XmlElement> {
	const body = response.body as unknown as Body;
	let text = '';
	let isXml: boolean | undefined;
	await eachChunk(body, maxBytes, (piece) => {
		if (isXml === undefined) {
			text += piece;
			const start = text
				.trimStart()
				.replace(/^\ufeff/, '')
				.trimStart();
			if (start === '') return;
			isXml = response.statusCode === 200 && start.startsWith('<');
			if (isXml) reader.write(start);
		} else if (isXml) reader.write(piece);
		else if (text.length < MAX_ERROR_TEXT) text += piece;
	});
	if (!isXml) throw errorFromText(response, text, right);
	const root = reader.close();
	const refusal = root.name === 'error' ? root : child(root, 'error');
	if (refusal) throw new Refusal(refusal.text.replace(/\s+/g, ' ').trim());
	return root;
}

/** Reads an answer of a JSON interface. Throws ApplianceError for every status but 200 and for what is no JSON. */
export async function readJson(response: IN8nHttpFullResponse, right: string): Promise<unknown> {
	let text = '';
	await eachChunk(response.body as unknown as Body, MAX_ANSWER_BYTES, (piece) => {
		text += piece;
	});
	if (response.statusCode !== 200) throw errorFromText(response, text, right);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw errorFromText(response, text, right);
	}
}

export const missingRight = (right: string, status?: number) =>
	new ApplianceError(
		'permission',
		`The API account lacks the permission '${right}'.`,
		"Grant it to the account of this credential (/login > Management > API Configuration). 'Appliance: Get' lists what is missing.",
		status,
	);

function errorFromText(
	response: IN8nHttpFullResponse,
	text: string,
	right: string,
): ApplianceError {
	const status = response.statusCode;
	const { error, message } = jsonError(text);
	if (status === 429) return throttled(response);
	if (isPage(text) && isClientError(status)) return blockedByPage(status);
	if (error === 'access_denied') return denied();
	if (error === 'invalid_client' || error === 'invalid_credentials') return rejectedCredentials();
	if (status === 403) return missingRight(right, status);
	if (status >= 500) return unavailable(status);
	if (status === 404 || (status >= 300 && status < 400)) return notAnAppliance(status);
	if (message)
		return new ApplianceError(
			'refused',
			`The appliance refused: ${message.slice(0, 300)}`,
			'',
			status,
		);
	if (status !== 200)
		return new ApplianceError('refused', `The appliance answered with HTTP ${status}.`, '', status);
	if (text.trim() === '')
		return new ApplianceError(
			'unreadable',
			'The appliance sent an empty answer.',
			'Try again later.',
			status,
		);
	return notAnAppliance(status);
}

/** `{field: [text, …]}` of a 422, as "field: text". */
function fieldErrors(errors: unknown): string[] {
	if (typeof errors !== 'object' || errors === null) return [];
	return Object.entries(errors).flatMap(([field, texts]) =>
		(Array.isArray(texts) ? texts : [texts])
			.filter((text) => typeof text === 'string' && text.trim() !== '')
			.map((text) => `${field}: ${String(text).trim()}`),
	);
}

/**
 * Three JSON shapes are in use: `{error, message}` of the OAuth layer, `{message}` of the newer interfaces, and
 * `{message, errors: {field: [text, …]}}` of their 422.
 */
function jsonError(text: string): { error?: string; message?: string } {
	try {
		const { error, message, errors } = JSON.parse(text) as Record<string, unknown>;
		const said = [typeof message === 'string' ? message : '', ...fieldErrors(errors)];
		return {
			error: typeof error === 'string' ? error : undefined,
			message: said.filter(Boolean).join(' ').replace(/\s+/g, ' ') || undefined,
		};
	} catch {
		return {};
	}
}

/** UNSURE [appliance.throttled-status]: the status of a throttled request is not documented; 429 with Retry-After goes with the header names. */
const throttled = (response: IN8nHttpFullResponse) =>
	new ApplianceError(
		'throttled',
		'The appliance received too many requests from this API account.',
		'Use a separate API account for each n8n, or run this workflow less often: an account is allowed 20 requests a second and 15,000 an hour.',
		response.statusCode,
	);
