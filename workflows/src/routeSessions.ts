import { addAddendum, checkForChanges } from './blocks/route/addendum';
import { alsoInHalo } from './blocks/route/alsoInHalo';
import { arrive, LATER, NOTHING, QUARANTINE } from './blocks/route/arrival';
import { chatNote, postInChat } from './blocks/route/chat';
import { decide } from './blocks/route/decide';
import { GET_SESSION, ledgerIn, onlyChecked, rowBefore, session } from './blocks/route/ledger';
import { postscript } from './blocks/route/postscript';
import { readSession } from './blocks/route/readSession';
import { REASONS, STATES } from './blocks/reasons';
import { judgeRefusals } from './blocks/desk/refusals';
import { addRouteNotes } from './blocks/route/routeNotes';
import { haloSystem, setting } from './blocks/settings';
import type { Store } from './blocks/store/store';
import { sweep } from './blocks/route/sweep';
import { agentId, findTechnician } from './blocks/desk/technician';
import { putNoteOnTicket, ticketId, ticketNote } from './blocks/desk/ticket';
import { Flow, type Template } from './flow';
import { choice, itemOf, question } from './nodes';

const CLAIMED = 'Is it to be routed?';
const DECIDE = 'Decide where it belongs';
const WHERE = 'Where does it belong?';
const UNLINKED = 'Store it as unlinked';
const ON_TICKET = 'Is it linked to a ticket?';
const target = itemOf(WHERE);
const defaultUser = setting('defaultUser');

/** What the ledger says of a note on a ticket, before it is written and after. */
const onThisTicket = {
	linkKind: "'ticket'",
	linkSystem: haloSystem,
	linkId: `String(${ticketId})`,
};
const noteHash = `${ticketNote}.contentHash`;

/** The nodes of the route that write into the ledger in front of the desk, and behind it. */
const records = (ledger: ReturnType<typeof ledgerIn>) => ({
	unlinked: ledger.record(UNLINKED, `'${STATES.unlinked}'`, defaultUser, {
		reason: '$json.reason',
		noteHash: 'null',
		linkKind: `${session}.link.kind`,
		linkSystem: `${session}.link.system`,
		linkId: `${session}.link.id`,
	}),
	written: ledger.record(
		'Record it as written',
		`${rowBefore}.linkedBy ? '${STATES.linked}' : '${STATES.written}'`,
		defaultUser,
		{ noteHash, ...onThisTicket },
	),
	chatted: ledger.record('Record it as in the chat', `'${STATES.chatted}'`, defaultUser, {
		reason: `'${REASONS.noLink}'`,
		noteHash: `${chatNote}.contentHash`,
		linkKind: "'chat'",
		linkSystem: haloSystem,
		linkId: `${target}.id`,
	}),
	beforeNote: ledger.beforeWriting('Say that it is being written', { noteHash, ...onThisTicket }),
	beforeAddendum: ledger.beforeWriting('Say that it is being added to'),
	beforePost: ledger.beforeWriting('Say that it is being posted'),
});

/**
 * The route of ended sessions to HaloPSA, with its ledger in a store.
 *
 * Whatever starts it, an event or the sweep, a session is claimed in the ledger before it is read, and its note is looked
 * for before it is written.
 */
export function routeSessions(name: string, store: Store): Template {
	const flow = new Flow(name);
	const ledger = ledgerIn(store);
	const { unlinked, written, chatted, beforeNote, beforeAddendum, beforePost } = records(ledger);
	const arrival = arrive(flow, store, ledger);
	const swept = sweep(flow, store);
	flow.add(
		question(CLAIMED, `!${onlyChecked}`),
		decide(DECIDE),
		choice(WHERE, {
			linked: "$json.route === 'linked'",
			unlinked: "$json.route === 'unlinked'",
			later: "$json.route === 'later'",
		}),
	);
	readSession(flow, {
		read: CLAIMED,
		missing: QUARANTINE,
		failed: LATER,
		checked: NOTHING,
	});
	const again = ledger.claimAgain();
	const check = checkForChanges(
		flow,
		again,
		ledger.refresh('Bring the row up to date', defaultUser),
	);
	const technician = findTechnician(flow);
	flow.add(question(ON_TICKET, `${target}.kind === 'ticket'`));
	const addendum = addAddendum(flow, beforeAddendum);
	const ticket = putNoteOnTicket(flow, {
		ticket: `$json.ticketId ?? ${target}.id`,
		session,
		who: agentId,
		recorded: written,
		beforeWriting: beforeNote,
		there: addendum.first,
		postscript,
	});
	const chat = postInChat(flow, {
		chat: `${target}.id`,
		session,
		recorded: chatted,
		beforeWriting: beforePost,
	});
	const refusals = judgeRefusals(flow);
	flow.add(unlinked);
	alsoInHalo(flow, ledger, [UNLINKED, chatted.name]);

	flow.path(arrival.claimed, GET_SESSION);
	flow.on(arrival.choice, 'see what came late', GET_SESSION);
	flow.on(arrival.question, 'no', swept.first);
	flow.path(CLAIMED, DECIDE, WHERE, technician.first);
	flow.on(CLAIMED, 'no', check.first);
	flow.path(again.name, DECIDE);
	flow.on(WHERE, 'unlinked', UNLINKED);
	flow.on(WHERE, 'later', LATER);
	flow.path(technician.last, ON_TICKET, ticket.first);
	flow.on(technician.last, 'no', UNLINKED);
	flow.on(ON_TICKET, 'no', chat.first);
	flow.on(chat.kind, 'has a ticket', ticket.first);
	flow.on(chat.kind, 'ended', UNLINKED);
	flow.path(ticket.missing, UNLINKED);
	flow.on(addendum.first, 'no', written.name);
	flow.path(addendum.last, written.name);
	for (const note of [ticket.note, chat.note, addendum.note]) flow.on(note, 'error', LATER);
	const requests = [technician.request, ...ticket.requests, ...chat.requests, addendum.request];
	for (const request of requests) flow.on(request, 'error', refusals.first);
	flow.on(ticket.refused, 'no', refusals.first);
	flow.path(refusals.gone, UNLINKED);
	flow.on(refusals.gone, 'no', LATER);

	addRouteNotes(flow, { technician, written: written.name, storeSetUp: store.setUp });
	return flow.build();
}
