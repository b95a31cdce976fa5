import { child } from './report/element';
import type { XmlElement } from './report/element';
import { InputError } from './errors';
import { parseLink } from './link';
import { sessionIdFrom } from './model';
import type { Named, Session, SessionState, SessionUrls } from './model';
import { happeningsFrom } from './report/events';
import type { Happenings } from './report/events';
import { peopleFrom } from './report/people';
import { reportUrl } from './report/reportPage';
import type { ReportPage } from './report/reportPage';
import { recordingsOf } from './report/recordings';
import { surveysInside } from './report/surveys';
import {
	filled,
	filledOf,
	inLists,
	known,
	knownOf,
	numberOf,
	plainObject,
	secondsFromDuration,
	timeOf,
	urlOf,
} from './report/values';

/** A session in whose report nothing happened for so long is over, whatever the report says. */
const SILENCE = 24 * 60 * 60 * 1000;

export interface ReportOptions {
	/** Key that signs external keys; `null` where there is none. */
	linkKey: string | null;
	/** Base URL of the appliance, for `urls.report`. */
	host?: string;
	reportPage?: ReportPage;
	includeEvents?: boolean;
	/** Milliseconds since 1970; decides about sessions that went silent. */
	now?: number;
}

function idOf(session: XmlElement): string {
	const id = sessionIdFrom(session.attributes.lsid);
	if (id === null) {
		throw new InputError(
			'The report holds a session without a usable session ID (lsid, 32 hexadecimal digits).',
			'Nothing was read from it. Get the session again. If the problem persists, look at the report on the appliance.',
		);
	}
	return id;
}

const urlsFrom = (
	session: XmlElement,
	sessionId: string,
	{ host, reportPage }: ReportOptions,
): SessionUrls => ({
	report: reportUrl(host, sessionId, reportPage),
	chatView: urlOf(session, 'session_chat_view_url'),
	chatDownload: urlOf(session, 'session_chat_download_url'),
	recordingView: urlOf(session, 'session_recording_view_url'),
	recordingDownload: urlOf(session, 'session_recording_download_url'),
});

/** The name stands in a child or is the text itself. */
const namedFrom = (element: XmlElement): Named => ({
	id: filled(element.attributes.id),
	name: knownOf(element, 'name') ?? known(element.text),
});

function portalFrom(session: XmlElement): Named | null {
	const element = child(session, 'public_site');
	const portal = element ? namedFrom(element) : null;
	return portal && (portal.id !== null || portal.name !== null) ? portal : null;
}

/** By code name; a field without one goes by its display name. Of a name that repeats, the last value counts. */
function attributesFrom(session: XmlElement): Session['attributes'] {
	const values = new Map<string, string | null>();
	for (const element of inLists(session, 'custom_attributes', 'custom_attribute')) {
		const name = filled(element.attributes.code_name) ?? filled(element.attributes.display_name);
		if (name !== null) values.set(name, filled(element.text));
	}
	return plainObject(values);
}

function durationFrom(
	session: XmlElement,
	startedAt: string | null,
	endedAt: string | null,
): number | null {
	const told = secondsFromDuration(child(session, 'duration')?.text);
	if (told !== null || startedAt === null || endedAt === null) return told;
	const seconds = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
	return seconds >= 0 ? seconds : null;
}

function stateOf(
	endedAt: string | null,
	startedAt: string | null,
	happenings: Happenings,
	now: number,
): SessionState {
	if (endedAt !== null) return 'ended';
	if (happenings.over) return 'abnormal';
	const last = [startedAt, happenings.lastAt].map((at) =>
		at === null ? -Infinity : Date.parse(at),
	);
	const lastAt = Math.max(...last);
	return Number.isFinite(lastAt) && now - lastAt >= SILENCE ? 'abnormal' : 'running';
}

/**
 * One `session` element of a SupportSession report to a Session.
 *
 * Any part of the report may be missing or empty. `complete` is true once the report has its end; until then a session
 * that is over (its end shown, everybody gone, or silent for 24 hours) is `abnormal` – which it also is for the seconds
 * until the appliance has finished the report. Surveys are read where the report holds them; most appliances keep them in reports
 * of their own.
 *
 * Throws InputError where the element carries no session ID.
 */
export function sessionFromReport(session: XmlElement, options: ReportOptions): Session {
	const sessionId = idOf(session);
	const startedAt = timeOf(child(session, 'start_time'));
	const endedAt = timeOf(child(session, 'end_time'));
	const attributes = attributesFrom(session);
	const externalKey =
		filledOf(session, 'external_key') ??
		(Object.hasOwn(attributes, 'external_key') ? attributes.external_key : null);
	const urls = urlsFrom(session, sessionId, options);
	const { types, ...people } = peopleFrom(session);
	const happenings = happeningsFrom(session, types, options.includeEvents === true);
	const { transcript, notes, files, systemInformation, events } = happenings;
	return {
		sessionId,
		type: filledOf(session, 'session_type'),
		complete: endedAt !== null,
		state: stateOf(endedAt, startedAt, happenings, options.now ?? Date.now()),
		startedAt,
		endedAt,
		durationSeconds: durationFrom(session, startedAt, endedAt),
		externalKey,
		link: parseLink(externalKey, options.linkKey),
		...people,
		teams: inLists(session, 'team_list', 'team').map(namedFrom),
		publicPortal: portalFrom(session),
		transcript,
		notes,
		files,
		systemInformation,
		surveys: surveysInside(session, sessionId),
		attributes,
		counts: {
			filesTransferred: numberOf(session, 'file_transfer_count'),
			filesMoved: numberOf(session, 'file_move_count'),
			filesDeleted: numberOf(session, 'file_delete_count'),
		},
		urls,
		...recordingsOf(session, urls),
		...(options.includeEvents ? { events } : {}),
	};
}
