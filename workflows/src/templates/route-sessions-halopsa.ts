import { arrive, LATER } from '../blocks/arrival';
import { chatNote, postInChat } from '../blocks/chat';
import { decide } from '../blocks/decide';
import { GET_SESSION, record } from '../blocks/ledger';
import { REASONS } from '../blocks/reasons';
import { judgeRefusals } from '../blocks/refusals';
import { addRouteNotes } from '../blocks/routeNotes';
import { haloSystem, setting } from '../blocks/settings';
import { agentId, findTechnician } from '../blocks/technician';
import { putNoteOnTicket, ticketId, ticketNote } from '../blocks/ticket';
import { Flow } from '../flow';
import { choice, itemOf, question } from '../nodes';

const flow = new Flow('Route ended BeyondTrust sessions to HaloPSA');
const session = itemOf(GET_SESSION);
const target = itemOf('Where does it belong?');
const defaultUser = setting('defaultUser');
const UNLINKED = 'Store it as unlinked';

const unlinked = record(UNLINKED, 'unlinked', defaultUser, {
	reason: '$json.reason',
	linkKind: `${session}.link.kind`,
	linkSystem: `${session}.link.system`,
	linkId: `${session}.link.id`,
});

const written = record('Record it as written', 'written', defaultUser, {
	noteHash: `${ticketNote}.contentHash`,
	linkKind: "'ticket'",
	linkSystem: haloSystem,
	linkId: `String(${ticketId})`,
});

const chatted = record('Record it as in the chat', 'chatted', defaultUser, {
	reason: `'${REASONS.noLink}'`,
	noteHash: `${chatNote}.contentHash`,
	linkKind: "'chat'",
	linkSystem: haloSystem,
	linkId: `${target}.id`,
});

arrive(flow);
flow.add(
	decide('Decide where it belongs'),
	choice('Where does it belong?', {
		linked: "$json.route === 'linked'",
		unlinked: "$json.route === 'unlinked'",
		later: "$json.route === 'later'",
	}),
);
const technician = findTechnician(flow);
flow.add(question('Is it linked to a ticket?', `${target}.kind === 'ticket'`));
const ticket = putNoteOnTicket(flow, {
	ticket: `$json.ticketId ?? ${target}.id`,
	session,
	who: agentId,
	recorded: written,
});
const chat = postInChat(flow, { chat: `${target}.id`, session, recorded: chatted });
const refusals = judgeRefusals(flow);
flow.add(unlinked);

flow.path(GET_SESSION, 'Decide where it belongs', 'Where does it belong?', technician.first);
flow.on('Where does it belong?', 'unlinked', UNLINKED);
flow.on('Where does it belong?', 'later', LATER);
flow.path(technician.last, 'Is it linked to a ticket?', ticket.first);
flow.on(technician.last, 'no', UNLINKED);
flow.on('Is it linked to a ticket?', 'no', chat.first);
flow.on(chat.kind, 'has a ticket', ticket.first);
flow.on(chat.kind, 'ended', UNLINKED);
flow.path(ticket.missing, UNLINKED);
for (const note of [ticket.note, chat.note]) flow.on(note, 'error', LATER);
for (const request of [technician.request, ...ticket.requests, ...chat.requests]) {
	flow.on(request, 'error', refusals.first);
}
flow.on(ticket.refused, 'no', refusals.first);
flow.path(refusals.gone, UNLINKED);
flow.on(refusals.gone, 'no', LATER);

addRouteNotes(flow, { technician, written: written.name });

export const template = flow.build();
