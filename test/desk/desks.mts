import type { SimulatedDesk } from './chassis/desk.mts';
import { startDesk as startFreshservice } from './freshservice/server.mts';
import { startDesk as startHaloPsa } from './halopsa/server.mts';

/** A desk that the templates know, and its simulation. */
export interface KnownDesk {
	/** Name of the template of its desk workflow, without `.json`. */
	template: string;
	/** Its name in links. */
	system: string;
	start(options?: { port?: number }): Promise<SimulatedDesk>;
	/** Whether a note can be in an agent's name. Else the technician is named in its text. */
	writesAs: boolean;
	/** Whether it has chats: 501, open without a ticket, and 502, open on the second ticket of the seed. */
	hasChats: boolean;
	/** A kind of ticket that it has. */
	ticketType: string;
}

/** By the name that the command line takes. */
export const DESKS: Record<string, KnownDesk> = {
	freshservice: {
		...{ template: 'desk-freshservice', system: 'freshservice', start: startFreshservice },
		...{ writesAs: true, hasChats: false, ticketType: 'Incident' },
	},
	halopsa: {
		...{ template: 'desk-halopsa', system: 'halo', start: startHaloPsa },
		...{ writesAs: true, hasChats: true, ticketType: 'Incident' },
	},
};

/** @throws Error naming the desks that there are */
export function deskNamed(name: string): KnownDesk {
	if (Object.hasOwn(DESKS, name)) return DESKS[name];
	throw new Error(`There is no desk ${name}. There are: ${Object.keys(DESKS).join(', ')}`);
}
