import { lineOf, textOf } from '../../session/value';
import type { Asked } from '../contract';
import { type CheckRow, type CheckState, row } from './row';
import { checkMarker, checkSession } from './session';
import type { CheckStep } from './step';
import type { Fields } from '../json';

/** The same note each time it is asked for. */
function noteOn(id: string, { startedAt, author }: CheckState): Partial<Asked> {
	return {
		target: { kind: 'ticket', id },
		session: checkSession(startedAt),
		note: {
			audience: 'internal',
			sections: [],
			marker: checkMarker(startedAt),
			postscript: 'A check of the desk wrote this note. There was no such session.',
		},
		author,
		minutes: null,
		at: new Date(startedAt).toISOString(),
		known: null,
	};
}

/** A sentence where the note went to another ticket, or nobody knows to which; `null` where it is the right one. */
function elsewhere(answer: Fields, id: string): string | null {
	const said = lineOf(answer.ticketId, 40);
	if (said === id) return null;
	if (said === '') return "Its answer lacks 'ticketId'. The ledger keeps it.";
	return `It was to write on ticket ${id}, and answered with ticketId '${said}'. Look where the note is, and let it answer with the ticket that was asked for.`;
}

const AS = "It writes in the agent's name";
const INERT = 'The note is shown inert and to agents only';

/** In whose name it was written. */
function authorRow({ writtenAs, said }: Fields, { canWriteAs, author }: CheckState): CheckRow {
	const as = lineOf(writtenAs, 60);
	if (!canWriteAs) {
		return row(
			AS,
			'not offered',
			"Notes are in the API's own name and name the technician in their text.",
		);
	}
	if (author.agentId === null && as === '') {
		return row(
			AS,
			'look',
			`No agent of the desk has your address ${author.email ?? ''}. Enter 'agentId' in your row of beyondtrust_technicians, and check again.`,
		);
	}
	if (as === '') {
		const because = textOf(said) ? ` It said: '${lineOf(said, 300)}'` : '';
		return row(
			AS,
			'no',
			`The note is in the API's own name, and was to be in that of agent ${author.agentId}. Allow its account to act for other agents, or let describe say canWriteAs: false.${because}`,
		);
	}
	if (author.agentId !== null && as !== author.agentId) {
		return row(AS, 'no', `It was to write as agent ${author.agentId}, and wrote as '${as}'.`);
	}
	return row(AS, 'yes', `Agent ${as}.`);
}

function inertRow({ ticket, privateNotes }: CheckState): CheckRow {
	const open = privateNotes
		? ''
		: 'Notes of this desk are not private, says describe: whoever sees the ticket sees them. ';
	return row(
		INERT,
		'look',
		`${open}Look at the newest note of ticket ${ticket.number}. Each word with a question mark, such as bold? or a link?, must be plain text there; nobody was called by @, no mail went out, and the customer does not see the note. Delete it afterwards.`,
		ticket.url,
	);
}

const WRITES = 'It writes a private note';

const written = ({ canRead, ticket }: CheckState, noteId: string | null): CheckRow =>
	canRead
		? row(WRITES, 'yes', `Note ${lineOf(noteId, 60)}.`)
		: row(
				WRITES,
				'look',
				`It is on its way, and nobody tells whether it arrived. Look whether it is on ticket ${ticket.number}, and on no other.`,
				ticket.url,
			);

const write: CheckStep = {
	operation: 'putNote',
	what: WRITES,
	ask: (state) => noteOn(state.ticket.id, state),
	read(answer, state) {
		const outcome = textOf(answer.outcome);
		const { ticket } = state;
		if (outcome !== 'written') {
			const said =
				outcome === 'there'
					? "It answered 'there', but this note cannot be there yet. Let it look for note.marker, and for nothing else."
					: `It answered '${outcome}' for ticket ${ticket.number}, which it knew before.`;
			return { rows: [row(WRITES, 'no', said)] };
		}
		const noteId = textOf(answer.noteId) || null;
		const wrong =
			elsewhere(answer, ticket.id) ??
			(noteId
				? null
				: "Its answer lacks 'noteId'. By it the note is known where somebody has taken its marker away.");
		return {
			rows: [
				wrong ? row(WRITES, 'no', wrong) : written(state, noteId),
				authorRow(answer, state),
				inertRow(state),
			],
			knows: { isWritten: true, noteId },
		};
	},
};

const ONCE = 'It writes the same note only once';

const again: CheckStep = {
	operation: 'putNote',
	what: ONCE,
	unseen:
		'It cannot look whether a note is there. The ledger keeps notes single; where a connection breaks off behind a note, it may come twice.',
	ask: (state) => (state.isWritten ? noteOn(state.ticket.id, state) : null),
	read(answer, { ticket, noteId }) {
		const outcome = textOf(answer.outcome);
		if (outcome !== 'there') {
			const said =
				outcome === 'written'
					? `It wrote a second note on ticket ${ticket.number}. Before it writes, it must look for note.marker in all notes of the ticket, on every page of them, and answer 'there'.`
					: `It answered '${outcome}' where 'there' is right.`;
			return { rows: [row(ONCE, 'no', said)] };
		}
		const other = textOf(answer.noteId);
		const wrong =
			elsewhere(answer, ticket.id) ??
			(other === (noteId ?? other)
				? null
				: `It is there, but under noteId '${lineOf(other, 60)}', and was written under '${lineOf(noteId, 60)}'. Both must be the desk's own id of the note.`);
		return { rows: [wrong ? row(ONCE, 'no', wrong) : row(ONCE, 'yes')] };
	},
};

const NOWHERE = 'It says that there is no ticket to write on';

const nowhere = (nobodys: (number: string) => string): CheckStep => ({
	operation: 'putNote',
	what: NOWHERE,
	unseen:
		'It cannot look. Where nobody has the number, most desks open a new ticket with the note, or lose it.',
	ask: (state) => noteOn(nobodys(state.ticket.number), state),
	read(answer, { ticket }) {
		const outcome = textOf(answer.outcome);
		const said = `Asked to write on ticket ${nobodys(ticket.number)}, which should not exist, it answered '${outcome}'. It must answer 'notFound', so that the session is stored as unlinked.`;
		return { rows: [outcome === 'notFound' ? row(NOWHERE, 'yes') : row(NOWHERE, 'no', said)] };
	},
});

/** The questions about notes. `nobodys` makes a number that no ticket has. */
export const noteSteps = (nobodys: (number: string) => string): CheckStep[] => [
	write,
	again,
	nowhere(nobodys),
];
