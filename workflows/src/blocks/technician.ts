import type { Flow } from '../flow';
import { itemOf, object, question } from '../nodes';
import { halo } from './halo';
import { GET_SESSION } from './ledger';
import { REASONS } from './reasons';
import { setting } from './settings';
import { readRows } from './tables';

const person = `${itemOf(GET_SESSION)}.primaryRepresentative`;
const same =
	'const same = (a, b) => Boolean(a && b) && String(a).trim().toLowerCase() === String(b).trim().toLowerCase();';

/** The end of both look-ups: `agentId` to write as, and `reason` where nobody is known by that name. */
const result = `{ agentId: agentId || Number(${setting('defaultTechnician')}) || null, known, reason: known ? null : '${REASONS.unknownTechnician}' }`;

const inOurTable = `(() => {
	const rows = $input.all().map((row) => row.json).filter((row) => row.id);
	const rep = ${person} ?? {};
	${same}
	const row = rows.find((one) => same(one.representativeId, rep.id)) ?? rows.find((one) => same(one.privateName, rep.privateName))
		?? rows.find((one) => same(one.publicName, rep.publicName)) ?? rows[0];
	const switchedOff = row !== undefined && row.enabled === false;
	const known = row !== undefined && !switchedOff;
	const agentId = known ? Number(row.agentId) || 0 : 0;
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
 * @returns the names of the block's first node, of the desk request whose failures must be led on, and of the question
 */
export function findTechnician(flow: Flow): { first: string; request: string; last: string } {
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
		object('Is the technician in our list?', inOurTable, { executeOnce: true }),
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
