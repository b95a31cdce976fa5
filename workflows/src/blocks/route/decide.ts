import { object } from '../../nodes';
import { onTicket, rowBefore, session } from './ledger';
import { REASONS } from '../reasons';
import { haloSystem, setting } from '../settings';

/**
 * Says where a session belongs: `route` is `linked`, `unlinked` (with a `reason`) or `later` (with a `lastError`), and
 * `kind` and `id` are what it is linked to.
 *
 * A plain number that a technician typed names no system and is taken for a ticket of this desk. A session whose note is
 * on a ticket, or was about to be put there, stays with that ticket, also where a person chose it.
 */
export const decide = (name: string) =>
	object(
		name,
		`(() => {
	const session = ${session};
	const row = ${rowBefore};
	if (${onTicket('row')}) return { route: 'linked', reason: null, lastError: null, kind: 'ticket', id: row.linkId };
	const link = session.link;
	const here = link.system === null || link.system === ${haloSystem};
	const reason =
		link.signature === 'invalid' ? '${REASONS.badSignature}'
		: ${setting('onlyInvitedHere')} && link.signature !== 'valid' ? '${REASONS.notInvitedHere}'
		: link.kind === 'none' || !here ? '${REASONS.noLink}'
		: /^[1-9][0-9]{0,9}$/.test(link.id) ? null
		: link.kind === 'ticket' ? '${REASONS.noSuchTicket}' : '${REASONS.noLink}';
	const running = !session.complete && session.state === 'running';
	const route = running ? 'later' : reason ? 'unlinked' : 'linked';
	const lastError = running ? 'The report of the session was not complete within the time waited.' : null;
	return { route, reason, lastError, kind: link.kind, id: link.id };
})()`,
	);
