import type { Control } from './control.mts';
import { jsonBody } from '../chassis/http.mts';
import type { Answer, Call } from '../chassis/http.mts';
import type { Chat } from './model.mts';
import type { Entry } from './schema/fields.mts';
import type { Settings } from './store.mts';

type Handler = (control: Control, body: Record<string, unknown>, id: number, call: Call) => unknown;

const routes: Array<[method: string, path: RegExp, handler: Handler]> = [
	['POST', /^settings$/, (control, body) => control.setSettings(body as Partial<Settings>)],
	['POST', /^tokens\/revoke$/, (control) => control.revokeTokens()],
	['POST', /^tickets$/, (control, body) => control.addTicket(body as Entry)],
	['GET', /^tickets\/(\d+)\/actions$/, (control, _body, id) => control.actions(id)],
	['POST', /^tickets\/(\d+)\/close$/, (control, _body, id) => control.closeTicket(id)],
	['POST', /^chats$/, (control, body) => control.addChat(body as Partial<Chat>)],
	['POST', /^chats\/(\d+)\/close$/, (control, _body, id) => control.closeChat(id)],
	[
		'POST',
		/^chats\/(\d+)\/ticket$/,
		(control, body, id) => control.setChatTicket(id, (body.ticketId as number | null) ?? null),
	],
	[
		'POST',
		/^chats\/(\d+)\/messages$/,
		(control, body, id) => control.customerSays(id, String(body.text ?? '')),
	],
];

/** Answers a request below `/control/`: what only this desk has, then what all have. A request without a body counts as an empty object. */
export function routeControl(control: Control, call: Call): Answer {
	const path = call.path.replace(/^\/control\//, '');
	for (const [method, pattern, handler] of routes) {
		const match = pattern.exec(path);
		if (!match || method !== call.method) continue;
		const body = call.body === '' ? {} : (jsonBody(call) as Record<string, unknown>);
		return { status: 200, body: handler(control, body, Number(match[1]), call) ?? { ok: true } };
	}
	return control.answer(call);
}
