import type { Flow } from '../../flow';
import {
	beyondTrust,
	callWorkflow,
	choice,
	firstOf,
	js,
	object,
	question,
	workflow,
} from '../../nodes';
import { writeAudit } from '../desk/audit';
import {
	alreadySent,
	beingSent,
	claimInvite,
	lookUpInvite,
	recordInvite,
	writeDownInvite,
} from './inviteLedger';
import { inviteSetting } from './inviteSettings';
import { haloSystem } from '../settings';

/** What the block needs to know, each an expression. */
export interface Wanted {
	/** Object of an earlier node: `ticketId`, `linkTo`, `linkId`, `recipient`, `workflowId`, `senderId`, `senderName`. */
	invite: string;
	/** Object: `queueType` (team / representative), `queueId`, `name`, `label`, `fallbackId` (of a team, or null). */
	queue: string;
	/** Whether a key that was sent before may be sent again. */
	reuse: string;
	/** Where the words are: the first node of the flow that sends. Left out, it is the block's own. */
	wordsOf?: string;
}

/** Milliseconds: a key that expires within ten minutes is not worth sending again. */
const SOON_EXPIRED = 600_000;

/** `name` is what errors call it. */
const locator = (code: string, name?: string) => ({
	__rl: true,
	mode: 'id',
	value: js(code),
	...(name ? { cachedResultName: js(name) } : {}),
});

/** What tells one invite from another. `once`: one for each ticket, whatever else. `node` has the words. */
const keyOf = (once: boolean, node: string) =>
	once
		? "'automatic:' + wanted.linkTo + ':' + wanted.linkId"
		: `(() => {
	const words = $('${node}').params;
	const parts = [wanted.linkTo, wanted.linkId, wanted.queueType, wanted.queueId, wanted.recipient, words.subject, words.text, words.html];
	return 'form:' + JSON.stringify(parts).hash('sha256').slice(0, 40);
})()`;

/** Both ways of sending, as one: did the delivery say that it is sent, and what is there to tell of it. */
const verdict = (stored: string, again: string) => `(() => {
	const saved = $('${again}').isExecuted ? JSON.parse(${firstOf(stored)}.payload) : null;
	const said = saved ? [$json] : [].concat($json.delivery ?? []);
	const key = saved?.sessionKey ?? $json;
	const error = typeof $json.error === 'string' ? $json.error : $json.error?.message ?? null;
	const delivered = !$json.error && said.some((one) => one?.delivered === true);
	const parts = { invite: saved?.invite ?? $json.invite, link: saved?.link ?? $json.link };
	return {
		delivered,
		reason: error ?? (delivered ? null : 'The delivery workflow did not say that the invite is sent. It must return delivered: true.'),
		url: key.url ?? null,
		expiresAt: key.expiresAt ?? null,
		fallbackUsed: key.fallbackUsed ?? false,
		reachable: key.queue?.available ?? null,
		payload: JSON.stringify({ ...parts, sessionKey: key }),
	};
})()`;

/** The words of another node, so that they are written in one place only. */
const wordsFrom = (node: string) =>
	Object.fromEntries(
		['subject', 'text', 'html'].map((name) => [name, js(`$('${node}').params.${name}`)]),
	);

