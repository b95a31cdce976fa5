import type { Flow } from '../../flow';
import { escaped } from '../../forms';
import { question } from '../../nodes';
import { halo, refusedWith } from './halo';
import { setting } from '../settings';

/**
 * Writes a private action on a ticket: in an agent's name or, where the desk does not allow that, in the API's own.
 *
 * `ticket`, `who` (an agent's number, or null) and `text` (plain) are expressions. What the desk refuses leaves through
 * `error` of `second` and `no` of `question`, both to be led on; `done` names the nodes after which it is written.
 */
export function writeAudit(
	flow: Flow,
	{ ticket, who, text }: Record<'ticket' | 'who' | 'text', string>,
	named: (name: string) => string,
) {
	const first = named('Write it on the ticket');
	const second = named("Write it there in the API's own name");
	const asked = named('Was it refused for the name?');
	const action = (agent: string) => `[(() => {
	const who = ${agent};
	return {
		ticket_id: Number(${ticket}),
		outcome: ${setting('outcomeName')},
		note_html: '<p>' + ${escaped(text)} + '</p>',
		hiddenfromuser: true,
		sendemail: false,
		...(who ? { who_agentid: who } : {}),
	};
})()]`;
	flow.add(
		halo.postActions(first, action(who)),
		question(asked, `${who} && [400, 401, 403, 409, 422].includes(${refusedWith})`),
		halo.postActions(second, action('null')),
	);
	flow.on(first, 'error', asked, second);
	return { first, done: [first, second], second, question: asked };
}
