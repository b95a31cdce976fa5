import { createHash } from 'node:crypto';

import type { Session } from '../session/model';

/**
 * What may come after a session has ended, as a hash (32 hex digits): whether the report is complete, its surveys, notes and recordings. The
 * order in which surveys and notes are listed does not matter, and no wording of a note does. Compared in the ledger, because an answer such
 * as "5" is found in any text of a ticket.
 */
export function lateHash(session: Session): string {
	const { complete, surveys, notes, urls } = session;
	const answers = [...(surveys?.customer ?? []), ...(surveys?.representative ?? [])].map(
		({ respondent, submittedAt, answers: said }) => JSON.stringify([respondent, submittedAt, said]),
	);
	const written = (notes ?? []).map(({ at, by, text }) => JSON.stringify([at, by, text]));
	const recording = Boolean(
		session.hasRecording || (urls?.recordingView ?? urls?.recordingDownload),
	);
	const content = JSON.stringify([Boolean(complete), answers.sort(), written.sort(), recording]);
	return createHash('sha256').update(content).digest('hex').slice(0, 32);
}
