import type { Flow } from '../flow';
import { callWorkflow, js, object, question, stop } from '../nodes';

const MESSAGE = 'Make it a message';
const SEND = 'Send it';
const SENT = 'Did it go out?';
const STOP = 'Stop: it was not sent';

/**
 * Hands a message to a delivery workflow (docs/delivery.md), and fails where that does not say that it was sent. All are
 * expressions: the workflow's id, and the parts of the message.
 *
 * @returns the names of the block's first node, and of the question whose `yes` is led on
 */
export function deliverMessage(
	flow: Flow,
	delivery: string,
	message: Record<'recipient' | 'subject' | 'text' | 'html', string>,
): { first: string; sent: string } {
	const fields = Object.entries(message).map(([name, code]) => `${name}: ${code}`);
	flow.add(
		object(MESSAGE, `{ invite: { ${fields.join(', ')} } }`),
		callWorkflow(SEND, delivery),
		question(SENT, '$json.delivered === true'),
		stop(
			STOP,
			js(
				"'The message was not sent. ' + String($json.error?.message ?? $json.error ?? $json.reason ?? 'The delivery workflow did not return delivered: true.')",
			),
		),
	);
	flow.path(MESSAGE, SEND, SENT);
	flow.on(SENT, 'no', STOP);
	flow.on(SEND, 'error', STOP);
	return { first: MESSAGE, sent: SENT };
}
