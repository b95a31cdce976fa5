import type { Answered, Failure } from './failure';

/** A request that a desk workflow is to send. `body` is JSON, `headers` an object of texts. */
export interface DeskRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	url: string;
	body: string;
	headers: Record<string, string>;
	/** What a desk that is told by mail is told: then no HTTP request is sent. */
	mail?: DeskMail;
}

/** One mail, ready for n8n's Send Email: addresses and subject hold no line end. */
export interface DeskMail {
	from: string;
	to: string;
	subject: string;
	text: string;
	html: string;
}

/** An answer that is none of a failure: its parsed body, `null` where it has none, and its headers. */
export interface Got {
	status: number;
	body: unknown;
	answered: Answered;
}

/**
 * A request, and what its answer means. `read` gives JSON, as little as is needed: it is kept until the run ends. It is handed whatever
 * came with a status of 2xx. `because` reads out of a refusal (4xx) what the caller has to know of it.
 */
export interface Query<T> {
	request: DeskRequest;
	read: (got: Got) => T;
	because?: (got: Got) => string | null;
	/** The story goes on after any failure, where it would end otherwise: a message is looked for after its answer got lost. */
	takesFailures?: boolean;
	/** What counts where the request is refused (4xx) and that costs nothing, because the same is known from elsewhere. */
	otherwise?: T;
}

/**
 * What came of a request: its meaning, or why it came to nothing, with a sentence for people: a refusal for good, and nothing else unless
 * the query takes failures.
 */
export type Reply<T> =
	| { ok: true; value: T }
	| {
			ok: false;
			status: number;
			kind: Failure['kind'];
			said: string;
			because: string | null;
	  };

/** A note that was rendered; without a marker nobody would find it again. */
export interface Note {
	body: string;
	marker: string | null;
}

export interface SendNeed {
	needs: 'answer';
	query: Query<unknown>;
	/**
	 * Reads that may be sent at the same time, because the story is likely to want them next. What is answered well is not asked again;
	 * everything else is, as if nobody had asked.
	 */
	alongside: DeskRequest[];
}

export interface RenderNeed {
	needs: 'note';
	format: string;
	options: Record<string, unknown>;
}

export interface PauseNeed {
	needs: 'pause';
	/** At most 30: n8n must not park a run that is called by another. */
	seconds: number;
}

export type Need = SendNeed | RenderNeed | PauseNeed;

/**
 * What a desk workflow does, told from the beginning to the end. It is played again for each step with what came before, so it
 * must not look at anything else (no clock, no chance).
 */
export type Flow<T> = Generator<Need, T, unknown>;

const NO_REQUEST: DeskRequest = { method: 'GET', url: '', body: '{}', headers: {} };

/** What is answered without asking, because the desk cannot be asked for it. */
export const known = <T>(value: T): Query<T> => ({ request: NO_REQUEST, read: () => value });

/** Sends a request and waits for what comes of it; `alongside` are reads that may go with it, which only saves time. */
export function* send<T>(query: Query<T>, alongside: Array<Query<unknown>> = []): Flow<Reply<T>> {
	if (query.request === NO_REQUEST) {
		return { ok: true, value: query.read({ status: 0, body: null, answered: {} }) };
	}
	const reads = alongside.map(({ request }) => request).filter((one) => one !== NO_REQUEST);
	return (yield { needs: 'answer', query, alongside: reads }) as Reply<T>;
}

/** Has the session's note written in a format, or gives a sentence why it cannot be. */
export function* render(format: string, options: Record<string, unknown>): Flow<Note | string> {
	return (yield { needs: 'note', format, options }) as Note | string;
}

/** Waits before the story goes on. */
export function* pause(seconds: number): Flow<void> {
	yield { needs: 'pause', seconds };
}

/** Entries of a list, and where its next page begins; `next` is handed to the query of the next page as it is. */
export interface Page<T> {
	items: T[];
	next: string | null;
	/** A sentence where the desk does not show the list although it answered: what is in it nobody knows. */
	hidden?: string | null;
}

/** More pages than this are not asked for, whatever a desk says. */
const MOST_PAGES = 40;

/**
 * Walks through a list until `enough` says so or it ends. A page that begins as the one before ends it, too: then the desk does not
 * know pages.
 */
export function* eachPage<T>(
	query: (cursor: string | null) => Query<Page<T>>,
	enough: (all: T[], page: T[]) => boolean = () => false,
): Flow<Reply<T[]>> {
	const all: T[] = [];
	let cursor: string | null = null;
	let before = '';
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const reply: Reply<Page<T>> = yield* send(query(cursor));
		if (!reply.ok) return reply;
		const { items, next, hidden }: Page<T> = reply.value;
		if (hidden) return { ok: false, status: 403, kind: 'refused', said: hidden, because: null };
		const begins = JSON.stringify(items.slice(0, 3));
		if (page > 0 && items.length > 0 && begins === before) break;
		before = begins;
		all.push(...items);
		if (next === null || enough(all, items)) break;
		cursor = next;
	}
	return { ok: true, value: all };
}
