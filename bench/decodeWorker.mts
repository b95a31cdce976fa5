/** One decoding in a process of its own: `decodeWorker.mts ours|xmlNode FILE N8N_FOLDER ROOT`; prints a JSON line. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [which, file, n8n, root] = process.argv.slice(2);
const require = createRequire(import.meta.url);
/** As the network gives it. */
const CHUNK = 65_536;

/** The way of `Session: Get`: bytes in as the network gives them, a Session for each session element out. */
function ours(): (bytes: Buffer) => number {
	const { XmlReader } = require(path.join(root, 'dist/nodes/shared/appliance/xml.js'));
	const { sessionFromReport } = require(path.join(root, 'dist/nodes/shared/session/fromReport.js'));
	return (bytes) => {
		const sessions: unknown[] = [];
		const decoder = new TextDecoder();
		const reader = new XmlReader('session', (element: unknown) => {
			sessions.push(sessionFromReport(element, { linkKey: 'bench', includeEvents: false }));
		});
		for (let at = 0; at < bytes.length; at += CHUNK) {
			reader.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
		}
		reader.close();
		return sessions.length;
	};
}

/** n8n's own XML node, called as n8n calls it, with its default options. */
function xmlNode(): (text: string) => Promise<number> {
	const inN8n = createRequire(path.join(n8n, 'node_modules/n8n/package.json'));
	const { Xml } = inN8n('n8n-nodes-base/dist/nodes/Xml/Xml.node.js');
	const parameters: Record<string, unknown> = {
		mode: 'xmlToJson',
		dataPropertyName: 'data',
		options: {},
	};
	return async (text) => {
		const context = {
			getInputData: () => [{ json: { data: text } }],
			getNodeParameter: (name: string, _item: number, otherwise: unknown) =>
				parameters[name] ?? otherwise,
			getNode: () => ({ name: 'XML', typeVersion: 1 }),
			continueOnFail: () => false,
			helpers: {},
		};
		const [[{ json }]] = await new Xml().execute.call(context);
		return json.session_list.session.length;
	};
}

const bytes = readFileSync(file);
// n8n's node is given its text for nothing; ours has to make it.
const input = which === 'ours' ? bytes : bytes.toString('utf8');
const megabytes = () => process.resourceUsage().maxRSS / 1_024;
// Loading the code is not part of the measurement, for either.
const decode = which === 'ours' ? ours() : xmlNode();
const before = megabytes();
const started = performance.now();
const sessions = await decode(input as never);
const milliseconds = performance.now() - started;
process.stdout.write(
	JSON.stringify({ milliseconds, sessions, peakMegabytes: megabytes() - before }),
);
