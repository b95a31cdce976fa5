import type { Flow } from '../../flow';
import { beyondTrust, firstOf, js, object, question } from '../../nodes';
import { writeAudit } from '../desk/audit';
import { halo, refusedWith } from '../desk/halo';
import {
	begun,
	doneBy,
	giveBack,
	readAgain,
	recordLinked,
	recordUnlinked,
	take,
} from './linkLedger';
import { NOW, WORDS } from './linkText';
import { STATES } from '../reasons';
import type { judgeRefusals } from '../desk/refusals';
import { agentId, findTechnician } from '../desk/technician';
import { MADE_OF_ROW, sessionOrStored } from '../route/storedSession';
import { putNoteOnTicket, ticketNote } from '../desk/ticket';

const TAKE = 'Take the session';
const OURS = 'Did nobody else take it?';
const REPORT = 'Get the report';
const SESSION = 'The session to write';
const WHY = 'Why was it not written?';
const LINKED = 'Record it as linked';
const UNLINKED = 'Record it as unlinked';
const GONE = 'Is the old ticket gone?';

const row = firstOf(TAKE);
const session = `${firstOf(SESSION)}.session`;

/** A correcting note holds the marker too, and says so right behind it: what was written last counts. */
const OFF = ' is not on this ticket any more';

const markerOf = (one: string) => `('BeyondTrust session ' + ${one}.sessionId)`;

/** Whether the newest action about a session that `$json.body` holds is one of the kind that is wanted. */
const saysLast = (one: string, marker: string, off: boolean) => `(() => {
	const taken = ${markerOf(one)} + '${OFF}';
	const body = $json.body ?? [];
	const actions = (Array.isArray(body) ? body : body.actions ?? []).map((one) => ({ id: Number(one.id), said: JSON.stringify(one) }));
	const last = actions.filter((one) => (${marker} && one.said.includes(${marker})) || one.said.includes(taken)).sort((a, b) => b.id - a.id)[0];
	return Boolean(last) && last.said.includes(taken) === ${off};
})()`;

const postscript = (one: string) => `(() => {
	${WORDS}
	const from = ${one}.action === 'move' ? 'Moved here from ticket ' + html(${one}.from, 20) : 'Linked';
	const kept = ${firstOf(SESSION)}.kept ? ' ${MADE_OF_ROW}' : '';
	return '<p>' + from + ' by ' + html(${one}.who, 60) + ' on ' + ${NOW} + '.' + kept + '</p>';
})()`;

const correction = (one: string) => `(() => {
	${WORDS}
	const { startedAt, customer, action, ticket, who } = ${one};
	const about = ' (' + plain(customer || 'no customer', 60) + ', ' + time(startedAt) + ')';
	const by = ' by ' + plain(who, 60) + ' on ' + ${NOW} + '.';
	return ${markerOf(one)} + '${OFF}' + about + ': it was linked by mistake, and was ' + (action === 'move' ? 'moved to ticket ' + ticket : 'unlinked') + by;
})()`;

/** Ends the way of a session: `{ one, done, text }`, the text with mark-up. */
const result = (name: string, one: string, done: string, text: string) =>
	object(
		name,
		`(() => { ${WORDS} const one = ${one}; return { one, done: ${done}, text: ${text} }; })()`,
	);

function link(flow: Flow, one: string) {
	flow.add(
		beyondTrust(REPORT, 'session', 'get', { sessionId: js(`${one}.sessionId`) }),
		question('Does the appliance no longer have it?', "/has no session/.test($json.error ?? '')"),
		object(SESSION, `{ session: ${sessionOrStored(row)}, kept: Boolean($json.error) }`),
	);
	const technician = findTechnician(flow, session);
	const note = putNoteOnTicket(flow, {
		ticket: `${one}.ticket`,
		session,
		who: agentId,
		recorded: recordLinked(LINKED, one, `${one}.who`, `${ticketNote}.contentHash`),
		postscript: postscript(one),
		isThere: saysLast(one, `${ticketNote}.marker`, false),
	});
	flow.path(REPORT, SESSION, technician.first);
	flow.on(REPORT, 'error', 'Does the appliance no longer have it?', SESSION);
	flow.path(technician.last, note.first);
	flow.on(technician.last, 'no', note.first);
	return { technician, note };
}

function tellOldTicket(flow: Flow, one: string) {
	const old = (name: string) => `${name} (old ticket)`;
	const names = {
		ticket: 'Get the old ticket',
		actions: "Get the old ticket's actions",
		known: 'Does it say so already?',
		told: 'Is it on another ticket now?',
	};
	flow.add(
		halo.getTicket(names.ticket, `${one}.from`),
		halo.getActions(names.actions, `${one}.from`),
		question(names.known, saysLast(one, markerOf(one), true)),
	);
	const audit = writeAudit(
		flow,
		{ ticket: `${one}.from`, who: `${one}.agentId`, text: correction(one) },
		old,
	);
	flow.add(question(names.told, `${one}.action === 'move'`));
	flow.path(names.ticket, names.actions, names.known, names.told);
	flow.on(names.known, 'no', audit.first);
	for (const done of audit.done) flow.path(done, names.told);
	return { ...names, audit };
}

