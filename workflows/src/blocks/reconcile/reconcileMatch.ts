import type { Flow } from '../../flow';
import { beyondTrust, firstOf, goingOn, itemOf, js, object, oneByOne, question } from '../../nodes';
import { chatState, halo } from '../desk/halo';
import { WORDS } from '../link/linkText';
import { REASONS } from '../reasons';
import { NOT_IN_HALO } from '../route/alsoInHalo';
import { storedSession } from '../route/storedSession';
import { ROWS } from './reconcileRows';
import { reconcileSetting } from './reconcileSettings';
import { haloSystem } from '../settings';

/** Most chats that the desk is asked about in a run. */
const MOST_CHATS = 100;

const CHATS = 'Which chats may have a ticket now?';
const EACH_CHAT = 'One chat at a time';
const ASK_CHAT = 'Ask the desk for the chat';
const CHAT = 'Does it have a ticket?';
export const TICKETS = 'Ask the desk for its recent tickets';
const SESSIONS = 'What is known of each session?';
const EACH = 'One session at a time';
const SUGGEST = 'Suggest tickets';
export const FOUND = 'What was found?';

const rowsOf = (name: string) =>
	`$('${name}').all().map((item) => item.json).filter((row) => row.id)`;
const rows = `[...${rowsOf(ROWS.unlinked)}, ...${rowsOf(ROWS.chatted)}]`;

const isHere = (row: string) => `(!${row}.linkSystem || ${row}.linkSystem === ${haloSystem})`;

const chats = `(() => {
	const ids = ${rows}.filter((row) => row.linkKind === 'chat' && ${isHere('row')} && /^[1-9][0-9]{0,9}$/.test(row.linkId ?? '')).map((row) => row.linkId);
	return { chats: [...new Set(ids)].slice(0, ${MOST_CHATS}).map((id) => ({ id })) };
})()`;

/**
 * The stored facts of each session as far as they say who it was, with the ticket that it surely belongs to: that of its
 * chat, or its own where only its technician was unknown. What a signature or a setting of the route kept away is never
 * sure. The candidates are one text, so that they are read once for all sessions.
 */
const sessions = `(() => {
	const bodies = $('${TICKETS}').all().flatMap((item) => { const body = item.json.body ?? []; return Array.isArray(body) ? body : body.tickets ?? []; });
	const known = new Set(${rowsOf(ROWS.technicians)}.filter((one) => Number(one.agentId) && one.enabled !== false).flatMap((one) => [one.privateName, one.publicName, one.displayName, one.username]).filter(Boolean).map((name) => String(name).trim().toLowerCase()));
	const chats = $('${CHAT}').isExecuted ? $('${CHAT}').all().map((item) => item.json) : [];
	const kept = ['${REASONS.badSignature}', '${REASONS.notInvitedHere}'];
	const nobody = String(${reconcileSetting('defaultUser')}).trim();
	const sureOf = (row) => {
		const technician = row.reason !== '${REASONS.unknownTechnician}' || known.has(String(row.representative ?? '').trim().toLowerCase());
		if (kept.includes(row.reason) || !technician || !${isHere('row')}) return null;
		const chat = row.linkKind === 'chat' ? chats.find((one) => one.id === row.linkId && one.ticketId > 0) : null;
		if (chat) return { id: String(chat.ticketId), why: 'its chat ' + row.linkId + ' has got this ticket' };
		const own = row.linkKind === 'ticket' && row.reason === '${REASONS.unknownTechnician}';
		return own ? { id: String(row.linkId), why: 'it was held for this ticket, and its technician is known now' } : null;
	};
	const failed = (row) => row.lastError && !row.lastError.startsWith('${NOT_IN_HALO}');
	const mayBeLinked = (row) => !row.linkedBy && !failed(row) && !kept.includes(row.reason) && (row.reason !== '${REASONS.unknownTechnician}' || known.has(String(row.representative ?? '').trim().toLowerCase()));
	const of = (row) => ({ row: { key: row.key, state: row.state, attempts: row.attempts, name: row.name, suggestion: row.suggestion ?? null }, session: ${storedSession('row', 'nobody')}, sure: sureOf(row), mayBeLinked: mayBeLinked(row) });
	return { tickets: bodies.length, candidates: JSON.stringify(bodies), sessions: ${rows}.map(of) };
})()`;

/** `{ row, ticket, score, suggestion, changed, system, link }`; `link` where the operator lets it be linked. */
const found = `(() => {
	${WORDS}
	const { row, sure, mayBeLinked } = ${itemOf(EACH)};
	const [best] = $json.suggestions ?? [];
	const score = sure ? 1 : best?.score ?? null;
	const ticket = sure?.id ?? best?.id ?? null;
	const reasons = sure ? sure.why : (best?.reasons ?? []).slice(0, 3).map((one) => one.replace(/\\.$/, '')).join('; ');
	const suggestion = ticket ? cut(ticket + ' (' + score.toFixed(2) + '): ' + reasons, 250) : null;
	const on = ${reconcileSetting('linkAutomatically')} === true;
	const link = Boolean(on && ticket && mayBeLinked && score >= Number(${reconcileSetting('linkThreshold')}) && /^[1-9][0-9]{0,9}$/.test(ticket));
	return { row, ticket, score, suggestion, changed: suggestion !== row.suggestion, system: ${haloSystem}, link };
})()`;

/**
 * Compares the sessions that were read with the desk's tickets. A chat that cannot be read has no ticket yet, and a session
 * that cannot be compared fits none: the desk is asked once for tickets, and for each chat once;
 * the appliance is not asked. Gives an item for each session.
 *
 * @returns names: of the block's first and last node, and of the request whose `error` must be led on
 */
export function matchSessions(flow: Flow) {
	const any = 'Is there a chat to ask for?';
	flow.add(
		object(CHATS, chats, { executeOnce: true }),
		question(any, '$json.chats.length'),
		oneByOne(EACH_CHAT, 'chats'),
		goingOn(halo.getChat(ASK_CHAT, '$json.id')),
		object(CHAT, `{ ...${chatState}, id: ${itemOf(EACH_CHAT)}.id }`),
		halo.getTicketsSince(
			TICKETS,
			`DateTime.now().minus({ days: (Number(${reconcileSetting('lookBackDays')}) || 14) + 30 }).toUTC().toISO()`,
		),
		object(SESSIONS, sessions, { executeOnce: true }),
		oneByOne(EACH, 'sessions'),
		goingOn(
			beyondTrust(SUGGEST, 'session', 'suggestTickets', {
				session: js('$json.session'),
				candidates: js(`${firstOf(SESSIONS)}.candidates`),
				options: { limit: 1, threshold: js(`Number(${reconcileSetting('suggestFrom')})`) },
			}),
		),
		object(FOUND, found),
	);
	flow.path(CHATS, any, EACH_CHAT, ASK_CHAT, CHAT, TICKETS, SESSIONS, EACH, SUGGEST, FOUND);
	flow.on(any, 'no', TICKETS);
	return { first: CHATS, last: FOUND, request: TICKETS };
}

/** How many tickets there were to choose from. */
export const ticketsRead = `${firstOf(SESSIONS)}.tickets`;
