/** The note of a session: built once as a document, then rendered in the format of a desk and shortened to its limit. */

import { createHash } from 'crypto';

import { InputError } from '../errors';
import type { Note, NoteFormat, Session } from '../model';
import { adf } from './adf';
import { documentFromSession } from './build';
import type { NoteDocument } from './document';
import { fit } from './fit';
import type { Renderer } from './fit';
import { html } from './html';
import { jiraWiki } from './jiraWiki';
import { markdown } from './markdown';
import { settingsFrom } from './options';
import type { NoteOptions } from './options';
import { slackMrkdwn } from './slackMrkdwn';
import { text } from './text';

export { sessionFromJson } from '../sessionFromJson';
export { NOTE_SECTIONS, sectionsNotFetched } from './options';
export type { NoteOptions, NoteSection } from './options';

const RENDERERS: Record<NoteFormat, Renderer<NoteDocument>> = {
	adf,
	html,
	jiraWiki,
	markdown,
	slackMrkdwn,
	text,
};

function rendererFor(format: string): Renderer<NoteDocument> {
	if (Object.hasOwn(RENDERERS, format)) return RENDERERS[format as NoteFormat];
	throw new InputError(
		`Notes cannot be written in the format '${String(format).slice(0, 40)}'.`,
		`Choose from: ${Object.keys(RENDERERS).join(', ')}`,
		'Format',
	);
}

const NO_MARKER =
	'This note has no marker, because the node has no credential. It cannot be found again, or told apart from a note that somebody else wrote. Choose the BeyondTrust credential in the node.';

/** The title is no content: it changes with the key that signs it. */
const hashOf = (sessionId: string, { blocks }: NoteDocument) =>
	createHash('sha256')
		.update(JSON.stringify({ title: sessionId, blocks }), 'utf8')
		.digest('hex');

/**
 * Writes a session down for people, in a format of a desk.
 *
 * `contentHash` (SHA-256, hexadecimal) covers what the note says before it is formatted and cut: the same session with
 * the same audience, sections, redaction and time zone has the same hash in every format.
 * Takes a Session of sound shape (see {@link sessionFromJson}). Throws InputError for options that do not fit.
 */
export function renderNote(session: Session, format: NoteFormat, options: NoteOptions = {}): Note {
	const renderer = rendererFor(format);
	const settings = settingsFrom(session.sessionId, options, renderer.shortest);
	const document = documentFromSession(session, settings);
	const { body, overflow } = fit(renderer.pieces(document), settings.maxLength, renderer);
	return {
		format,
		body,
		marker: settings.marker,
		markerMissing: settings.marker === null ? NO_MARKER : null,
		contentHash: hashOf(session.sessionId, document),
		truncated: overflow !== null,
		overflow,
	};
}
