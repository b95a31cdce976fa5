import { type QueueMode, startQueueMode } from '../../harness/queueMode.mts';
import { eventually } from '../../harness/api.mts';
import { notesOf, openTickets, rig } from '../rig.mts';

jest.setTimeout(400_000);
let processes: QueueMode;
it('explores', async () => {
	await rig.start({ boot: async () => { processes = await startQueueMode(); return processes.main; } });
	const route = rig.route;
	const { applianceId } = rig.appliance.control.state().options;
	const made: Array<[string, number]> = [];
	for (let n = 0; n < 40; n++) {
		const [ticketId] = openTickets(1);
		const sessionId = rig.appliance.control.startSession({ externalKey: `ticket:halo:${ticketId}`, notify: false });
		rig.appliance.control.end(sessionId, { notify: false });
		made.push([sessionId, ticketId]);
		const body = new URLSearchParams({ event: 'support_conference_end', timestamp: '1795359213', appliance_id: String(applianceId), lsid: sessionId, external_key: `ticket:halo:${ticketId}` });
		await Promise.all([1, 2, 3].map(async () => await fetch(route.url, { method: 'POST', body })));
	}
	await eventually('quiet', async () => {
		const open = await rig.n8n.api.listExecutions({ workflowId: route.workflowId, status: ['new', 'running'] });
		return open.length === 0 ? true : undefined;
	}, { timeout: 200_000, pause: 1000 });
	const rows = await rig.n8n.api.dataTableRows('beyondtrust_sessions');
	console.info('rows', rows.length, 'notes', made.map(([s, t]) => notesOf(s, t)).join(' '));
	console.info('rows each', made.map(([s]) => rows.filter((r) => r.sessionId === s).length).join(' '));
	console.info('states', made.map(([s]) => rows.filter((r) => r.sessionId === s).map((r) => `${r.state}/${r.attempts}`).join('+')).join(' '));
	await rig.close();
	await processes.close();
}, 600_000);
