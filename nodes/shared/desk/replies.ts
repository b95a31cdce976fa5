import { type Answered, bodyOf, type Failure } from './failure';
import type { Note, Reply, SendNeed } from './flow';
import { lineOf, textOf } from '../session/value';

/** What came of a request, for the story that wanted it: `failure` is `null` where it was answered as it should be. */
export function replyOf(need: SendNeed, answered: Answered, failure: Failure | null) {
	const status = Number(textOf(answered.statusCode)) || 0;
	const got = { status, body: bodyOf(answered), answered };
	const { query } = need;
	if (failure === null) return { ok: true, value: query.read(got) };
	const { kind, said } = failure;
	if (kind === 'refused' && query.otherwise !== undefined) {
		return { ok: true, value: query.otherwise };
	}
	const reply: Reply<unknown> = {
		...{ ok: false, status, kind, said },
		because: query.because?.(got) ?? null,
	};
	return reply;
}

/** What the node that writes the note gave: the note, or a sentence why there is none. */
export function noteOf({ note, error }: { note?: unknown; error?: unknown }): Note | string {
	const { body, marker } = (note ?? {}) as { body?: unknown; marker?: unknown };
	if (typeof body === 'string') return { body, marker: textOf(marker) || null };
	const { message } = (error ?? {}) as { message?: unknown };
	return lineOf(error, 500) || lineOf(message, 500) || 'it gave no reason.';
}
