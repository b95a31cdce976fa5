import { Accounts } from './accounts.mts';
import { Directory } from './directory.mts';
import { Faults } from './faults.mts';
import { Journal } from './journal.mts';
import { Keys } from './keys.mts';
import { Limiter } from './limiter.mts';
import type { ApplianceOptions } from './options.mts';
import { Outbound } from './outbound.mts';
import { Sessions } from './sessions.mts';

/** The whole state of an appliance. The parts know each other only through it. */
export interface World {
	options: ApplianceOptions;
	accounts: Accounts;
	directory: Directory;
	faults: Faults;
	journal: Journal;
	keys: Keys;
	limiter: Limiter;
	outbound: Outbound;
	sessions: Sessions;
	health: { healthy: boolean; message: string };
	/** Base URL for links; with another host name when a public portal was asked for. */
	publicUrl(hostname?: string | null): string;
}

/** Fills a world with fresh state; used at the start and by a reset, which keeps the object's identity. */
export function populate(world: World, options: ApplianceOptions): World {
	world.options = options;
	world.health = { healthy: true, message: '' };
	world.accounts = new Accounts(world);
	world.directory = new Directory();
	world.faults = new Faults();
	world.journal = new Journal();
	world.keys = new Keys(world);
	world.limiter = new Limiter(world);
	world.outbound = new Outbound(world);
	world.sessions = new Sessions(world);
	return world;
}
