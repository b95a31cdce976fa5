import type { Flow } from '../flow';
import { escaped } from '../forms';
import { object } from '../nodes';
import { refusedWith } from './desk/halo';
import type { sendInvite } from './invite/sendInvite';

/** A page's words: `title` and `message` are expressions, the message may hold mark-up. */
export const say = (name: string, title: string, message: string) =>
	object(name, `{ title: ${title}, message: ${message} }`);

const copy = (url: string) =>
	`(${url} ? '<br><br>Link to copy:<br><code>' + ${escaped(url)} + '</code>' : '')`;

/**
 * Says on the last page what came of an invite: sent, sent without a note on the ticket, sent a moment ago, or being sent
 * by another click. What was not sent at all is the caller's to tell.
 */
export function tellOutcome(
	flow: Flow,
	block: ReturnType<typeof sendInvite>,
	ending: string,
	named: (name: string) => string = (name) => name,
): void {
	const { wantedField: wanted, outcome } = block;
	const where = `(${wanted('linkTo')} === 'chat' ? 'Into the chat ' + ${wanted('linkId')} : 'To ' + ${escaped(wanted('recipient'))}) + ', for ' + ${escaped(wanted('label'))} + '.'`;
	const queue = `(${outcome('fallbackUsed')} ? ' Nobody was there, so it leads to the fallback team.' : ${outcome('reachable')} === false ? ' Nobody is there at the moment; the customer will wait.' : '')`;
	const until = `(${outcome('expiresAt')} ? '<br>It can be used until ' + DateTime.fromISO(${outcome('expiresAt')}).toFormat('yyyy-MM-dd HH:mm ZZZZ') + '.' : '')`;
	const sent = `${where} + ${queue} + ${until}`;
	const link = copy(outcome('url'));
	const names = {
		sent: named('Say that it is sent'),
		noNote: named('Say that the note is missing'),
		before: named('Say that it was sent before'),
		busy: named('Say that it is being sent'),
	};
	flow.add(
		say(names.sent, "'The invite is sent'", `${sent} + '<br>It is noted on the ticket.' + ${link}`),
		say(
			names.noNote,
			"'The invite is sent, but not noted on the ticket'",
			`${sent} + '<br>HaloPSA did not take the note' + (${refusedWith} ? ' (HTTP ' + (${refusedWith}) + ')' : '') + '. Please write it yourself.' + ${link}`,
		),
		say(
			names.before,
			"'This invite was sent a moment ago'",
			`'It was not sent a second time.' + ${copy('$json.url')}`,
		),
		say(
			names.busy,
			"'This invite is being sent'",
			"'Another click came first. Look at the ticket in a moment: the invite is noted there once it is sent.'",
		),
	);
	for (const node of block.audit.done) flow.path(node, names.sent);
	flow.on(block.audit.question, 'no', names.noNote);
	flow.on(block.audit.second, 'error', names.noNote);
	flow.on(block.same, 'sent already', names.before);
	flow.on(block.same, 'being sent', names.busy);
	flow.on(block.ours, 'no', names.busy);
	for (const name of Object.values(names)) flow.path(name, ending);
}
