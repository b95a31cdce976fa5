import type { Asked } from '../../../nodes/shared/desk/contract';
import type { Desk, DeskSettings } from '../../../nodes/shared/desk/desk';
import { begin, type DeskState, goOn, type Next } from '../../../nodes/shared/desk/machine';
import type { DeskRequest } from '../../../nodes/shared/desk/flow';

/** What stands in a note that was rendered; the marker is in its body. */
export interface Rendered {
	body: string;
	marker: string;
}

export interface OverHttp<S extends DeskSettings> {
	desk: Desk<S>;
	settings: S;
	/** What the HTTP Request nodes log in with. */
	authorization: () => Promise<string>;
	note: Rendered;
	/** Where a desk workflow would wait. */
	pause?: (seconds: number) => void;
}

/** As n8n's HTTP Request gives it: what is no JSON in `data`, what could not be reached as an `error`. */
async function sent({ method, url, body, headers }: DeskRequest, authorization: string) {
	const isRead = method === 'GET';
	const init = {
		method,
		headers: {
			...headers,
			authorization,
			...(isRead ? {} : { 'content-type': 'application/json' }),
		},
		...(isRead ? {} : { body }),
	};
	try {
		const response = await fetch(url, init);
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
		return {
			statusCode: response.status,
			headers: Object.fromEntries(response.headers),
			...(isJson ? { body: text === '' ? {} : (JSON.parse(text) as unknown) } : { data: text }),
		};
	} catch (error) {
		return { error: { message: (error as Error).message, code: 'ECONNREFUSED' } };
	}
}

/** Plays a desk module against a desk that listens, as its workflow does; each state goes through JSON, as between the nodes of a canvas. */
export async function askOver<S extends DeskSettings>(
	{ desk, settings, authorization, note, pause }: OverHttp<S>,
	asked: Record<string, unknown>,
): Promise<Record<string, any>> {
	let step: Next<DeskState<S>> = begin(
		desk,
		{ contract: 1, ...asked } as unknown as Asked,
		settings,
	);
	for (let count = 0; step.goes !== 'answer' && count < 300; count += 1) {
		const state = JSON.parse(JSON.stringify(step.state)) as DeskState<S>;
		if (step.goes === 'wait') pause?.(step.seconds);
		if (step.goes === 'render') {
			step = goOn(desk, state, { note });
			continue;
		}
		const requests = [step.request, ...step.alongside].filter((one) => one !== null);
		const [answered = {}, ...others] = await Promise.all(
			requests.map(async (one) => await sent(one, await authorization())),
		);
		step = goOn(desk, state, answered, others);
	}
	return step.answer as Record<string, any>;
}
