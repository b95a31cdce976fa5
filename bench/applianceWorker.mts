/**
 * The simulated appliance in a process of its own: `applianceWorker.mts SESSIONS SPACING CHAT_LINES`. The sessions end
 * SPACING seconds after each other, the last one an hour ago. Prints {@link Serving} when it listens.
 */
import { startAppliance } from '../test/appliance/server.mts';
import type { Serving } from './appliance.mts';
import { report } from './worker.mts';

const LENGTH = 600;

const [sessions, spacing, chatLines] = process.argv.slice(2).map(Number);
const appliance = await startAppliance({ reportLag: 0 });
const { control } = appliance;
const last = Math.floor(Date.now() / 1_000) - 3_600;
const first = last - (sessions - 1) * spacing;
for (let number = 0; number < sessions; number++) {
	const endedAt = first + number * spacing;
	const lsid = control.startSession({
		startedAt: endedAt - LENGTH,
		externalKey: `ticket:halo:${number}`,
		notify: false,
	});
	for (let line = 0; line < chatLines; line++) {
		control.chat(
			lsid,
			line % 2 === 0 ? 'customer' : 'representative',
			`Line ${line}: the printer says "paper jam" & prints nothing <at all>, since Tuesday.`,
			{ at: endedAt - LENGTH + line * 10 },
		);
	}
	control.end(lsid, { endedAt, notify: false });
}
report({ url: appliance.url, ...appliance.account, first, last } satisfies Serving);

const stop = () => void appliance.close().then(() => process.exit(0));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// The process that started it is gone.
process.on('disconnect', stop);
process.channel?.unref();
