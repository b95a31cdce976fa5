import type { ShownChat } from '../chassis/cards.mts';
import { chatPages } from '../chassis/chatPages.mts';
import { type SimulatedDesk, start } from '../chassis/desk.mts';
import { escapeHtml } from '../chassis/html.mts';
import { no, TeamsApi } from './api.mts';
import { TeamsControl, type TeamsOptions } from './control.mts';
import { ME } from './model.mts';

export interface StartOptions extends Partial<TeamsOptions> {
	/** 0, the default, takes a free port. */
	port?: number;
	now?: () => Date;
}

export type SimulatedTeams = SimulatedDesk<TeamsControl>;

const LOGIN = '/common/oauth2/v2.0';

/** What people see of a message. */
const shown = (html: string) =>
	html
		.replace(/<br>|<\/p>\s*/g, '\n')
		.replace(/<[^<>]*>/g, '')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&amp;/g, '&')
		.trim();

const STATES = { standard: 'Team', private: 'Private', shared: 'Shared' };

function chatsOf(control: TeamsControl): ShownChat[] {
	return control.rooms.map(({ id, team, name, membershipType, isArchived }) => ({
		...{ id, number: team ? 'Channel' : 'Chat', title: name, isOpen: !isArchived },
		state: isArchived ? 'Archived' : membershipType ? STATES[membershipType] : 'Chat',
		meta: escapeHtml(id),
		messages: control.messages(id).map((one) => ({
			...{ id: one.id, from: one.from, isAgent: one.from === ME.displayName, at: one.at },
			text: `${one.thread ? '↳ ' : ''}${shown(one.text)}`,
		})),
	}));
}

const WORDS: Record<number, string> = { 429: 'TooManyRequests', 503: 'ServiceUnavailable' };

/** Starts Microsoft Graph on loopback, as far as Teams goes: below `/v1.0`, with the logins of Entra beside it. */
export async function startTeams(options: StartOptions = {}): Promise<SimulatedTeams> {
	const { port, now = () => new Date(), ...rest } = options;
	const control = new TeamsControl(rest, now);
	const api = new TeamsApi(control);
	const { tokens } = control;
	return await start<TeamsControl>(
		{
			...{ name: 'Teams', control, now },
			isWire: (path) => /^\/(?:v1\.0|common)\//.test(path),
			isLogin: (path) => path.startsWith(LOGIN),
			answer(call) {
				if (call.path === `${LOGIN}/authorize`) return tokens.authorize(call);
				if (call.path === `${LOGIN}/token`) return tokens.issue(call);
				return api.answer(call);
			},
			page: (call) => chatPages({ revision: control.revision, chats: chatsOf(control) }, call),
			failure: (status, message) => ({
				...{ status, body: no(status, WORDS[status] ?? 'UnknownError', message).body },
			}),
			account: (url) => ({
				type: 'microsoftTeamsOAuth2Api',
				data: {
					...{ clientId: tokens.clientId, clientSecret: tokens.clientSecret },
					...{ authUrl: `${url}${LOGIN}/authorize`, accessTokenUrl: `${url}${LOGIN}/token` },
				},
			}),
			settings: (url) => ({ address: `${url}/v1.0` }),
			pageOf: (id) => `/chat/${encodeURIComponent(id)}`,
		},
		port,
	);
}