function add(
	flow: Flow,
	{ invite, queue, reuse, wordsOf }: Wanted,
	once: boolean,
	named: (n: string) => string,
) {
	const names = {
		wanted: named('Invite to send'),
		lookUp: named('Look for the same invite'),
		same: named('Is it a new one?'),
		writeDown: named('Write down that it is wanted'),
		claim: named('Take it on'),
		ours: named('Is nobody else sending it?'),
		reusable: named('Is there a key to send again?'),
		stored: named('Take out what was sent'),
		again: named('Send the same key again'),
		send: named('Send the invite'),
		verdict: named('What did the delivery say?'),
		delivered: named('Was it sent?'),
		sent: named('Record it as sent'),
		failed: named('Record the failure'),
	};
	const wanted = (field: string) => `${firstOf(names.wanted)}.${field}`;
	const stored = firstOf(names.lookUp);
	const key = wanted('key');
	const outcome = (field: string) => `${firstOf(names.verdict)}.${field}`;
	flow.add(
		object(
			names.wanted,
			`(() => { const wanted = { ...${invite}, ...${queue} }; return { ...wanted, key: ${keyOf(once, wordsOf ?? names.send)} }; })()`,
		),
		lookUpInvite(names.lookUp, key),
		choice(names.same, {
			'sent already': alreadySent(once),
			'being sent': beingSent(once),
			new: `!(${alreadySent(once)}) && !(${beingSent(once)})`,
		}),
		writeDownInvite(names.writeDown, key, {
			ticketId: `String(${wanted('ticketId')})`,
			queue: wanted('label'),
			recipient: wanted('recipient'),
			channel: wanted('linkTo'),
			sentBy: wanted('senderName'),
		}),
		claimInvite(names.claim, key, `${firstOf(names.lookUp)}.attempts`),
		question(names.ours, '$json.id'),
		question(
			names.reusable,
			`${reuse} && ${stored}.payload && new Date(${stored}.expiresAt).getTime() > Date.now() + ${SOON_EXPIRED}`,
		),
		object(names.stored, `JSON.parse(${stored}.payload)`),
		callWorkflow(names.again, wanted('workflowId')),
		beyondTrust(names.send, 'invite', 'send', {
			queueType: js(wanted('queueType')),
			teamId: locator(wanted('queueId'), wanted('name')),
			representativeId: locator(wanted('queueId'), wanted('name')),
			// n8n publishes nothing with an empty field that an expression could make a required one.
			username: '-',
			issueCodeName: { __rl: true, mode: 'codeName', value: '-' },
			whenUnavailable: js(wanted('whenUnavailable')),
			fallbackTeamId: locator(wanted('fallbackId')),
			linkTo: js(wanted('linkTo')),
			linkSystem: js(haloSystem),
			linkId: js(`String(${wanted('linkId')})`),
			signLink: true,
			recipient: js(wanted('recipient')),
			...(wordsOf ? wordsFrom(wordsOf) : {}),
			deliveryWorkflow: workflow(wanted('workflowId')),
			options: { ttl: js(`Math.round(Number(${inviteSetting('validHours')}) * 3600)`) },
		}),
		object(names.verdict, verdict(names.lookUp, names.again)),
		question(names.delivered, '$json.delivered'),
		recordInvite(names.sent, key, {
			state: "'sent'",
			url: outcome('url'),
			expiresAt: outcome('expiresAt'),
			sentAt: 'DateTime.now().toISO()',
			payload: `${reuse} ? ${outcome('payload')} : null`,
			lastError: 'null',
		}),
		recordInvite(names.failed, key, {
			state: "'failed'",
			lastError: `String(${outcome('reason')}).slice(0, 500)`,
		}),
	);
	return { names, wanted, outcome };
}

/**
 * Sends one invite, once: a second click ends at the row that the first one took. After the delivery has said that it is
 * sent, and not before, the action is written on the ticket.
 *
 * @param once one invite for each ticket, ever; else the same invite can be sent again after a minute
 * @param named makes the names of a second block of the same flow differ from those of the first
 * @returns the names of the nodes that must be led on, and functions for expressions on what was wanted and came of it
 */
export function sendInvite(
	flow: Flow,
	given: Wanted,
	once: boolean,
	named: (name: string) => string = (name) => name,
) {
	const { names, wanted, outcome } = add(flow, given, once, named);
	const audit = writeAudit(
		flow,
		{
			ticket: wanted('ticketId'),
			who: wanted('senderId'),
			text: `(() => {
	const until = ${outcome('expiresAt')} ? ', valid until ' + DateTime.fromISO(${outcome('expiresAt')}).toFormat('yyyy-MM-dd HH:mm ZZZZ') : '';
	const where = ${wanted('linkTo')} === 'chat' ? 'into the chat ' + ${wanted('linkId')} : 'to ' + ${wanted('recipient')};
	const instead = ${outcome('fallbackUsed')} ? ' Nobody was there, so it leads to the fallback team.' : '';
	return 'Remote session invite sent ' + where + ' for ' + ${wanted('label')} + ' by ' + ${wanted('senderName')} + until + '.' + instead;
})()`,
		},
		named,
	);
	flow.path(names.wanted, names.lookUp, names.same);
	flow.on(
		names.same,
		'new',
		names.writeDown,
		names.claim,
		names.ours,
		names.reusable,
		names.stored,
	);
	flow.path(names.stored, names.again, names.verdict, names.delivered, names.sent, audit.first);
	flow.on(names.reusable, 'no', names.send, names.verdict);
	for (const node of [names.again, names.send]) flow.on(node, 'error', names.verdict);
	flow.on(names.delivered, 'no', names.failed);
	return { ...names, audit, wantedField: wanted, outcome };
}
