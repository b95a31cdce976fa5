import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startAppliance } from '../../test/appliance/server.mts';
import type { KnownDesk } from '../../test/desk/desks.mts';
import { root } from '../../test/harness/prepared.mts';
import { freePort } from '../../test/harness/process.mts';
import { type Mail, startMail } from '../../test/mail/server.mts';

/** Those that `npm run desk` and `npm run appliance` take, too. */
export const PORTS = { desk: 8092, appliance: 8443 };

export type Say = (line: string) => void;

/** Ends what was started, last first; each once, however often it is called. */
export class Shutdown {
	private readonly steps: Array<() => Promise<void>> = [];
	private ending?: Promise<void>;

	add(step: () => Promise<void>): void {
		this.steps.push(step);
	}

	run(): Promise<void> {
		this.ending ??= (async () => {
			for (const step of this.steps.reverse()) await step();
		})();
		return this.ending;
	}
}

/** Writes the HTML of every mail to a file, which a browser can open. */
function keepMail(say: Say): (mail: Mail) => void {
	const folder = path.join(root, '.build/mails');
	let number = 0;
	return ({ to, parsed }) => {
		number += 1;
		const file = path.join(folder, `${number}.html`);
		mkdirSync(folder, { recursive: true });
		writeFileSync(file, parsed.html || parsed.textAsHtml || '');
		say(`Mail to ${to.join(', ')}: ${parsed.subject}   ${file}`);
	};
}

/**
 * Starts the simulated desk, a mail server and, where it is wanted, the simulated appliance. Desk and appliance listen on
 * the same ports every time, or on the next free ones, so that bookmarks and credentials of an earlier run still lead there.
 */
export async function startServers(
	known: KnownDesk,
	withAppliance: boolean,
	shutdown: Shutdown,
	say: Say,
) {
	const desk = await known.start({ port: await freePort(PORTS.desk) });
	shutdown.add(() => desk.close());
	const mail = await startMail({ onMail: keepMail(say) });
	shutdown.add(() => mail.close());
	if (!withAppliance) return { desk, mail };
	const appliance = await startAppliance({ port: await freePort(PORTS.appliance) });
	shutdown.add(() => appliance.close());
	return { desk, mail, appliance };
}
