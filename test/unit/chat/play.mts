import type { ChatService, ChatSettings, Purpose } from '../../../nodes/shared/chat/chat';
import { beginDelivery, type ChatState, goOnDelivering } from '../../../nodes/shared/chat/play';
import type { Next } from '../../../nodes/shared/desk/machine';

export const SLACK: ChatSettings = {
	...{ address: 'https://slack.example/api', system: 'slack', to: '' },
	...{ allowPublic: false, allowShared: false },
};
export const TEAMS: ChatSettings = {
	...SLACK,
	...{ address: 'https://graph.example/v1.0', system: 'teams' },
};

export const LINK = 'https://support.example.com/?ak=abc&x=1';
export const came = (recipient: string | null, more: object = {}) => ({
	invite: { recipient, subject: 'Your session', text: `Join here:\n${LINK}`, html: '' },
	sessionKey: { url: LINK },
	...more,
});

export const ok = (body: unknown, headers: object = {}) => ({ statusCode: 200, body, headers });
export const at = (statusCode: number, body: unknown, headers: object = {}) => ({
	...{ statusCode, body, headers },
});
/** A connection that broke off. */
export const lost = { error: { message: 'socket hang up', code: 'ECONNRESET' } };

export interface Played {
	answer: Record<string, any>;
	/** Method and address below that of Settings. */
	calls: string[];
	bodies: any[];
	/** Seconds of each pause. */
	pauses: number[];
}

interface ToPlay {
	came: unknown;
	settings?: Partial<ChatSettings>;
	purpose?: Purpose;
	/** From the number of a request on, its address and its body, what comes back. */
	answers: (url: URL, body: any, number: number) => unknown;
}

/** Plays a delivery to its end. Each state goes through JSON, as between the nodes of a canvas. */
export function playOn(service: ChatService, base: ChatSettings, to: ToPlay): Played {
	const settings = { ...base, ...to.settings };
	const given = { came: to.came, settings, purpose: to.purpose ?? ('invite' as const) };
	const run = { startedAt: Date.parse('2026-11-27T07:00:00Z'), run: '4711' };
	let next: Next<ChatState> = beginDelivery(service, given, run);
	const played: Played = { answer: {}, calls: [], bodies: [], pauses: [] };
	for (let count = 0; next.goes !== 'answer'; count += 1) {
		if (count > 400) throw new Error('It does not end.');
		let answered: unknown = {};
		if (next.goes === 'wait') {
			played.pauses.push(next.seconds);
		} else {
			const { method = '', url = '', body = '' } = next.request ?? {};
			played.calls.push(`${method} ${url.slice(settings.address.length)}`);
			played.bodies.push(JSON.parse(body));
			answered = to.answers(new URL(url), JSON.parse(body), played.calls.length);
		}
		const state = JSON.parse(JSON.stringify(next.state)) as ChatState;
		next = goOnDelivering(service, given, state, answered as object);
	}
	played.answer = next.answer ?? {};
	return played;
}
