/** Most characters that are kept of what a customer said first. */
const LONGEST = 120;

/**
 * What may hold a secret: a word for one with something after it that may be it, or a long number. Notes are redacted, but
 * expressions cannot call that, and the list of sessions is seen by more people than a note; so such a line is passed over
 * for the next one.
 */
const WORD = String.raw`(?:pass|kennwort|geheim|contrase|secret|token|\bpw[dt]?\b|\bpin\b|\bcode\b)`;
const DELICATE = String.raw`/${WORD}.*?(?::|=|\bis\b|\bist\b|\blautet\b|\d)|bearer|private key|(?:\d[ -]?){12,}/is`;

/** The first line of chat the customer wrote that is no secret by its looks, cut; null where there is none. `session` is an expression. */
export const firstLine = (session: string): string =>
	`([...((${session}.transcript ?? []).find((line) => line.from?.type === 'customer' && !${DELICATE}.test(line.text))?.text ?? '')].slice(0, ${LONGEST}).join('') || null)`;
