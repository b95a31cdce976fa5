import type { Flow } from '../../flow';
import { goingOn, only } from '../../nodes';
import { halo } from '../desk/halo';
import { WHY_REFUSED } from '../desk/refusals';
import { WORDS } from '../link/linkText';
import { setting } from '../settings';
import { type Ledger, rowBefore, session } from './ledger';

/** Begins `lastError` of a session that is stored as unlinked, but is not in HaloPSA's own list. */
export const NOT_IN_HALO = 'Not in the list of remote sessions of HaloPSA. ';

/** What people read where they switch it on. */
export const ABOUT_ALSO_IN_HALO = `**\`alsoInHalo\`** (off): what is stored as unlinked is also written into HaloPSA's own list of remote sessions (\`/RemoteSession\`), so that its *Link Remote Session* button can offer it. **Not tried on a live tenant**: which fields the button reads, and whether it shows sessions that HaloPSA did not make itself, is not published. Try it with one session. If HaloPSA refuses it, the session is unlinked here all the same, and \`lastError\` says why. The two lists do not know of each other: what is linked in one stays in the other.`;

/**
 * An entry of HaloPSA's list, for the row of the ledger in `$json`. All that is assumed of that list stands here.
 *
 * The names and types are those of `RemoteSessionData` in the published OpenAPI document; what they mean is not said there.
 * Assumed by their names: `thirdpartyid` is the other system's number; `customername` is the company and `username` the person,
 * as elsewhere in HaloPSA; `uname` is the technician's name; `time_taken` are hours, as in actions. Left out because their
 * values are not known: `sessionstate`, `outcome`, `module_id` (the integration a session is of), and all numbers of HaloPSA's
 * own records (`unum`, `clientid`, `userid`, ...), by which a list for one technician or customer may look.
 *
 * It is not known who reads an entry once it is on a ticket, nor whether its texts are shown as mark-up: so there is nothing of the
 * chat in it but the first line that the ledger keeps too, and no angle bracket.
 */
const ENTRY = `(() => {
	${WORDS}
	const row = $json;
	const session = ${session};
	const said = (text, most = 100) => cut(text, most).replace(/</g, '‹').replace(/>/g, '›') || null;
	const about = [
		'BeyondTrust session ' + session.sessionId,
		row.hostname ? 'Computer: ' + said(row.hostname) : null,
		row.firstLine ? 'The customer wrote first: ' + said(row.firstLine, 150) : null,
		'Stored as unlinked: ' + row.reason,
	];
	return {
		thirdpartyid: session.sessionId,
		customername: said(row.company),
		username: said(row.customer),
		uname: said(row.representative),
		sessionstartdate: session.startedAt,
		sessionenddate: session.endedAt,
		sessionfinished: true,
		time_taken: session.durationSeconds ? Math.round(session.durationSeconds / 36) / 100 : null,
		summary: said(row.name, 200),
		notes: about.filter(Boolean).join('\\n'),
	};
})()`;

/** A session that was recorded before, and went round once more, is in the list already, unless it was not taken. */
const WANTED = `${setting('alsoInHalo')} === true && (!${rowBefore}.name || String(${rowBefore}.lastError ?? '').startsWith('${NOT_IN_HALO}'))`;

/**
 * Writes what was stored as unlinked into HaloPSA's own list too, where that is switched on: once, and behind everything else, so
 * that whatever comes of it changes nothing. `stored` names the nodes that have recorded such a session.
 */
export function alsoInHalo(flow: Flow, ledger: Ledger, stored: string[]): void {
	const wanted = "Only where HaloPSA's own list is wanted, too";
	const post = "Put it into HaloPSA's list of remote sessions";
	const remark = "Say whether HaloPSA's list has it";
	flow.add(
		only(wanted, WANTED),
		{
			...goingOn(halo.postRemoteSessions(post, `[${ENTRY}]`)),
			remark: 'Not tried on a live tenant',
		},
		ledger.remark(remark, `$json.error ? '${NOT_IN_HALO}' + ${WHY_REFUSED} : null`),
	);
	for (const name of stored) flow.path(name, wanted);
	flow.path(wanted, post, remark);
}
