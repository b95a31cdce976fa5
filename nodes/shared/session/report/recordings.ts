import type { Session, SessionUrls } from '../model';
import type { XmlElement } from './element';
import { filled, filledOf, inLists, urlOf } from './values';

/** `has_recording`, an element or an attribute; without it an address of a recording tells. */
function hasRecording(session: XmlElement, urls: SessionUrls): boolean | null {
	const told = filledOf(session, 'has_recording') ?? filled(session.attributes.has_recording);
	if (told !== null && /^(?:1|true|yes)$/i.test(told)) return true;
	if (urls.recordingView !== null || urls.recordingDownload !== null) return true;
	return told !== null && /^(?:0|false|no)$/i.test(told) ? false : null;
}

/** What a report says of recordings: of the screen, and of each command shell. */
export const recordingsOf = (
	session: XmlElement,
	urls: SessionUrls,
): Pick<Session, 'hasRecording' | 'commandShellRecordings'> => ({
	hasRecording: hasRecording(session, urls),
	commandShellRecordings: inLists(
		session,
		'command_shell_recordings',
		'command_shell_recording',
	).map((recording) => ({
		instance: filled(recording.attributes.instance),
		view: urlOf(recording, 'view_url'),
		download: urlOf(recording, 'download_url'),
	})),
});
