import type { Control } from './control.mts';
import { controlPage } from './page.mts';
import { html, json, methodNotAllowed, type Answer, type Call } from './wire.mts';

/** Names of the JSON fields that become the arguments of each control function, in order. */
const commands: Partial<Record<keyof Control, string[]>> = {
	startSession: ['*'],
	openKey: ['key', '*'],
	accept: ['lsid', 'representativeId'],
	inviteRepresentative: ['lsid', 'name', 'owns'],
	chat: ['lsid', 'from', 'text', '*'],
	note: ['lsid', 'text', 'from'],
	upload: ['lsid', 'filename', 'filesize'],
	download: ['lsid', 'filename', 'filesize'],
	deleteFile: ['lsid', 'filename', 'filesize'],
	shareFiles: ['lsid', 'files'],
	systemInformation: ['lsid', 'categories'],
	addEvent: ['lsid', 'event'],
	survey: ['lsid', 'respondent', 'answers'],
	setAttributes: ['lsid', 'attributes'],
	transfer: ['lsid', 'queueId'],
	end: ['lsid', '*'],
	endAbnormally: ['lsid', '*'],
	bigReport: ['lsid', 'megabytes'],
	expireRecordings: ['expired'],
	addUsers: ['count'],
	login: ['representativeId'],
	logout: ['representativeId'],
	setRecipients: ['recipients'],
	forgeEvent: ['fields'],
	replayEvent: ['deliveryId'],
	duplicateNext: ['count'],
	postRaw: ['url', 'body', 'contentType'],
	outboundIdle: ['timeout'],
	addAccount: ['*'],
	rotateSecret: ['clientId', 'secret'],
	expireTokens: ['clientId'],
	evictTokens: ['count', 'clientId'],
	unlockAccount: ['clientId'],
	setPermissions: ['permissions', 'clientId'],
	offline: ['mode', 'forMs'],
	online: [],
	slow: ['ms'],
	fault: ['*'],
	clearFaults: [],
	setHealth: ['healthy', 'message'],
	setOptions: ['*'],
	reset: [],
};

const readings = ['state', 'requests', 'counters', 'deliveries', 'dropped'] as const;

/** Milliseconds after which a port that was closed over HTTP opens again when nothing else was said. */
const defaultComeback = 10_000;

/** The control page is `/` without a session key; everything below `/control/` is its API. */
export const isControlCall = ({ path, query }: Call): boolean =>
	path.startsWith('/control/') || (path === '/' && !query.has('ak') && !query.has('short_key'));

const isLoopback = (address: string): boolean => /^(127\.|::1$|::ffff:127\.)/.test(address);

/** A page of another site must not steer the appliance through the browser of a person who runs it. */
const isForeign = ({ headers }: Call): boolean =>
	headers.origin !== undefined && headers.origin !== `http://${headers.host}`;

function argumentsOf(names: string[], fields: Record<string, unknown>): unknown[] {
	const named = names.filter((name) => name !== '*');
	const rest = Object.fromEntries(Object.entries(fields).filter(([key]) => !named.includes(key)));
	return names.map((name) => (name === '*' ? rest : fields[name]));
}

function fieldsOf({ body }: Call): Record<string, unknown> {
	const parsed: unknown = body.trim() === '' ? {} : JSON.parse(body);
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		throw new Error('The body must be a JSON object');
	}
	return parsed as Record<string, unknown>;
}

/** Gives a result its place in a JSON object: sessions answer `{lsid}`, secrets `{secret}`. */
function resultOf(name: string, result: unknown): unknown {
	if (name === 'startSession' || name === 'openKey') return { lsid: result };
	if (name === 'rotateSecret') return { secret: result };
	return result ?? { ok: true };
}

async function run(control: Control, name: keyof Control, call: Call): Promise<Answer> {
	const names = commands[name] ?? [];
	const fields = fieldsOf(call);
	if (name === 'offline' && fields.mode === 'refused') {
		// The answer has to leave before the port closes under it.
		const forMs = typeof fields.forMs === 'number' ? fields.forMs : defaultComeback;
		setTimeout(() => void control.offline('refused', forMs), 50);
		return json(200, { ok: true, forMs });
	}
	const command = control[name] as (...given: unknown[]) => unknown;
	return json(200, resultOf(name, await command(...argumentsOf(names, fields))));
}

/** `GET /` and `/control/NAME`: the in-process control over HTTP, for loopback only. */
export async function controlEndpoint(
	control: Control,
	call: Call,
	remoteAddress: string,
): Promise<Answer> {
	if (!isLoopback(remoteAddress)) return json(403, { error: 'Loopback only' });
	if (call.path === '/') return html(200, controlPage);
	const name = call.path.slice('/control/'.length) as keyof Control;
	if ((readings as readonly string[]).includes(name)) {
		return json(200, control[name as (typeof readings)[number]]());
	}
	if (!Object.hasOwn(commands, name)) return json(404, { error: `There is no control ${name}` });
	if (call.method !== 'POST') return methodNotAllowed('POST');
	if (isForeign(call)) return json(403, { error: 'Not from another site' });
	try {
		return await run(control, name, call);
	} catch (error) {
		return json(400, { error: error instanceof Error ? error.message : String(error) });
	}
}
