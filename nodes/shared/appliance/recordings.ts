import type { ApplianceCall } from './calls';
import type { Appliance } from './connection';
import type { DownloadedFile, FileStream } from './download';
import { ApplianceError, Refusal } from './errors';
import { meaningOf } from './meaning';
import { REPORTING_RIGHT } from './permissions';
import { getSession, REPORT_TIMEOUT_MS, summaryOf } from './reporting';

export type RecordingKind = 'session' | 'commandShell' | 'showMyScreen';

export interface RecordingRequest {
	sessionId: string;
	kind: RecordingKind;
	/** Which of several, from 0; a session has one recording of itself. */
	instance: number;
}

/** A recording on its way. */
export interface Recording {
	stream: FileStream;
	fileName: string;
	mimeType: string;
}

const REPORTS: Record<RecordingKind, { report: string; words: string; file: string }> = {
	session: { report: 'SupportSessionRecording', words: 'recording', file: 'session' },
	commandShell: {
		report: 'CommandShellRecording',
		words: 'recording of a command shell',
		file: 'command-shell',
	},
	showMyScreen: {
		report: 'ShowMyScreenRecording',
		words: "recording of the representative's screen",
		file: 'show-my-screen',
	},
};

/** By what a file begins with, in hexadecimal digits. */
const SIGNATURES: Array<[RegExp, string]> = [
	[/^.{8}66747970/, 'mp4'],
	[/^1a45dfa3/, 'webm'],
	[/^464c56/, 'flv'],
	[/^52494646/, 'avi'],
	[/^504b0304/, 'zip'],
	[/^1f8b/, 'gz'],
];

const MIME_TYPES: Record<string, string> = {
	mp4: 'video/mp4',
	webm: 'video/webm',
	flv: 'video/x-flv',
	avi: 'video/x-msvideo',
	zip: 'application/zip',
	gz: 'application/gzip',
};

/**
 * Extension and MIME type of a recording.
 *
 * UNSURE [appliance.recording-container]: the container is not published. What the file begins with counts most, then its content type, then the
 * extension of the name the appliance gives it; mp4 where nothing tells.
 */
export function containerOf(file: Pick<DownloadedFile, 'contentType' | 'fileName' | 'head'>): {
	extension: string;
	mimeType: string;
} {
	const head = Buffer.from(file.head.subarray(0, 16)).toString('hex');
	const known =
		SIGNATURES.find(([pattern]) => pattern.test(head))?.[1] ??
		Object.keys(MIME_TYPES).find((extension) => MIME_TYPES[extension] === file.contentType);
	const extension = known ?? /\.([a-z0-9]{2,5})$/i.exec(file.fileName)?.[1].toLowerCase() ?? 'mp4';
	const told = /^(?:video|audio)\/[\w.+-]+$/.test(file.contentType) ? file.contentType : undefined;
	return { extension, mimeType: MIME_TYPES[extension] ?? told ?? 'application/octet-stream' };
}

const missing = (message: string, advice: string) =>
	new ApplianceError('noResults', message, advice);

/** The appliance says no more than that there is nothing, so the session's report tells why. */
async function whyMissing(
	appliance: Appliance,
	request: RecordingRequest,
): Promise<ApplianceError> {
	const { sessionId, kind, instance } = request;
	const { words } = REPORTS[kind];
	const session = await getSession(appliance, sessionId, { shape: summaryOf });
	if (!session) {
		return missing(
			`The appliance has no session ${sessionId}.`,
			"Check 'Session ID', and that the credential belongs to the appliance that held the session.",
		);
	}
	if (!session.complete) {
		return missing(
			`The ${words} is not ready: the session is not over, or its report is not complete yet.`,
			"Wait for the session with 'Session: Get' and 'Wait Until Complete', then try again.",
		);
	}
	if (kind !== 'session') {
		return missing(
			`The session has no ${words} with the instance ${instance}.`,
			"Check 'Instance': the first one is 0. It may also not have been recorded, or not have been converted yet.",
		);
	}
	return session.urls.recordingDownload
		? missing(
				'The recording is not ready: the appliance is still converting it.',
				'Try again in a few minutes.',
			)
		: missing(
				'The session was not recorded.',
				'Screen sharing is recorded only if it is switched on in /login, and only when a screen was shared.',
			);
}

/** Whatever is refused for another reason than that there is nothing is told in the appliance's own words. */
async function explained(
	appliance: Appliance,
	request: RecordingRequest,
	call: ApplianceCall,
	error: unknown,
): Promise<unknown> {
	if (!(error instanceof Refusal)) return error;
	const meaning = await meaningOf(appliance, call, error);
	if (meaning.kind === 'noResults') return await whyMissing(appliance, request);
	if (meaning.kind !== 'refused') return meaning;
	return new Refusal(
		error.sentence,
		`The appliance refused the ${REPORTS[request.kind].words}: ${error.sentence.slice(0, 300) || 'no reason given'}`,
		'It may have expired: /login sets how long recordings are kept. Download them soon after the session.',
	);
}

/**
 * A recording as a stream, handed to `store`, which is called again where a transfer broke off. Throws ApplianceError:
 * `noResults` where there is none (yet), `refused` in the appliance's words, for instance where it has expired.
 */
export async function downloadRecording<T>(
	appliance: Appliance,
	request: RecordingRequest,
	store: (recording: Recording) => Promise<T>,
): Promise<T> {
	const { report, file } = REPORTS[request.kind];
	const instance = request.kind === 'session' ? undefined : String(request.instance);
	const call = {
		path: '/api/reporting',
		params: { generate_report: report, lsid: request.sessionId, instance },
		right: REPORTING_RIGHT,
		repeatable: true,
		timeout: REPORT_TIMEOUT_MS,
	};
	const stored = appliance.download(call, async (downloaded) => {
		const { extension, mimeType } = containerOf(downloaded);
		const suffix = instance === undefined ? '' : `-${instance}`;
		const fileName = `${file}-${request.sessionId}${suffix}.${extension}`;
		return await store({ stream: downloaded.stream, fileName, mimeType });
	});
	return await stored.then(
		(recording) => recording,
		async (error: unknown) => {
			throw await explained(appliance, request, call, error);
		},
	);
}
