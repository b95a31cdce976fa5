import type { Found, NoteToWrite, NoteWritten, On } from '../desk';
import type { Flow, Query } from '../flow';
import { send } from '../flow';
import { type Fields, fieldsOf, listOf } from '../json';
import { issuePath } from './model';
import { type JiraSettings, keysIn } from './settings';
import { requestTo } from '../request';
import { cut } from '../../session/text';
import { lineOf, textOf, textOrNull } from '../../session/value';

/**
 * Characters of a document as JSON text. Jira refuses a comment of more than 32,767. UNSURE [jira.counted-length]: whether it counts the document or only its
 * words; the document is the longer one, so counting it is right either way.
 */
export const LONGEST_DOCUMENT = 32_000;

const length = (value: unknown): number => JSON.stringify(value).length;

/** A part of a document that is shorter by at least `excess` characters where that is possible: its last lines are left out. */
function shortened(node: Fields, excess: number): Fields {
	if (typeof node.text === 'string') {
		// Two, because half a character is cut off as well, and an empty text is refused.
		return { ...node, text: cut(node.text, Math.max(node.text.length - excess, 2)) };
	}
	const all = Array.isArray(node.content) ? listOf(node.content, '') : [];
	let [left, count] = [excess, all.length];
	for (; count > 1 && left > 0; count -= 1) left -= length(all[count - 1]) + 1;
	const kept = all.slice(0, count);
	if (left > 0 && count === 1) kept[0] = shortened(kept[0], left);
	return { ...node, content: kept };
}

const CUT = {
	type: 'paragraph',
	content: [{ type: 'text', text: 'This note was cut off. The rest is not shown here.' }],
};

/**
 * A document that Jira takes: where it is too long, lines at the end of its longest parts are left out, and it says so. The text is never cut as text,
 * because half a document is none. Markers and names stand in short parts of their own, so they stay.
 */
export function documentOf(body: string): Fields {
	let read: Fields = {};
	try {
		read = fieldsOf(JSON.parse(body));
	} catch {
		// What is no document becomes an empty one, which Jira refuses.
	}
	const document: Fields = { type: 'doc', version: 1, ...read };
	if (length(document) <= LONGEST_DOCUMENT) return document;
	const content = [...listOf(document.content ?? [], ''), CUT];
	for (let round = 0; round < 50; round += 1) {
		const excess = length({ ...document, content }) - LONGEST_DOCUMENT;
		if (excess <= 0) break;
		const lengths = content.map(length);
		const longest = lengths.indexOf(Math.max(...lengths));
		content[longest] = shortened(content[longest], excess);
	}
	return { ...document, content };
}

const isDesk = ({ facts }: Found) => facts?.isServiceDesk === true;

/**
 * Why an internal note cannot stand on this ticket. In a project that is no service desk there are none: every comment is as visible as the ticket.
 *
 * In a service desk, the account must be an agent: Jira may publish the comment of any other account whatever is asked for, and emails it to the
 * customer, before an answer tells of it. Whether it is one is told by a request that changes nothing: the service desk's own interface answers
 * 403 to who has no licence. 404 is a ticket without a request type, which no customer sees in the portal.
 */
export function* obstacle(
	{ settings }: On<JiraSettings>,
	found: Found,
	isPrivate: boolean,
): Flow<string | null> {
	if (!isPrivate) return null;
	const { ref, facts } = found;
	const key = textOf(facts?.project);
	if (!isDesk(found)) {
		if (keysIn(settings.internalProjects).includes(key)) return null;
		return `The project ${lineOf(key, 20)} is not a service desk, so Jira has no internal notes there. If no customer can see the project, add its key to 'internalProjects' in Settings.`;
	}
	const seen = yield* send({
		request: requestTo(settings, `/rest/servicedeskapi/request/${ref}/comment`, {
			query: { internal: 'true', public: 'false', start: '0', limit: '1' },
		}),
		read: () => true,
	});
	if (seen.ok || seen.status !== 403) return null;
	return "The note was not written, because Jira would show it to the customer: the account of the credential is not an agent of this service desk. Give it a licence for Jira Service Management and the role 'Service Desk Team' in the project; a token with scopes also needs 'read:servicedesk-request'.";
}

/** What tells Jira at creation that a comment is internal; changed later, the portal may not learn of it. A text instead of `true` is passed over. */
const INTERNAL = [{ key: 'sd.public.comment', value: { internal: true } }];

const isTooLong = (body: unknown) =>
	/too long|limit of [\d,.]+ characters/i.test(
		lineOf(fieldsOf(fieldsOf(body).errors).comment, 300),
	);

/**
 * Writes a note as a document of the platform's interface. The documented way to an internal one is the service desk's own (`public: false`), but
 * that takes wiki text, in which what a customer typed may become a macro or a mention, and knows no tickets without a request type. So the
 * platform's way is gone with two guards: `obstacle` before it, and the answer, which must say `jsdPublic: false`.
 */
export const write = (
	{ settings }: On<JiraSettings>,
	found: Found,
	{ body, isPrivate }: NoteToWrite,
): Query<NoteWritten> => ({
	request: requestTo(settings, `${issuePath(found.ref)}/comment`, {
		method: 'POST',
		body: {
			body: documentOf(body),
			...(isPrivate && isDesk(found) ? { properties: INTERNAL } : {}),
		},
	}),
	read({ body: answer }) {
		const { id, jsdPublic } = fieldsOf(answer);
		// UNSURE [jira.plain-project]: what a project that is no service desk says here; nothing is taken from it.
		return { id: textOrNull(id), isPrivate: isDesk(found) ? jsdPublic === false : null };
	},
	because: ({ body: answer }) => (isTooLong(answer) ? 'tooLong' : null),
});

/** Whether a comment of a list is internal; `null` where it does not say so, or where the project has no internal ones. */
export const isInternal = (found: Found, { jsdPublic }: Fields): boolean | null =>
	isDesk(found) && typeof jsdPublic === 'boolean' ? !jsdPublic : null;

/** What to look at where Jira refuses a note. */
export function adviceOn(_on: On<JiraSettings>, status: number, because: string | null): string {
	if (because === 'tooLong') {
		return 'The note is too long for Jira. Choose fewer sections for notes, such as the chat only.';
	}
	const comment =
		"Give the account of the credential the permission 'Add comments' in the project.";
	return status === 403 || status === 404 ? comment : '';
}
