import type { Asked } from '../../../nodes/shared/desk/contract';
import { withCall } from '../../../nodes/shared/desk/event';
import type { DeskRequest } from '../../../nodes/shared/desk/flow';
import { jira } from '../../../nodes/shared/desk/jira';
import type { JiraSettings } from '../../../nodes/shared/desk/jira/settings';
import { begin, type DeskState, goOn, type Next } from '../../../nodes/shared/desk/machine';
import { renderNote } from '../../../nodes/shared/session/note';
import { sessionFromJson } from '../../../nodes/shared/session/sessionFromJson';
import { type JiraDesk, type JiraOptions, startDesk } from '../../desk/jira/server.mts';

export type Step = Next<DeskState<JiraSettings>>;
type Fields = Record<string, any>;

export const SECRET = 'a-long-random-value-of-the-desk';
export const SESSION = 'a'.repeat(32);
export const MARKER = `BeyondTrust session ${SESSION} · abcdefgh`;

export const SETTINGS: JiraSettings = {
	...{ address: 'https://site.example', site: 'https://people.example/', system: 'jira' },
	...{ projects: 'HELP', internalProjects: '', organizationsField: 'customfield_10002' },
	...{ serviceDeskId: '4', requestTypeId: '25', resolution: 'Done' },
};

/** A session's note that is to be put on HELP-1201. */
export const put = (more: Fields = {}): Fields => ({
	...{ contract: 1, operation: 'putNote', target: { kind: 'ticket', id: 'HELP-1201' } },
	session: { sessionId: SESSION },
	note: { audience: 'internal', sections: [], marker: '', postscript: '' },
	author: { agentId: null, names: ['Alex Morgan'], email: null },
	...{ minutes: 30, at: '2026-11-26T10:00:00.000Z' },
	...more,
});

/** A note without a session. */
export const plain = (ticket: string, text: string, more: Fields = {}): Fields =>
	put({
		...{ session: null, target: { kind: 'ticket', id: ticket }, author: null },
		note: { audience: 'internal', sections: [], postscript: '', marker: MARKER, text },
		...more,
	});

/** What n8n's HTTP Request passes on: `body` of what is called JSON, else `data`. */
async function sent({ method, url, body, headers }: DeskRequest, authorization: string) {
	try {
		const response = await fetch(url, {
			method,
			headers: { ...headers, authorization, 'content-type': 'application/json' },
			body: method === 'GET' ? undefined : body,
		});
		const text = await response.text();
		const answer = { statusCode: response.status, headers: Object.fromEntries(response.headers) };
		if (!answer.headers['content-type']?.includes('application/json')) {
			return { ...answer, ...(text === '' ? {} : { data: text }) };
		}
		return { ...answer, body: text === '' ? {} : (JSON.parse(text) as unknown) };
	} catch (error) {
		return { error: { message: (error as Error).message } };
	}
}

/** A simulated site, and the desk workflow as n8n plays it, without n8n. */
export class Rig {
	desk!: JiraDesk;
	settings!: JiraSettings;
	authorization = '';
	/** Seconds of the pauses of the last run, which are not waited for. */
	pauses: number[] = [];
	/** What of a session is to be written. */
	session: Fields = { sessionId: SESSION, type: 'support' };
	/** Called before each request of a run. */
	before: (request: DeskRequest) => void = () => {};

	async start(options: JiraOptions = {}): Promise<void> {
		this.desk = await startDesk(options);
		this.settings = { ...SETTINGS, ...this.desk.settings };
		const { email, apiToken } = this.desk.account.data as Record<string, string>;
		this.authorization = `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;
	}

	again(): void {
		this.desk.control.reset();
		this.before = () => {};
	}

	async ask(
		asked: Fields,
		settings: Partial<JiraSettings> = {},
		now = Date.now(),
	): Promise<Fields> {
		const whole = { contract: 1, ...asked } as Asked;
		const known = asked.operation === 'readEvent' ? withCall(jira, whole, SECRET, now) : whole;
		let step: Step = begin(jira, known, { ...this.settings, ...settings });
		this.pauses = [];
		for (let count = 0; step.answer === null && count < 200; count += 1) {
			const state = JSON.parse(JSON.stringify(step.state)) as Step['state'];
			if (step.goes === 'wait') this.pauses.push(step.seconds);
			if (step.request) this.before(step.request);
			step = goOn(jira, state, await this.came(step));
		}
		return step.answer as Fields;
	}

	/** Requests of a kind that the site got. */
	asked(method: string, path: RegExp) {
		return this.desk.control
			.journal()
			.filter((one) => one.method === method && path.test(one.path));
	}

	private async came({ goes, request, render }: Step): Promise<object> {
		if (goes === 'wait') return {};
		if (goes !== 'render') return await sent(request!, this.authorization);
		try {
			const options = { ...render!.options, linkKey: 'k'.repeat(32) };
			return { note: renderNote(sessionFromJson(this.session), 'adf', options) };
		} catch (error) {
			return { error: (error as Error).message };
		}
	}
}
