/** One decoding: `decodeWorker.mts CONTESTANT FILE N8N_FOLDER`; prints what {@link Decoded} says. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import type { Session } from '../nodes/shared/session/model';
import { CHAT_LINES } from './report.mts';
import { megabytesNow, peakMegabytes, report } from './worker.mts';

export type Contestant = 'ours' | 'xmlNode' | 'txml' | 'txmlDecoding';

export interface Decoded {
	sessions: number;
	milliseconds: number;
	/** Above what the process needed before it had the text. */
	megabytes: number;
}

/** Takes the report as the network gave it and says how many sessions it holds. */
type Decoder = (bytes: Buffer) => Promise<() => Promise<number> | number>;

/** As the network gives it. */
const CHUNK = 65_536;

/** The way of `Session: Get Many`: a Session for each session element, handed on and forgotten. */
async function ours(): Promise<Decoder> {
	const { XmlReader } = await import('../nodes/shared/appliance/xml');
	const { sessionFromReport } = await import('../nodes/shared/session/fromReport');
	return async (bytes) => () => {
		let sessions = 0;
		const take = (session: Session) => {
			if (session.transcript.length !== CHAT_LINES) throw new Error('Chat lines are missing');
			sessions += 1;
		};
		const decoder = new TextDecoder();
		const reader = new XmlReader('session', (element) =>
			take(sessionFromReport(element, { linkKey: 'bench' })),
		);
		for (let at = 0; at < bytes.length; at += CHUNK) {
			reader.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
		}
		reader.close();
		return sessions;
	};
}

/** n8n's own XML node, called as n8n calls it, with its default options. Making the text is not counted. */
async function xmlNode(n8n: string): Promise<Decoder> {
	const inN8n = createRequire(path.join(n8n, 'node_modules/n8n/package.json'));
	const { Xml } = inN8n('n8n-nodes-base/dist/nodes/Xml/Xml.node.js');
	const parameters: Record<string, unknown> = {
		mode: 'xmlToJson',
		dataPropertyName: 'data',
		options: {},
	};
	return async (bytes) => {
		const text = bytes.toString('utf8');
		const context = {
			getInputData: () => [{ json: { data: text } }],
			getNodeParameter: (name: string, _item: number, otherwise: unknown) =>
				parameters[name] ?? otherwise,
			getNode: () => ({ name: 'XML', typeVersion: 1 }),
			continueOnFail: () => false,
			helpers: {},
		};
		return async () => {
			const [[{ json }]] = await new Xml().execute.call(context);
			return json.session_list.session.length;
		};
	};
}

/** A raw tree. Making the text is not counted. */
async function txml(decodeEntities: boolean): Promise<Decoder> {
	const { parse } = await import('txml');
	return async (bytes) => {
		const text = bytes.toString('utf8');
		return () => {
			const roots = parse(text, { decodeEntities });
			const list = roots.find(
				(node) => typeof node === 'object' && node.tagName === 'session_list',
			);
			return typeof list === 'object' ? list.children.length : 0;
		};
	};
}

const [which, file, n8n] = process.argv.slice(2);
const contestants: Record<Contestant, () => Promise<Decoder>> = {
	ours,
	xmlNode: async () => await xmlNode(n8n),
	txml: async () => await txml(false),
	txmlDecoding: async () => await txml(true),
};
// Loading the code is not part of the measurement, for either.
const decoder = await contestants[which as Contestant]();
const before = megabytesNow();
const decode = await decoder(readFileSync(file));
const started = performance.now();
const sessions = await decode();
report({
	sessions,
	milliseconds: performance.now() - started,
	megabytes: peakMegabytes() - before,
} satisfies Decoded);