/**
 * Links, moves or unlinks one session: takes its row, writes, says in the row what came of it. Each way ends in an item with
 * `{ one, done, text }`. `one` is an expression for the session as the page showed it, with `action`, `ticket`, `who` and
 * `agentId`.
 *
 * @returns the names of the block's first node, and of the one to which a refusal that is about one session leads
 */
export function linkOne(flow: Flow, one: string, refusals: ReturnType<typeof judgeRefusals>) {
	flow.add(
		take(TAKE, one, `${one}.who`),
		question(OURS, '$json.id'),
		readAgain('See who was faster', `${one}.key`),
		question('What is to be done?', `${one}.action !== 'unlink'`),
	);
	const { technician, note } = link(flow, one);
	const old = tellOldTicket(flow, one);
	const ends = addEnds(flow, one);
	flow.path(TAKE, OURS, 'What is to be done?', REPORT);
	flow.on(OURS, 'no', 'See who was faster', ends.taken);
	flow.on('What is to be done?', 'no', old.ticket);
	flow.on('Does the appliance no longer have it?', 'no', WHY);
	flow.on(note.note, 'error', WHY);
	flow.path(note.missing, WHY);
	for (const request of [technician.request, ...note.requests])
		flow.on(request, 'error', refusals.first);
	flow.on(note.refused, 'no', refusals.first);
	flow.path(LINKED, 'Was it on another ticket?', old.ticket);
	flow.on('Was it on another ticket?', 'no', ends.linked);
	flow.on(old.ticket, 'error', GONE);
	flow.on(GONE, 'no', refusals.first);
	flow.path(GONE, old.told);
	for (const request of [old.actions, old.audit.second]) flow.on(request, 'error', refusals.first);
	flow.on(old.audit.question, 'no', refusals.first);
	flow.path(old.told, ends.moved);
	flow.on(old.told, 'no', UNLINKED);
	return { first: TAKE, refused: ends.refused };
}

function addEnds(flow: Flow, one: string) {
	const names = {
		linked: 'Say that it is linked',
		moved: 'Say that it is moved',
		unlinked: 'Say that it is unlinked',
		taken: 'Say that somebody was faster',
		refused: 'Is it on its new ticket?',
		notTold: 'Say that the old ticket does not know',
		failed: 'Say that it failed',
	};
	const gone = `($('${GONE}').isExecuted ? ' Ticket ' + html(one.from, 20) + ' is not there any more, so nothing was written on it.' : '')`;
	const kept = `(${firstOf(SESSION)}.kept ? ' The appliance no longer has its report: the note says what was stored.' : '')`;
	const faster = `(() => {
		const row = $json;
		if (!row.id) return 'Nothing was written: its row is not in the table any more.';
		const who = ${doneBy('row')};
		const by = 'Nothing was written: ' + (who ? html(who, 60) : 'somebody else') + ' was faster and ';
		if (${begun('row')}) return by + 'is writing it just now.';
		if (row.state === '${STATES.received}') return 'Nothing was written: the route is at it just now.';
		const what = row.state === '${STATES.unlinked}' ? 'unlinked it' : 'linked it to ticket ' + html(row.linkId, 20);
		return by + what + (row.linkedAt ? ' on ' + time(row.linkedAt) : '') + '.';
	})()`;
	flow.add(
		question('Was it on another ticket?', `${one}.action === 'move'`),
		question(GONE, `${refusedWith} === 404`),
		recordUnlinked(UNLINKED, one, `${one}.who`),
		object(
			WHY,
			`(() => {
	const said = $json.reason ? 'HaloPSA has no ticket ' + ${one}.ticket + '.' : $json.lastError ?? $json.error?.message ?? $json.error ?? 'It failed.';
	return { said: String(said) };
})()`,
		),
		giveBack('Give it back', one, '$json.said'),
		question(names.refused, `$('${LINKED}').isExecuted`),
		result(names.linked, one, "'linked'", `'Linked to ticket ' + one.ticket + '.' + ${kept}`),
		result(
			names.moved,
			one,
			"'moved'",
			`'Moved from ticket ' + html(one.from, 20) + ' to ticket ' + one.ticket + '.' + ${kept} + ${gone}`,
		),
		result(
			names.unlinked,
			one,
			"'unlinked'",
			`'Unlinked from ticket ' + html(one.from, 20) + '.' + ${gone}`,
		),
		result(names.taken, one, "'taken'", faster),
		result(
			names.notTold,
			one,
			"'moved'",
			`'Moved to ticket ' + one.ticket + ', but ticket ' + html(one.from, 20) + ' does not say so: ' + html(${firstOf('What did the desk say?')}.lastError, 200) + ' Please write it there yourself.'`,
		),
		result(
			names.failed,
			one,
			"'failed'",
			`'Nothing was changed. ' + html(${firstOf(WHY)}.said, 300)`,
		),
	);
	flow.path(UNLINKED, names.unlinked);
	flow.path(names.refused, names.notTold);
	flow.on(names.refused, 'no', WHY);
	flow.path(WHY, 'Give it back', names.failed);
	return names;
}
