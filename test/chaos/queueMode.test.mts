import { describeWithServers } from '../harness/programs.mts';
import { type QueueMode, queueModeServers, startQueueMode } from '../harness/queueMode.mts';
import { accountShared } from './queueMode/account.mts';
import { linked } from './queueMode/linked.mts';
import { workerKilled } from './queueMode/workerKilled.mts';
import { rig } from './rig.mts';

jest.setTimeout(900_000);

describeWithServers('Queue mode', queueModeServers(), () => {
	let processes: QueueMode;

	beforeAll(async () => {
		const boot = async () => {
			processes = await startQueueMode({
				env: {
					// n8n takes a job from a worker that has not said for so long that it lives; half of what it takes by itself.
					QUEUE_WORKER_LOCK_DURATION: '30000',
					QUEUE_WORKER_STALLED_INTERVAL: '15000',
				},
			});
			return processes.main;
		};
		await rig.start({ boot, store: 'postgres' });
	});

	afterAll(async () => {
		await rig.close();
		await processes?.close();
	});

	describe('An API account that workers share', () => accountShared());
	describe('A worker that is killed', () => workerKilled(() => processes));
	describe('The form for linking', linked);
});
