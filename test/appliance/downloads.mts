import { createHash } from 'node:crypto';

import type { Session } from './session.mts';
import { html, isoTime, type Answer, type Call } from './wire.mts';
import type { World } from './world.mts';
import { element, type XmlElement } from './xml.mts';

export type RecordingKind = 'session' | 'commandShell' | 'showMyScreen';

const signature = (world: World, lsid: string, what: string): string =>
	createHash('sha1').update(`${world.options.applianceId}:${lsid}:${what}`).digest('hex');

/** A download link that carries its own signature (reference, 4.4). */
function signedUrl(world: World, lsid: string, what: string, action: string): string {
	const value = `l=${lsid};h=${signature(world, lsid, what)};t=sd;m=${what}`;
	return `${world.publicUrl()}/session_download?lsid=${encodeURIComponent(value)}&dl_action=${action}`;
}

/** Chat and recording links of an ended session. */
export function sessionUrls(world: World, session: Session): XmlElement[] {
	const pair = (what: string) => {
		const url = signedUrl(world, session.lsid, what, what);
		return [
			element(`session_${what}_view_url`, `${url}&view=1`),
			element(`session_${what}_download_url`, url),
		];
	};
	return [...pair('chat'), ...(session.recorded ? pair('recording') : [])];
}

export function recordingUrls(world: World, session: Session): XmlElement[] {
	if (session.commandShells === 0) return [];
	const recordings = Array.from({ length: session.commandShells }, (_, instance) => {
		const url = signedUrl(world, session.lsid, `cmd${instance}`, 'command_shell');
		return element(
			'command_shell_recording',
			[element('download_url', url), element('view_url', `${url}&view=1`)],
			{ instance },
		);
	});
	return [element('command_shell_recordings', recordings)];
}

/** Whether a recording can be had now: only after the end, and only what was recorded. */
export function hasRecording(
	world: World,
	session: Session,
	kind: RecordingKind,
	instance: number,
): boolean {
	if (!world.sessions.reported(session)) return false;
	if ((session.reportAt ?? 0) + world.options.recordingLag > Date.now()) return false;
	if (kind === 'session') return session.recorded;
	const count = kind === 'commandShell' ? session.commandShells : session.showMyScreens;
	return instance >= 0 && instance < count;
}

const fileHead = Buffer.from('000000186674797069736f6d0000020069736f6d61766331', 'hex');

/** A file of `megabytes`, piece by piece: recordings are larger than what one wants to hold. */
function* fileOf(megabytes: number): Generator<Buffer> {
	yield fileHead;
	const piece = Buffer.alloc(65_536, 'invented video ');
	for (let left = megabytes * 16; left > 0; left--) yield piece;
}

/** A few bytes that stand for a video; the container of real recordings is not published. */
export const recordingStub = (world: World, kind: RecordingKind): Answer => ({
	status: 200,
	type: 'application/octet-stream',
	headers: { 'Content-Disposition': `attachment; filename="${kind}.mp4"` },
	body: fileOf(world.options.recordingMegabytes),
});

const transcript = (session: Session): string =>
	session.events
		.filter(({ type }) => type === 'Chat Message')
		.map(({ at, by, body }) => `${isoTime(at)} ${by?.name ?? ''}: ${body ?? ''}`)
		.join('\n');

/** `GET /session_download`: what the signed links lead to. */
export function sessionDownload(world: World, { query }: Call): Answer {
	const [, lsid, hash, what] =
		/^l=([0-9a-f]{32});h=([0-9a-f]{40});t=sd;m=(\w+)$/.exec(query.get('lsid') ?? '') ?? [];
	const session = lsid === undefined ? undefined : world.sessions.find(lsid);
	if (!session || hash !== signature(world, lsid, what)) return html(404, 'Not found\n');
	if (what === 'chat') {
		return { status: 200, type: 'text/plain; charset=UTF-8', body: transcript(session) };
	}
	return recordingStub(world, what === 'recording' ? 'session' : 'commandShell');
}
