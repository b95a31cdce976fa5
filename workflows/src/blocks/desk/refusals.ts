import type { Flow } from '../../flow';
import { object, question } from '../../nodes';
import { refusedWith } from './halo';
import { REASONS } from '../reasons';

/**
 * A sentence on a failed request. Made of the status alone, or of what n8n's HTTP Request gives where there was no answer:
 * a text of its own, an OAuth error where it got no token, else the connection's. None of them is repeated, because they
 * may quote the request, and with it the note or a token.
 */
const SENTENCE = `status ? 'HaloPSA answered with HTTP ' + status + '.'
		: /JSON/.test(said) ? 'HaloPSA answered with something that is not JSON. Check haloUrl in the settings.'
		: /URL/.test(said) ? 'The address of HaloPSA is not usable. Check haloUrl in the settings.'
		: /credential/i.test(said) ? 'A request to HaloPSA has no credential.'
		: token ? 'n8n got no access token for HaloPSA. Check the credential, and that HaloPSA can be reached.'
		: 'HaloPSA could not be reached.'`;

const WHAT_FAILED = `const status = ${refusedWith};
	const said = typeof $json.error === 'string' ? $json.error : $json.error?.message ?? '';
	const token = $json.error?.code === 'EAUTH' || said === '' || /access token/i.test(said);`;

/** An expression for a sentence on the failed request whose `error` the item at hand holds. */
export const WHY_REFUSED = `(() => {
	${WHAT_FAILED}
	return ${SENTENCE};
})()`;

const VERDICT = `(() => {
	${WHAT_FAILED}
	const gone = { 'Get the ticket': '${REASONS.noSuchTicket}', 'Get the chat': '${REASONS.noLink}' };
	const closed = $prevNode.name === 'Post it in the chat' && [400, 403, 409].includes(status);
	const reason = status === 404 ? gone[$prevNode.name] ?? null : closed ? '${REASONS.noLink}' : null;
	const lastError = ${SENTENCE};
	return { status, reason, lastError };
})()`;

/**
 * Judges what a request to the desk failed with: what is not there has a `reason` and leaves through `yes`, all else a
 * `lastError` and leaves through `no`.
 *
 * @returns the names of the block's first node and of its question
 */
export function judgeRefusals(flow: Flow): { first: string; gone: string } {
	const first = 'What did the desk say?';
	const gone = 'Is it not there?';
	flow.add(object(first, VERDICT), question(gone, '$json.reason'));
	flow.path(first, gone);
	return { first, gone };
}
