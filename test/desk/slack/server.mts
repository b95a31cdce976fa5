import { chatPages } from '../chassis/chatPages.mts';
import type { ShownChat } from '../chassis/cards.mts';
import { type SimulatedDesk, start } from '../chassis/desk.mts';
import { escapeHtml } from '../chassis/html.mts';
import { SlackApi } from './api.mts';
import { SlackControl, type SlackOptions } from './control.mts';
import { BOT, USERS } from './model.mts';

export interface StartOptions extends Partial<SlackOptions> {
	/** 0, the default, takes a free port. */
	port?: number;
	now?: () => Date;
}

export type SimulatedSlack = SimulatedDesk<SlackControl>;

/** What people see: escapes as the signs that they stand for. */
const shown = (text: string) =>
	text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

const nameOf = (user: string) =>
	user === BOT.user ? 'Remote Support' : (USERS.find(({ id }) => id === user)?.real_name ?? user);

function chatsOf(control: SlackControl): ShownChat[] {
	return control.channels.map(({ id, name, user, is_private, is_archived }) => ({
		...{ id, number: id, title: user ? nameOf(user) : `#${name}`, isOpen: !is_archived },
		state: is_archived ? 'Archived' : is_private ? 'Private' : 'Public',
		meta: escapeHtml(user ? 'direct messages' : 'channel'),
		messages: control.messages(id).map((one) => ({
			...{ id: one.id, from: nameOf(one.from), isAgent: one.from === BOT.user, at: one.at },
			text: `${one.thread ? '↳ ' : ''}${shown(one.text)}`,
		})),
	}));
}

/** Starts a Slack on loopback: its Web API is below `/api`. */
export async function startSlack(options: StartOptions = {}): Promise<SimulatedSlack> {
	const { port, now = () => new Date(), ...rest } = options;
	const control = new SlackControl(rest, now);
	const api = new SlackApi(control);
	return await start<SlackControl>(
		{
			...{ name: 'Slack', control, now },
			isWire: (path) => path.startsWith('/api/'),
			answer: (call) => api.answer(call),
			page: (call) => chatPages({ revision: control.revision, chats: chatsOf(control) }, call),
			failure: (status) => ({
				status,
				body: { ok: false, error: status === 429 ? 'ratelimited' : 'service_unavailable' },
			}),
			account: () => ({ type: 'slackApi', data: { accessToken: control.token } }),
			settings: (url) => ({ address: `${url}/api` }),
			pageOf: (id) => `/chat/${id}`,
		},
		port,
	);
}
