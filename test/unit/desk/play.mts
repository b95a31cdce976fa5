import type { Asked } from '../../../nodes/shared/desk/contract';
import { haloPsa } from '../../../nodes/shared/desk/haloPsa';
import type { HaloSettings } from '../../../nodes/shared/desk/haloPsa/action';
import { begin, type DeskState, goOn, type Next } from '../../../nodes/shared/desk/machine';

export type Step = Next<DeskState<HaloSettings>>;

export const settings: HaloSettings = {
	address: 'https://desk.example.com/',
	system: 'Halo',
	outcome: 'Remote Session',
	ticketPage: '/ticket?id=',
};
export const MARKER = `BeyondTrust session ${'a'.repeat(32)} · abcdefgh`;
export const note = { body: `<p>${MARKER}</p>`, marker: MARKER };

/** A note that is to be put on ticket 1201. */
export const put = (more: object = {}): Asked => ({
	contract: 1,
	operation: 'putNote',
	target: { kind: 'ticket', id: '1201' },
	session: { sessionId: 'a'.repeat(32) },
	note: { audience: 'internal', sections: [], marker: MARKER, postscript: '' },
	author: { agentId: null, names: ['Alex Morgan'], email: null },
	minutes: 90,
	at: '2026-11-26T10:00:00.000Z',
	...more,
});

export const ok = (body: unknown, headers: object = {}) => ({ statusCode: 200, body, headers });

/** The first step; each state goes through JSON, as between the nodes of a canvas. */
export const start = (asked: unknown, on: Partial<HaloSettings> = {}): Step =>
	begin(haloPsa, asked as Asked, { ...settings, ...on });
export const then = (step: Step, answered: unknown, others: unknown[] = []): Step =>
	goOn(
		haloPsa,
		JSON.parse(JSON.stringify(step.state)) as DeskState<HaloSettings>,
		answered as object,
		others as object[],
	);

/** From the beginning to where the ticket is asked for. */
export const ready = (asked = put()): Step => then(start(asked), { note });

/** From the beginning to where the note is looked for. */
export function looked(asked = put()): Step {
	const first = start(asked);
	const ticket = first.goes === 'render' ? then(first, { note }) : first;
	return then(ticket, ok({ id: 1201, summary: 'x' }));
}

/** What a desk that is a function from a path and its query to an answer says in the end, and what it was asked. */
export function play(asked: unknown, desk: (url: URL, body: unknown) => unknown) {
	let step = start(asked);
	const calls: string[] = [];
	for (let count = 0; step.goes !== 'answer' && count < 200; count += 1) {
		if (step.goes === 'render') step = then(step, { note });
		else if (step.goes === 'wait') step = then(step, {});
		else {
			const { method = '', url = '', body = '' } = step.request ?? {};
			calls.push(`${method} ${url.slice(settings.address.length - 1)}`);
			step = then(step, desk(new URL(url), JSON.parse(body)));
		}
	}
	return { answer: step.answer as Record<string, any>, calls };
}
