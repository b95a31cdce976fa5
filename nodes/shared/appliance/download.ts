import type { IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { readJson, readXml } from './answer';
import { ApplianceError } from './errors';
import { XmlReader } from './xml';

/** What n8n's binary data takes besides a buffer: a readable stream of Node.js. */
export type FileStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** A file on its way. `contentType` is without parameters; `head` is what arrived first, and is still in the stream. */
export interface DownloadedFile {
	stream: FileStream;
	contentType: string;
	/** As the appliance names it; empty where it does not. */
	fileName: string;
	head: Uint8Array;
}

/** A file may take as long as it wants, but not stand still for longer than this. */
const IDLE_MS = 120_000;

const stalled = () =>
	new ApplianceError(
		'timeout',
		'The appliance stopped in the middle of the file.',
		'Try again later.',
	);

const unstored = () =>
	new ApplianceError(
		'unstored',
		'n8n could not store the file.',
		'Check the disk space of n8n, and how n8n stores binary data (N8N_DEFAULT_BINARY_DATA_MODE).',
	);

/** The first piece of a stream, which stays in it; null where the stream is empty. */
async function headOf(stream: FileStream): Promise<Uint8Array | null> {
	return await new Promise((resolve, reject) => {
		const look = () => {
			const piece = stream.read() as Buffer | null;
			if (piece === null) return;
			done();
			stream.unshift(piece);
			resolve(piece);
		};
		const end = () => {
			done();
			resolve(null);
		};
		const fail = (error: Error) => {
			done();
			reject(error);
		};
		const done = () => {
			stream.off('readable', look);
			stream.off('end', end);
			stream.off('error', fail);
		};
		stream.on('end', end);
		stream.on('error', fail);
		stream.on('readable', look);
	});
}

const header = (response: IN8nHttpFullResponse, name: string) =>
	String(response.headers[name] ?? '').trim();

/** No container of a file begins with an angle bracket, and every XML answer does; none is called text and looks like it. */
function isText(contentType: string, head: Uint8Array): boolean {
	const start = Buffer.from(head.subarray(0, 64)).toString('latin1').replace(/^ï»¿/, '');
	if (/\b(?:xml|json|html)\b/.test(contentType) || /^\s*</.test(start)) return true;
	return contentType.startsWith('text/') && !/[^\P{Cc}\t\r\n]/u.test(start);
}

/**
 * Reads an answer that is either a file or a refusal, and hands the file's stream to `take`, never the whole of it.
 *
 * A refusal is HTTP 200 with XML where a file was asked for. Throws ApplianceError.
 */
export async function readFile<T>(
	response: IN8nHttpFullResponse,
	right: string,
	take: (file: DownloadedFile) => Promise<T>,
): Promise<T> {
	const stream = response.body as unknown as FileStream & {
		setTimeout?(milliseconds: number, late: () => void): void;
	};
	// Listened to all the time: a stream that breaks while nobody reads it must not end the process.
	let broken: Error | undefined;
	stream.on('error', (error) => {
		broken ??= error;
	});
	stream.setTimeout?.(IDLE_MS, () => stream.destroy(stalled()));
	const contentType = header(response, 'content-type').split(';')[0].trim().toLowerCase();
	const head = await headOf(stream);
	if (head === null) {
		throw new ApplianceError(
			'unreadable',
			'The appliance sent an empty file.',
			'Try again later.',
			response.statusCode,
		);
	}
	if (response.statusCode !== 200) await readJson(response, right);
	if (isText(contentType, head)) {
		if (contentType.includes('json')) await readJson(response, right);
		else await readXml(response, new XmlReader(), right);
		throw new ApplianceError(
			'unreadable',
			'The appliance answered with text instead of a file.',
			'Try again later.',
			response.statusCode,
		);
	}
	const fileName = /filename="?([^";]+)/i.exec(header(response, 'content-disposition'))?.[1] ?? '';
	return await take({ stream, contentType, fileName: fileName.trim(), head })
		.catch(() => {
			throw broken ?? unstored();
		})
		.finally(() => stream.destroy());
}
