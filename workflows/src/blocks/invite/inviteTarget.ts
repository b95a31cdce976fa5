import type { Flow } from '../../flow';
import { firstOf, object, question } from '../../nodes';
import { halo, openChatOf } from '../desk/halo';
import { inviteSetting } from './inviteSettings';

const WANTED = 'What is wanted?';
const SENDER = 'Who sends it?';
const TARGET = 'Where does it go?';
const TICKET = 'Get the ticket';

export const BY_EMAIL = 'By e-mail';
export const INTO_CHAT = 'Into the chat of the ticket';

const wanted = firstOf(WANTED);

/** What the form holds, checked as far as it can be alone. `form` is an expression for it. */
const read = (form: string) => `(() => {
	const form = ${form};
	const text = (value) => String(value ?? '').trim();
	const ticket = text(form.ticket).replace(/^#/, '');
	const address = text(form.address);
	const chat = form.channel === '${INTO_CHAT}';
	const problem =
		!/^[1-9][0-9]{0,9}$/.test(ticket) ? 'The ticket number is missing or no number. Enter its digits, for example 1234.'
		: !text(form.name) ? 'Your name is missing. It goes on the ticket.'
		: !chat && address && !/^[^\\s@,;<>"]+@[^\\s@,;<>"]+$/.test(address) ? 'The e-mail address is no single address. Enter one, for example anna@example.com.'
		: null;
	return { ticketId: ticket, chat, address, name: text(form.name).slice(0, 100), problem };
})()`;

const sender = `(() => {
	const body = $json.body ?? [];
	const agents = Array.isArray(body) ? body : body.agents ?? [];
	const same = (a, b) => String(a ?? '').trim().toLowerCase() === String(b).toLowerCase();
	const agent = agents.find((one) => !one.isdisabled && (same(one.name, ${wanted}.name) || same(one.email, ${wanted}.name)));
	return { senderId: agent ? Number(agent.id) : null, senderName: agent?.name ?? ${wanted}.name };
})()`;

/** The node's own check of the address is the stricter one; here it is only seen that there is one. */
const target = `(() => {
	const wanted = ${wanted};
	const ticket = $('${TICKET}').first(0).json.body;
	const chatId = wanted.chat ? ${openChatOf(`${wanted}.ticketId`)} : null;
	const recipient = wanted.chat ? '' : wanted.address || String(ticket.user_email ?? ticket.useremail ?? '').trim();
	const workflowId = String((wanted.chat ? ${inviteSetting('chatDelivery')} : ${inviteSetting('emailDelivery')}) ?? '').trim();
	const problem =
		wanted.chat && !chatId ? 'Ticket ' + wanted.ticketId + ' has no open chat. Choose "${BY_EMAIL}" instead.'
		: !wanted.chat && !recipient ? 'Ticket ' + wanted.ticketId + ' has no e-mail address. Enter one.'
		: null;
	return {
		ticketId: wanted.ticketId, linkTo: wanted.chat ? 'chat' : 'ticket', linkId: wanted.chat ? String(chatId) : wanted.ticketId,
		recipient, workflowId, ...${firstOf(SENDER)}, problem,
	};
})()`;

/** What an invite is for and where it goes, for expressions of later nodes. */
export const inviteTarget = firstOf(TARGET);

/**
 * From what the form holds to where the invite goes: the ticket and its address or open chat, and the agent who sends.
 * `form` is an expression.
 *
 * @returns names: of the first node; of the last question, whose `yes` leads on; of the questions whose `no` has a
 * `problem`; of the one whose `no` means that there is no such ticket; of the requests whose `error` must be led on
 */
export function findTarget(flow: Flow, form: string) {
	const complete = 'Is it complete?';
	const isTicket = 'Is it the ticket?';
	const known = 'Is there somewhere to send it?';
	const ask = { agents: 'Ask the desk for its agents', chats: "Get the ticket's chats" };
	flow.add(
		object(WANTED, read(form)),
		question(complete, '!$json.problem'),
		halo.getTicket(TICKET, `${wanted}.ticketId`),
		question(isTicket, `Number($json.body?.id) === Number(${wanted}.ticketId)`),
		halo.getAgents(ask.agents),
		object(SENDER, sender),
		question('Is it for the chat?', `${wanted}.chat`),
		halo.getChatsOf(ask.chats, `${wanted}.ticketId`),
		object(TARGET, target),
		question(known, '!$json.problem'),
	);
	flow.path(WANTED, complete, TICKET, isTicket, ask.agents, SENDER, 'Is it for the chat?');
	flow.path('Is it for the chat?', ask.chats, TARGET, known);
	flow.on('Is it for the chat?', 'no', TARGET);
	return {
		first: WANTED,
		last: known,
		incomplete: [complete, known],
		noTicket: isTicket,
		requests: [TICKET, ask.agents, ask.chats],
	};
}
