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
	return `It was asked to write on ticket ${id}, but answered with ticketId '${said}'. Find out where the note is, and make it answer with the ticket that was asked for.`;
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
			"Notes are in the API's own name, with the technician's name in the text.",
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
			`The note is in the API's own name, but should be in the name of agent ${author.agentId}. Allow its account to act for other agents, or make 'describe' say canWriteAs: false.${because}`,
		);
	}
	if (author.agentId !== null && as !== author.agentId) {
		return row(AS, 'no', `It was asked to write as agent ${author.agentId}, but wrote as '${as}'.`);
	}
	return row(AS, 'yes', `Agent ${as}.`);
}

function inertRow({ ticket, privateNotes }: CheckState): CheckRow {
	const open = privateNotes
		? ''
		: "According to 'describe', notes of this desk are not private: everybody who sees the ticket sees them. ";
	return row(
		INERT,
		'look',
		`${open}Look at the newest note of ticket ${ticket.number}. Each word with a question mark, such as bold? or a link?, must be plain text there. Nobody may have been notified by @, no email may have gone out, and the customer must not see the note. Delete it afterwards.`,
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
				`It is on its way, but the desk does not report whether it arrived. Check that it is on ticket ${ticket.number}, and on no other.`,
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
					? "It answered 'there', but this note cannot be there yet. Make it look for note.marker, and for nothing else."
					: `It answered '${outcome}' for ticket ${ticket.number}, which it found before.`;
			return { rows: [row(WRITES, 'no', said)] };
		}
		const noteId = textOf(answer.noteId) || null;
		const wrong =
			elsewhere(answer, ticket.id) ??
			(noteId
				? null
				: "Its answer lacks 'noteId', which identifies the note if somebody has removed its marker.");
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
		'It cannot check whether a note is there. The ledger prevents duplicates, but if the connection breaks off right after a note, the note may come twice.',
	ask: (state) => (state.isWritten ? noteOn(state.ticket.id, state) : null),
	read(answer, { ticket, noteId }) {
		const outcome = textOf(answer.outcome);
		if (outcome !== 'there') {
			const said =
				outcome === 'written'
					? `It wrote a second note on ticket ${ticket.number}. Before it writes, it must look for note.marker in all notes of the ticket, on every page of them, and answer 'there'.`
					: `It answered '${outcome}' instead of 'there'.`;
			return { rows: [row(ONCE, 'no', said)] };
		}
		const other = textOf(answer.noteId);
		const wrong =
			elsewhere(answer, ticket.id) ??
			(other === (noteId ?? other)
				? null
				: `It is there under noteId '${lineOf(other, 60)}', but was written under '${lineOf(noteId, 60)}'. Both must be the desk's own id of the note.`);
		return { rows: [wrong ? row(ONCE, 'no', wrong) : row(ONCE, 'yes')] };
	},
};

const NOWHERE = 'It says that there is no ticket to write on';

const nowhere = (nobodys: (number: string) => string): CheckStep => ({
	operation: 'putNote',
	what: NOWHERE,
	unseen:
		'It cannot check. If no ticket has the number, most desks open a new ticket with the note, or lose it.',
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
