import type { Told } from './contract';
import type { Desk, DeskSettings, Found, NoteSeen, On } from './desk';
import { type Flow, send } from './flow';

const EMPTY = { noteId: null, writtenAs: null, status: null, said: null };

/** An answer to `putNote`. */
export const told = (found: Found | null, outcome: string, more: Told = {}): Told => ({
	outcome,
	ticketId: found?.ticket.id ?? null,
	url: found?.ticket.url ?? null,
	...EMPTY,
	...more,
});

/** A note that is there; `isPrivate` is `null` where the desk's list does not tell. */
export type FoundNote = Pick<NoteSeen, 'id'> & { isPrivate: boolean | null };

const AGENT = 'Check that the account of the credential is an agent of the desk.';

/** The desk showed the note to the customer although it was to be private. */
export function* takeBack<S extends DeskSettings>(
	desk: Desk<S>,
	on: On<S>,
	found: Found,
	noteId: string | null,
): Flow<Told> {
	const went = `${desk.name} showed the note to the customer, although it should be private.`;
	const back = noteId && desk.takeBack ? yield* send(desk.takeBack(on, found, noteId)) : null;
	if (back?.ok && back.value === 'private') {
		return told(found, 'written', { noteId, said: `${went} It is private now.` });
	}
	const rest = back?.ok ? 'It is deleted.' : 'Delete it by hand.';
	const left = back?.ok ? null : noteId;
	return told(found, 'refused', { noteId: left, said: `${went} ${rest} ${AGENT}` });
}

/** The note stands there. Where its answer got lost, nobody has seen yet that the desk shows it to the customer. */
export function alreadyThere<S extends DeskSettings>(
	desk: Desk<S>,
	{ asked }: On<S>,
	found: Found,
	{ id: noteId, isPrivate }: FoundNote,
): Told {
	if (isPrivate !== false || asked.note?.audience === 'customer') {
		return told(found, 'there', { noteId });
	}
	const said = `The note is on the ticket where the customer sees it, although it should be private. Delete it in ${desk.name}, and it will be written again. ${AGENT}`;
	return told(found, 'refused', { noteId, said });
}

/** Whether a 404 may come from a login that is not taken; `null` where the desk proves that it is, or cannot tell. */
export function* unproven<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Told | null> {
	const proof = desk.loginProof ? yield* send(desk.loginProof(on)) : null;
	if (proof === null || (proof.ok && proof.value)) return null;
	const said = `${desk.name} found nothing, and does not accept the login either. ${desk.loginAdvice ?? ''}`;
	return { outcome: 'later', errorKind: 'credentials', status: 404, said: said.trim() };
}
