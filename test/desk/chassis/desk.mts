import type { SimulatedControl } from './control.mts';
import type { Answer, Call } from './http.mts';
import { Refusal } from './refusal.mts';
import { type Listening, listen } from './server.mts';
import type { ServiceControl } from './serviceControl.mts';

/** A simulated desk that listens. */
export interface SimulatedDesk<Control extends ServiceControl = SimulatedControl>
	extends Listening {
	/** As people know it. */
	name: string;
	control: Control;
	/** What the HTTP Request nodes of its workflow log in with: the type of n8n's credential, and its fields. */
	account: { type: string; data: Record<string, unknown> };
	/** What node Settings of its workflow holds for this one; `address` at least. */
	settings: Record<string, string>;
	/** The page of a ticket, below `url`. */
	pageOf(number: string): string;
	/** What was said in a chat, where the desk has chats. */
	messagesOf?(chatId: string): string[];
}

/** What one desk brings along. */
export interface Simulation<Control extends ServiceControl> {
	name: string;
	control: Control;
	/** Whether a path is the API's or its logins'. */
	isWire(path: string): boolean;
	isLogin?(path: string): boolean;
	/** Answers a request of the API, after it looked at the login. */
	answer(call: Call): Answer;
	/** What only this desk can be told, below `/control/`; else what all can. */
	controlled?(call: Call): Answer;
	/** Pages for people. */
	page(call: Call): Answer;
	failure(status: number, message: string): Answer;
	account(url: string): SimulatedDesk['account'];
	settings(url: string): Record<string, string>;
	pageOf(number: string): string;
	messagesOf?(chatId: string): string[];
	now?(): Date;
}

/** Starts a simulated desk on loopback. Every exchange is held against its schema, logins excepted. */
export async function start<Control extends ServiceControl>(
	made: Simulation<Control>,
	port = 0,
): Promise<SimulatedDesk<Control>> {
	const { name, control, pageOf, messagesOf } = made;
	const refused = (error: unknown): Answer => {
		if (!(error instanceof Refusal)) throw error;
		return { status: error.status, body: error.body, headers: error.headers };
	};
	const answered = (call: Call): Answer => {
		try {
			return made.answer(call);
		} catch (error) {
			return refused(error);
		}
	};
	const listening = await listen(
		{
			isWire: (path) => made.isWire(path),
			isLogin: (path) => made.isLogin?.(path) ?? false,
			answer(call) {
				const answer = answered(call);
				if (!made.isLogin?.(call.path)) control.checked.check(call, answer);
				return answer;
			},
			local(call) {
				if (!call.path.startsWith('/control/')) return made.page(call);
				return made.controlled?.(call) ?? control.answer(call);
			},
			failure: (status, message) => made.failure(status, message),
			faults: () => control.faults,
			journal: control.record,
			now: made.now ?? (() => new Date()),
		},
		port,
	);
	const { url } = listening;
	return {
		...listening,
		...{
			name,
			control,
			pageOf,
			messagesOf,
			account: made.account(url),
			settings: made.settings(url),
		},
	};
}
