import type { Flow, NodeSpec } from '../../flow';
import { beyondTrust, itemOf, js, object, question } from '../../nodes';
import { halo, holds, refusedWith } from './halo';
import { REASONS } from '../reasons';
import { setting } from '../settings';

const TAKE = 'Take the ticket';
const NOTE = 'Write the note';

/** The ticket at hand, and the note written for it, for expressions of later nodes. */
export const ticketId = `${itemOf(TAKE)}.ticketId`;
export const ticketNote = `${itemOf(NOTE)}.note`;

/** Who may read the note. */
export const audience = `${setting('noteAudience')} === 'customer' ? 'customer' : 'internal'`;

/** What every action of the templates says of itself. `html` is an expression. */
export const actionFields = (html: string) => `ticket_id: ${ticketId},
		outcome: ${setting('outcomeName')},
		note_html: ${html},
		hiddenfromuser: ${setting('noteAudience')} !== 'customer',
		sendemail: false,`;

/** The action that holds the note; `who` is an expression for the agent in whose name it is written. */
const action = (session: string, who: string, postscript?: string) => `[(() => {
	const session = ${session};
	const who = ${who};
	const when = session.endedAt ?? session.startedAt;
	return {
		${actionFields(`${ticketNote}.body${postscript ? ` + ${postscript}` : ''}`)}
		...(who ? { who_agentid: who } : {}),
		...(session.durationSeconds ? { timetaken: Math.round(session.durationSeconds / 36) / 100 } : {}),
		...(when ? { datetime: when } : {}),
	};
})()]`;

/**
 * Puts a session's note on a ticket, once: looks for the ticket, then for the note's marker among its actions, then
 * writes, in the agent's name or, where the desk does not allow that, in the API's own.
 *
 * `ticket`, `session` and `who` are expressions; `recorded` is the node at the end. Before it writes, the way leads
 * through `beforeWriting`, which may end it; where the note is there already, to `there` instead of `recorded`.
 * `postscript` is mark-up below the note, and `isThere` says of the ticket's actions in `$json.body` whether the note need not
 * be written: expressions, too.
 *
 * @returns the block's first node, its requests and the question whose failures must be led on, and the node that says
 * in `reason` that there is no such ticket
 */
export function putNoteOnTicket(
	flow: Flow,
	{
		ticket,
		session,
		who,
		recorded,
		beforeWriting,
		there = recorded.name,
		postscript,
		isThere = holds(`${ticketNote}.marker`),
	}: Record<'ticket' | 'session' | 'who', string> & {
		recorded: NodeSpec;
		beforeWriting?: NodeSpec;
		there?: string;
		postscript?: string;
		isThere?: string;
	},
) {
	const guards = beforeWriting ? [beforeWriting] : [];
	flow.add(
		object(TAKE, `{ ticketId: Number(${ticket}) }`),
		halo.getTicket('Get the ticket', ticketId),
		question('Is it the ticket?', `Number($json.body?.id) === ${ticketId}`),
		object('There is no such ticket', `{ reason: '${REASONS.noSuchTicket}' }`),
		beyondTrust(NOTE, 'session', 'renderNote', {
			session: js(session),
			format: 'html',
			options: { audience: js(audience) },
		}),
		halo.getActions("Get the ticket's actions", ticketId),
		question('Is the note there already?', isThere),
		...guards,
		halo.postActions('Put the note on the ticket', action(session, who, postscript)),
		question(
			'Was it for the name?',
			`${who} && [400, 401, 403, 409, 422].includes(${refusedWith})`,
		),
		halo.postActions("Put it there in the API's own name", action(session, 'null', postscript)),
		recorded,
	);
	flow.path(TAKE, 'Get the ticket', 'Is it the ticket?', NOTE, "Get the ticket's actions");
	flow.path("Get the ticket's actions", 'Is the note there already?', there);
	const writing = [...guards.map(({ name }) => name), 'Put the note on the ticket'];
	flow.on('Is the note there already?', 'no', ...writing, recorded.name);
	flow.on('Put the note on the ticket', 'error', 'Was it for the name?');
	flow.path('Was it for the name?', "Put it there in the API's own name", recorded.name);
	flow.on('Is it the ticket?', 'no', 'There is no such ticket');
	return {
		first: TAKE,
		note: NOTE,
		missing: 'There is no such ticket',
		requests: ['Get the ticket', "Get the ticket's actions", "Put it there in the API's own name"],
		refused: 'Was it for the name?',
	};
}
