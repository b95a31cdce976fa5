import { randomBytes } from 'node:crypto';
import { eventually } from '../harness/api.mts';
import { describeStores, markerOf, notesOf, openTickets, rig } from './rig.mts';

/** Milliseconds from the end of a good session to its note: what is promised. */
const PROMISED = 5000;

/** A machine that is busy with something else may need longer for one of them, once. */
const PATIENCE = 30_000;

jest.setTimeout(90_000);

/** A session whose report cannot be had, or not as a report should be. */
const spoiled = (spoil: (lsid: string) => void) => () => {
	const { control } = rig.appliance;
	const lsid = control.startSession({ externalKey: '1201', notify: false });
	spoil(lsid);
	control.end(lsid);
};

const unreadable = (kind: 'truncate' | 'doctype' | 'billionLaughs' | 'html' | 'json') =>
	spoiled((lsid) => rig.appliance.control.fault({ kind, match: lsid, times: 0 }));

const forged = (fields: Record<string, string>) => () => rig.appliance.control.forgeEvent(fields);

const lsid = () => randomBytes(16).toString('hex');
const thousand = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`field_${n}`, 'x']));

describeStores((store) => {
	/** How long each took. */
	const waits: number[] = [];

	beforeAll(async () => {
		await rig.start({ store });
		// The first run of a workflow loads its nodes.
		await rig.settled(rig.play({}));
		rig.appliance.control.setRecipients([rig.route.url]);
	}, 300_000);

	afterAll(async () => {
		await rig.close();
	});

	describe('A poison event does not hold up the good one behind it', () => {
		it.each<[string, () => void]>([
			['that names no session', forged({ external_key: '1201' })],
			['that does not say what happened', forged({ event: '', lsid: lsid() })],
			['whose session is no session', forged({ lsid: "'; drop table sessions; --" })],
			['of a session nobody knows', forged({ lsid: lsid(), external_key: '1201' })],
			['with 1,000 fields', forged({ ...thousand, lsid: lsid() })],
			['with a field of 1 MB', forged({ lsid: lsid(), external_key: '#'.repeat(1_000_000) })],
			['with an expression in every field', forged({ lsid: lsid(), external_key: '={{ $env }}' })],
			['whose report ends in the middle', unreadable('truncate')],
			['whose report holds entities', unreadable('billionLaughs')],
			['whose report is a login page', unreadable('html')],
			['whose report has 1 MB', spoiled((id) => rig.appliance.control.bigReport(id, 1))],
			[
				'whose report holds what no note can',
				spoiled((id) => {
					const text = `\u0000\uD800<script>{{ 1 }}\u202E${'a'.repeat(100_000)}`;
					rig.appliance.control.chat(id, 'customer', text);
					rig.appliance.control.addEvent(id, { type: 'No Such Event', body: text });
				}),
			],
		])('%s', async (_what, poison) => {
			const [ticketId] = openTickets(1);
			const { control } = rig.appliance;
			const good = control.startSession({
				externalKey: rig.signed('ticket', ticketId),
				notify: false,
			});
			poison();
			control.end(good);
			const ended = Date.now();
			await eventually(
				`the note "${markerOf(good)}"`,
				async () => (notesOf(good, ticketId) > 0 ? true : undefined),
				{ timeout: PATIENCE },
			);
			waits.push(Date.now() - ended);
			expect(notesOf(good, ticketId)).toBe(1);
		});

		it('and the good ones were on their tickets in time', () => {
			console.info(`Milliseconds from the end of a good session to its note: ${waits.join(', ')}`);
			const [slowest, next] = waits.toSorted((a, b) => b - a);
			expect(waits).toHaveLength(12);
			expect(next).toBeLessThan(PROMISED);
			expect(slowest).toBeLessThan(PATIENCE);
		});

		it('and each of them was answered with 200 at the first attempt', async () => {
			await rig.appliance.control.outboundIdle();
			const deliveries = rig.appliance.control.deliveries();
			expect(deliveries.filter(({ status }) => status !== 200)).toEqual([]);
			const wanted = deliveries.filter(({ event }) =>
				['', 'support_conference_end'].includes(event),
			);
			// Twelve times a poison event and a good one, and the one that came first.
			expect(wanted).toHaveLength(25);
		});
	});
});
