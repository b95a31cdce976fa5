import { type Agent, authorOf, pickAgent } from './agents';
import type { Desk, DeskSettings, On } from './desk';
import { eachPage, type Flow, type Page, type Query } from './flow';

/** The agents among whom the author is looked for; `null` where nobody is. */
export function agentsFor<S extends DeskSettings>(
	{ canWriteAs, agents }: Desk<S>,
	on: On<S>,
): ((cursor: string | null) => Query<Page<Agent>>) | null {
	const author = authorOf(on.asked);
	if (!canWriteAs || !agents || author.agentId) return null;
	if (author.names.length === 0 && !author.email) return null;
	return (cursor) => agents(on, author, cursor);
}

/** In whose name: an agent's id, or nobody's with a sentence where that is worth one. */
export function* findAuthor<S extends DeskSettings>(
	desk: Desk<S>,
	on: On<S>,
): Flow<{ id: string | null; said: string | null }> {
	const author = authorOf(on.asked);
	const nobody = { id: null, said: null };
	if (!desk.canWriteAs) return nobody;
	if (author.agentId) return { id: author.agentId, said: null };
	const agents = agentsFor(desk, on);
	if (!agents) return nobody;
	const listed = yield* eachPage(agents);
	// Who may not see the agents may well write a note.
	if (!listed.ok) return nobody;
	const picked = pickAgent(listed.value, author);
	if (picked === null) return nobody;
	if ('id' in picked) return { id: picked.id, said: null };
	const said = `${desk.name} has several enabled agents called '${picked.twins}', so the note is in the name of the API. Enter the id of the right one as agentId in the table beyondtrust_technicians.`;
	return { id: null, said };
}
