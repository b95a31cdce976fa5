import type { Asked } from '../../../nodes/shared/desk/contract';
import { withCall } from '../../../nodes/shared/desk/event';
import { begin, type DeskState, goOn, type Next } from '../../../nodes/shared/desk/machine';
import { serviceNow } from '../../../nodes/shared/desk/serviceNow';
import type { ServiceNowSettings } from '../../../nodes/shared/desk/serviceNow/query';
import type { Send } from '../../desk/servicenow/client.mts';
import { connect } from '../../desk/servicenow/client.mts';
import { type ServiceNowDesk, startDesk } from '../../desk/servicenow/server.mts';

export type Step = Next<DeskState<ServiceNowSettings>>;

export const settings: ServiceNowSettings = {
	...{ address: 'https://desk.example.com', system: 'servicenow', table: 'incident' },
	...{ number: 'INC0000000', caller: 'caller_id', closedStates: '6, 7, 8', timeTable: '' },
	...{ closeCode: 'Solution provided', ticketPage: '/ticket/', agentRole: 'itil' },
	longestNote: 3900,
};
export const MARKER = `BeyondTrust session ${'a'.repeat(32)} · abcdefgh`;
export const note = { body: `${MARKER}\n\n  Customer: Jordan Blake`, marker: MARKER };

/** A note that is to be put on a record. */
export const put = (more: object = {}): Asked => ({
	...{ contract: 1, operation: 'putNote', target: { kind: 'ticket', id: 'INC0001201' } },
	session: { sessionId: 'a'.repeat(32) },
	note: { audience: 'internal', sections: [], marker: MARKER, postscript: '' },
	author: { agentId: null, names: ['Alex Morgan'], email: null },
	...{ minutes: 90, at: '2026-11-26T10:00:00.000Z' },
	...more,
});

/** One that tells of no session. */
export const says = (text: string, more: object = {}, audience = 'internal'): Asked =>
	put({
		session: null,
		note: { audience, sections: [], marker: 'Invite 1 · abcdefgh', postscript: '', text },
		...more,
	});

export const start = (asked: unknown, on: Partial<ServiceNowSettings> = {}): Step =>
	begin(serviceNow, asked as Asked, { ...settings, ...on });
/** The next step; each state goes through JSON, as between the nodes of a canvas. */
export const then = (step: Step, answered: unknown): Step =>
	goOn(
		serviceNow,
		JSON.parse(JSON.stringify(step.state)) as DeskState<ServiceNowSettings>,
		answered as object,
	);

export let desk: ServiceNowDesk;
export let send: Send;

/** One simulated instance for the tests of a file, and before each of them its seed and a token. */
export function useServiceNow(): void {
	beforeAll(async () => {
		desk = await startDesk();
	});
	beforeEach(async () => {
		desk.control.reset();
		send = await connect(desk);
	});
	afterEach(() => expect(desk.control.checked.invalid).toEqual([]));
	afterAll(async () => await desk.close());
}

/** What the module says in the end at the simulated instance, and what it asked on the way. `rendered` is the session's note. */
export async function ask(
	asked: object,
	{ on = {}, rendered = note }: { on?: Partial<ServiceNowSettings>; rendered?: object } = {},
): Promise<{ answer: Record<string, any>; calls: string[]; waited: number }> {
	let step = start({ contract: 1, ...asked }, { address: desk.url, ...on });
	const calls: string[] = [];
	let waited = 0;
	for (let count = 0; step.goes !== 'answer' && count < 200; count += 1) {
		if (step.goes === 'render') step = then(step, { note: rendered });
		else if (step.goes === 'wait') {
			waited += step.seconds;
			step = then(step, {});
		} else {
			const { method = '', url = '', body, headers } = step.request ?? {};
			calls.push(`${method} ${decodeURIComponent(url.slice(desk.url.length))}`);
			step = then(step, await sent(method, url, method === 'GET' ? undefined : body, headers));
		}
	}
	return { answer: step.answer as Record<string, any>, calls, waited };
}

/** An answer as n8n's node gives it: parsed where it is JSON, else as `data`. */
async function sent(method: string, url: string, body?: string, headers = {}) {
	try {
		const path = url.slice(`${desk.url}/api/now/table`.length);
		const content = body === undefined ? undefined : (JSON.parse(body) as unknown);
		const { status, headers: got, body: answer } = await send(method, path, content, headers);
		const said = typeof answer === 'string' ? { data: answer } : { body: answer };
		return { statusCode: status, headers: Object.fromEntries(got), ...said };
	} catch {
		return { error: { message: 'socket hang up' } };
	}
}

const SECRET = 'a-long-random-value-of-the-desk';

/** What comes of a call of the business rule, with what the credential holds. */
export const call = (event: unknown, secret: string = SECRET) =>
	withCall(serviceNow, { contract: 1, operation: 'readEvent', event } as Asked, secret, Date.now());
