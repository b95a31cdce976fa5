import { type Answered, bodyOf, type Failure, failureOf, headerOf } from '../desk/failure';
import { fieldsOf } from '../desk/json';
import { lineOf, textOf } from '../session/value';

const TOKEN =
	"Slack does not take the token. Reinstall the app to the workspace, and enter its 'Bot User OAuth Token' in the credential.";
const UNKNOWN_CHANNEL =
	'Slack has no such channel, or the app is not in it. Check the ID, and invite the app into the channel: /invite and its name.';
const TOO_LONG = 'Slack takes no message of this length.';
const RESTRICTED =
	'An administrator of Slack allows only some to post there. Have the app allowed, or take another channel.';

/** Slack's words for what it refuses, as sentences. */
const SAID: Record<string, string> = {
	channel_not_found: UNKNOWN_CHANNEL,
	not_in_channel:
		'The app is not in this channel. Invite it there: type /invite and its name in the channel.',
	is_archived: 'The channel is archived. Take another one, or restore it in Slack.',
	msg_too_long: TOO_LONG,
	msg_blocks_too_long: TOO_LONG,
	no_text: 'Slack found no text in the message.',
	invalid_blocks: 'Slack cannot read the message.',
	invalid_auth: TOKEN,
	not_authed: 'Slack got no token. Choose a credential in the nodes that ask and tell Slack.',
	token_revoked: TOKEN,
	token_expired: TOKEN,
	account_inactive: TOKEN,
	restricted_action: RESTRICTED,
	restricted_action_read_only_channel: RESTRICTED,
	restricted_action_thread_only_channel: RESTRICTED,
	thread_not_found: 'Slack does not have this thread: the message that it began with is gone.',
	users_not_found: 'Nobody in Slack has this email address.',
	user_not_found: 'Slack has no such person.',
	user_disabled: 'This person was removed from Slack.',
	cannot_dm_bot: 'Slack lets no app write to another app.',
};

const LATER = ['ratelimited', 'rate_limited', 'message_limit_exceeded'];
/** After these, a message may be there. */
const PERHAPS = ['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable'];

/** Names of scopes, and of nothing else, because they stand in a sentence. */
const scopesIn = (value: unknown): string[] =>
	lineOf(value, 300)
		.split(',')
		.map((one) => one.trim())
		.filter((one) => /^[a-z]+(?:[.:][a-z]+)*$/.test(one));

function refusal(error: string, needed: unknown): string {
	if (error === 'missing_scope') {
		const scopes = scopesIn(needed).map((one) => `'${one}'`);
		const which = scopes.length > 0 ? `the scope ${scopes.join(' or ')}` : 'a scope';
		return `The app lacks ${which}. Add it at api.slack.com/apps > OAuth & Permissions > Bot Token Scopes, and install the app again.`;
	}
	return Object.hasOwn(SAID, error) ? SAID[error] : `Slack refused it: '${error}'.`;
}

/** What went wrong, where something did. Slack says almost everything with HTTP 200: what counts is `ok`. */
export function slackFailure(answered: Answered): Failure | null {
	const status = Number(textOf(answered.statusCode)) || 0;
	const { ok, error, needed } = fieldsOf(bodyOf(answered));
	const word = /^[a-z_]{1,60}$/.exec(textOf(error))?.[0] ?? '';
	if (status === 429 || (ok === false && LATER.includes(word))) {
		const seconds = Number(headerOf(answered, 'retry-after'));
		const when = seconds > 0 ? ` before ${Math.ceil(seconds)} seconds are over` : ' now';
		return { status, kind: 'throttled', said: `Slack takes no more requests${when}. Try later.` };
	}
	if (status === 401) return { status, kind: 'refused', said: TOKEN };
	const general = failureOf(answered, 'Slack');
	if (general) return general;
	if (ok === true) return null;
	if (ok !== false || word === '') {
		const said = "Slack's answer is none of Slack. Check 'address' in Settings.";
		return { status, kind: 'unreadable', said };
	}
	if (PERHAPS.includes(word)) {
		return { status, kind: 'unavailable', said: `Slack said '${word}'.` };
	}
	return { status, kind: 'refused', said: refusal(word, needed) };
}
