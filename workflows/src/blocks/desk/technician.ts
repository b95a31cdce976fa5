import type { Flow } from '../../flow';
import { itemOf, object, question } from '../../nodes';
import { halo } from './halo';
import { session as routed } from '../route/ledger';
import { REASONS } from '../reasons';
import { setting } from '../settings';
import { readRows } from '../store/tables';

const same =
	'const same = (a, b) => Boolean(a && b) && String(a).trim().toLowerCase() === String(b).trim().toLowerCase();';

/** The end of both look-ups: `agentId` to write as, and `reason` where nobody is known by that name. */
const result = `{ agentId: agentId || Number(${setting('defaultTechnician')}) || null, known, reason: known ? null : '${REASONS.unknownTechnician}' }`;

const inOurTable = (person: string) => `(() => {
	const rows = $input.all().map((row) => row.json).filter((row) => row.id);
	const rep = ${person} ?? {};
	${same}
	const byId = (one) => same(one.representativeId, rep.id) ? 0 : 1;
	const own = rows.filter((one) => !one.representativeId || byId(one) === 0).sort((a, b) => byId(a) - byId(b));
	const switchedOff = own.some((one) => one.enabled === false);
	const row = own.find((one) => Number(one.agentId)) ?? own[0];
	const agentId = row && !switchedOff ? Number(row.agentId) || 0 : 0;
	const known = agentId > 0;
	const names = [row?.agentName, rep.privateName, rep.publicName, rep.username].filter(Boolean);
	return { ...${result}, askTheDesk: !switchedOff && !agentId && names.length > 0, names };
})()`;

const atTheDesk = `(() => {
	const before = ${itemOf('Is the technician in our list?')};
	const body = $json.body ?? [];
	const agents = Array.isArray(body) ? body : body.agents ?? [];
	${same}
	const found = before.names.map((name) => agents.find((agent) => !agent.isdisabled && same(agent.name, name))).find(Boolean);
	const agentId = found ? Number(found.id) : 0;
	const known = Boolean(found) || before.known;
	return ${result};
})()`;

/**
 * Finds the agent of the desk that the primary representative is: by the operator's own list, else by name at the desk.
 * The block ends in the question whether this technician's sessions are routed; its item holds `agentId`.
 *
 * @param session an expression for the session
 * @returns the names of the block's first node, of the desk request whose failures must be led on, and of the question
 */
export function findTechnician(
	flow: Flow,
	session = routed,
): { first: string; request: string; last: string } {
	const person = `${session}.primaryRepresentative`;
	const first = 'Look up the technician';
	const request = 'Ask the desk for its agents';
	const last = 'Is the technician to be routed?';
	flow.add(
		readRows(
			first,
			'beyondtrust_technicians',
			{
				representativeId: `${person}?.id ?? '-'`,
				privateName: `${person}?.privateName ?? '-'`,
				publicName: `${person}?.publicName ?? '-'`,
				displayName: `${person}?.privateName ?? ${person}?.publicName ?? '-'`,
			},
			'anyCondition',
		),
		object('Is the technician in our list?', inOurTable(person), { executeOnce: true }),
		question('Must the desk be asked?', '$json.askTheDesk'),
		halo.getAgents(request),
		object('Find the agent by name', atTheDesk),
		question(last, `!(${setting('onlyKnownTechnicians')} && $json.reason)`),
	);
	flow.path(first, 'Is the technician in our list?', 'Must the desk be asked?', request);
	flow.path(request, 'Find the agent by name', last);
	flow.on('Must the desk be asked?', 'no', last);
	return { first, request, last };
}

/** The agent's number at the desk, or null for the API's own user. */
export const agentId = `${itemOf('Is the technician to be routed?')}.agentId`;
