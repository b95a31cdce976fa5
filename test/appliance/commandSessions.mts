import { chat, setAttributes, type Speaker } from './activity.mts';
import type { Action } from './command.mts';
import type { Representative } from './directory.mts';
import { readAttributes } from './keys.mts';
import { Refusal, resolveTransfer } from './queue.mts';
import type { Session } from './session.mts';
import type { World } from './world.mts';
import { element, type XmlElement } from './xml.mts';

/** The body of the invitation begins and ends with white space, as recorded. */
const mailBody = (url: string, shortKey: string): string =>
	`\nYou are invited to a remote support session.\n\n${url}\n\nIf the link does not open, enter this session key on the support site: ${shortKey}\n\t`;

function sessionKey(world: World, params: URLSearchParams): XmlElement {
	const { key, queue } = world.keys.generate(params);
	return element('session_key', [
		element('type', 'support'),
		...(key.ttl === undefined ? [] : [element('ttl', key.ttl)]),
		element('expires', key.expires),
		element('queue', queue.kind, { available: Number(queue.available) }),
		...(queue.id === undefined ? [] : [element('queue_id', queue.id)]),
		...(key.externalKey === '' ? [] : [element('external_key', key.externalKey)]),
		element('short_key', key.shortKey),
		element('key_url', key.url),
		element('mail_subject', 'Remote Support Invitation'),
		element('mail_body', mailBody(key.url, key.shortKey)),
	]);
}

function activeSession(world: World, params: URLSearchParams): Session {
	const lsid = params.get('lsid') ?? '';
	if (!/^[0-9a-f]{32}$/i.test(lsid)) throw new Refusal('The lsid parameter is missing or invalid.');
	return world.sessions.running(lsid);
}

/** The representative of `rep_id` or `rep_username`. */
function representativeOf(world: World, params: URLSearchParams): Representative {
	const id = params.get('rep_id');
	const username = params.get('rep_username');
	if ((id === null) === (username === null)) {
		throw new Refusal('Exactly one of rep_id and rep_username is required.');
	}
	const found =
		username === null
			? world.directory.representative(Number(id))
			: world.directory.byUsername(username);
	if (!found) throw new Refusal('Could not find the specified representative.');
	return found;
}

function customAttributes(world: World, params: URLSearchParams): XmlElement {
	const { attributes } = activeSession(world, params);
	return element(
		'custom_attributes',
		Object.entries(attributes).map(([code_name, value]) =>
			element('custom_attribute', value, {
				display_name: world.directory.displayNameOf(code_name),
				code_name,
			}),
		),
	);
}

function joinSession(world: World, params: URLSearchParams): string {
	const session = activeSession(world, params);
	const representative = representativeOf(world, params);
	if (!representative.loggedIn) throw new Refusal('The specified representative is not logged in.');
	world.sessions.join(session, representative);
	return 'Representative successfully added';
}

function leaveSession(world: World, params: URLSearchParams): string {
	const session = activeSession(world, params);
	if (params.get('customer') === '1') {
		world.sessions.end(session.lsid);
		return 'Customer successfully removed';
	}
	const { id } = representativeOf(world, params);
	const member = session.representatives.find(
		({ profile, departedAt }) => profile.id === id && departedAt === undefined,
	);
	if (!member) throw new Refusal('The representative is not a member of the session.');
	world.sessions.leave(session, member);
	return 'Representative successfully removed';
}

/** `impersonate`: `customer`, `rep:ID`, `rep_username:NAME`; a system message without it. */
function speakerOf(world: World, impersonate: string | null): Speaker {
	if (impersonate === null) return 'system';
	if (impersonate === 'customer') return 'customer';
	const [, kind, value] = /^(rep|rep_username):(.+)$/.exec(impersonate) ?? [];
	const found =
		kind === 'rep'
			? world.directory.representative(Number(value))
			: world.directory.byUsername(value ?? '');
	if (!found) throw new Refusal('The impersonate parameter is invalid.');
	return found.id;
}

function sendChatMessage(world: World, params: URLSearchParams): string {
	if (params.has('lsid') === params.has('team_id')) {
		throw new Refusal('Exactly one of lsid and team_id is required.');
	}
	const body = params.get('body') ?? '';
	if (body === '') throw new Refusal('The body parameter is required.');
	const speaker = speakerOf(world, params.get('impersonate'));
	if (params.has('lsid')) {
		chat(world, activeSession(world, params), speaker, { body });
		return 'Message was sent';
	}
	if (speaker === 'customer' || !world.directory.team(Number(params.get('team_id')))) {
		throw new Refusal('Could not find the specified support team.');
	}
	return 'Message was sent';
}

function virtualCustomer(world: World, params: URLSearchParams): XmlElement {
	for (const name of ['short_key', 'name', 'ip_address', 'operating_system', 'computer_name']) {
		if (!params.get(name)) throw new Refusal(`The ${name} parameter is required.`);
	}
	const session = world.sessions.startByKey(params.get('short_key') ?? '', {
		customerName: params.get('name') ?? '',
		customerPublicIp: params.get('ip_address') ?? '',
		customerOs: params.get('operating_system') ?? '',
		customerHostname: params.get('computer_name'),
	});
	return element('virtual_customer', [
		element('lsid', session.lsid),
		element('download_url', `${world.publicUrl()}/download_client?lsid=${session.lsid}`),
	]);
}

/** Actions about session keys and sessions (reference, 2.5, with the documented sentences of success). */
export const sessionActions: Record<string, Action> = {
	generate_session_key: { root: 'session_key', needs: 'full_access', run: sessionKey },
	get_session_attributes: { root: 'custom_attributes', needs: 'read_only', run: customAttributes },
	set_session_attributes: {
		root: 'set_session_attributes',
		needs: 'full_access',
		run: (world, params) => {
			setAttributes(world, activeSession(world, params), readAttributes(params));
			return 'Session attributes were set';
		},
	},
	transfer_session: {
		root: 'transfer_session',
		needs: 'full_access',
		run: (world, params) => {
			const session = activeSession(world, params);
			const queue = resolveTransfer(world.directory, params.get('queue_id') ?? '');
			world.sessions.transfer(session, queue);
			return 'Successfully transferred';
		},
	},
	terminate_session: {
		root: 'terminate_session',
		needs: 'full_access',
		run: (world, params) => {
			world.sessions.end(activeSession(world, params).lsid);
			return 'Successfully terminated';
		},
	},
	join_session: { root: 'join_session', needs: 'full_access', run: joinSession },
	leave_session: { root: 'leave_session', needs: 'read_only', run: leaveSession },
	send_chat_message: { root: 'send_chat_message', needs: 'read_only', run: sendChatMessage },
	create_virtual_customer: { root: 'virtual_customer', needs: 'read_only', run: virtualCustomer },
};
