/** One decoding in a process of its own: `decodeWorker.mts ours|xmlNode FILE N8N_FOLDER ROOT`; prints a JSON line. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [which, file, n8n, root] = process.argv.slice(2);
const require = createRequire(import.meta.url);
/** As the network gives it. */
const CHUNK = 65_536;

/** The way of `Session: Get`: chunks in, a Session for each session element out. */
function ours(text: string): number {
	const { XmlReader } = require(path.join(root, 'dist/nodes/shared/appliance/xml.js'));
	const { sessionFromReport } = require(path.join(root, 'dist/nodes/shared/session/fromReport.js'));
	const sessions: unknown[] = [];
	const reader = new XmlReader('session', (element: unknown) => {
		sessions.push(sessionFromReport(element, { linkKey: 'bench', includeEvents: false }));
	});
	for (let at = 0; at < text.length; at += CHUNK) reader.write(text.slice(at, at + CHUNK));
	reader.close();
	return sessions.length;
}

/** n8n's own XML node, run as n8n runs it, with its default options. */
async function xmlNode(text: string): Promise<number> {
	const inN8n = createRequire(path.join(n8n, 'node_modules/n8n/package.json'));
	const { Xml } = inN8n('n8n-nodes-base/dist/nodes/Xml/Xml.node.js');
	const parameters: Record<string, unknown> = {
		mode: 'xmlToJson',
		dataPropertyName: 'data',
		options: {},
	};
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
}

const text = readFileSync(file, 'utf8');
const megabytes = () => process.resourceUsage().maxRSS / 1_024;
const before = megabytes();
const started = performance.now();
const sessions = which === 'ours' ? ours(text) : await xmlNode(text);
const milliseconds = performance.now() - started;
process.stdout.write(
	JSON.stringify({ milliseconds, sessions, peakMegabytes: megabytes() - before }),
);
