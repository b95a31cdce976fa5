import { child } from '../session/report/element';
import { command } from './command';
import type { Appliance } from './connection';
import { ApplianceError } from './errors';
import { FULL, READ } from './permissions';

/** Command API v1: what is done to a running session. Nothing here is ever repeated by itself. */

/** What was asked for, as a sentence in case it comes to nothing: `done` as in "was not done". */
interface Doing {
	action: string;
	done: string;
	/** Another reason for a refusal than a session that does not run. */
	orElse?: string;
	advice: string;
	right?: string;
}

/** The wording of refusals is not published, so the appliance is quoted and the likely reasons are told. */
function explained(error: unknown, { done, orElse, advice }: Doing): unknown {
	if (!(error instanceof ApplianceError)) return error;
	if (error.kind === 'refused') {
		const reasons = ['it is no longer running', 'this appliance does not know it', orElse];
		return new ApplianceError(
			'refused',
			`The session was not ${done}: ${reasons.filter(Boolean).join(', or ')}. ${error.message}`,
			advice,
			error.status,
		);
	}
	if (error.kind === 'timeout' || error.kind === 'interrupted') {
		return new ApplianceError(
			error.kind,
			error.message,
			`${error.advice} The session may have been ${done} anyway: check it before you try again.`,
			error.status,
		);
	}
	return error;
}

/** `<success>` is the root or one level below it; anything else is no answer. */
async function act(
	appliance: Appliance,
	doing: Doing,
	params: Record<string, string | undefined>,
): Promise<void> {
	const root = await command(appliance, doing.action, params, doing.right ?? FULL, false).then(
		(element) => element,
		(error: unknown) => {
			throw explained(error, doing);
		},
	);
	if (root.name !== 'success' && !child(root, 'success')) {
		throw new ApplianceError(
			'unreadable',
			`The appliance did not say whether the session was ${doing.done}.`,
			'Check the session before you try again.',
		);
	}
}

/**
 * Sets custom fields of a running session by code name (`set_session_attributes`); `external_key` is one of them. An
 * empty text clears a field; what is not named stays.
 */
export async function setSessionAttributes(
	appliance: Appliance,
	sessionId: string,
	attributes: Record<string, string>,
): Promise<void> {
	const fields = Object.entries(attributes).map(([name, value]) => [
		`session.custom.${name}`,
		value,
	]);
	await act(
		appliance,
		{
			action: 'set_session_attributes',
			done: 'updated',
			orElse: 'one of the custom fields is not defined',
			advice: "Check 'Session ID' and the code names of the custom fields in /login.",
		},
		{ ...Object.fromEntries(fields), lsid: sessionId },
	);
}

/** Moves a running session to `team:ID`, `rep:ID` or `rep_username:NAME` (`transfer_session`). */
export async function transferSession(
	appliance: Appliance,
	sessionId: string,
	queueId: string,
	label: string,
): Promise<void> {
	await act(
		appliance,
		{
			action: 'transfer_session',
			done: 'transferred',
			orElse: `${label} cannot take it`,
			advice:
				"Check 'Session ID'. A representative must be logged in to take a session; teams and representatives can be renamed or removed in /login.",
		},
		{ lsid: sessionId, queue_id: queueId },
	);
}

/** Ends a running session for everybody in it (`terminate_session`). */
export async function terminateSession(appliance: Appliance, sessionId: string): Promise<void> {
	await act(
		appliance,
		{
			action: 'terminate_session',
			done: 'terminated',
			advice: "Check 'Session ID'. A session that has ended does not have to be terminated.",
		},
		{ lsid: sessionId },
	);
}

/**
 * Says something in the chat of a running session (`send_chat_message`). `as` is `customer`, `rep:ID` or
 * `rep_username:NAME`; without it the message comes from the system.
 */
export async function sendChatMessage(
	appliance: Appliance,
	sessionId: string,
	message: string,
	as?: string,
): Promise<void> {
	await act(
		appliance,
		{
			action: 'send_chat_message',
			done: 'given the message',
			orElse: as?.startsWith('rep') ? 'the sender is not known' : undefined,
			advice: "Check 'Session ID'. Only a running session has a chat.",
			right: READ,
		},
		{ lsid: sessionId, body: message, impersonate: as },
	);
}
