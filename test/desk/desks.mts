import type { SimulatedDesk } from './chassis/desk.mts';
import { startDesk as startEmail } from './email/server.mts';
import { startDesk as startFreshservice } from './freshservice/server.mts';
import { startDesk as startHaloPsa } from './halopsa/server.mts';
import { startDesk as startJira } from './jira/server.mts';
import { startDesk as startServiceNow } from './servicenow/server.mts';
import { startDesk as startZendesk } from './zendesk/server.mts';

/** A desk that the templates know, and its simulation. */
export interface KnownDesk {
	/** Name of the template of its desk workflow, without `.json`. */
	template: string;
	/** Its name in links. */
	system: string;
	start(options?: { port?: number }): Promise<SimulatedDesk>;
	/** Whether it can be asked for tickets and notes. One that is told by mail cannot. */
	looks: boolean;
	/** Whether a note can be in an agent's name. Else the technician is named in its text. */
	writesAs: boolean;
	/** Whether it has chats: 501, open without a ticket, and 502, open on the second ticket of the seed. */
	hasChats: boolean;
	/** A kind of ticket that it has. */
	ticketType: string;
	/** Notes are no mark-up: what people typed stands in them as it is. */
	keepsText?: boolean;
}

/** By the name that the command line takes. */
export const DESKS: Record<string, KnownDesk> = {
	email: {
		...{ template: 'desk-email', system: 'email', start: startEmail, looks: false },
		...{ writesAs: false, hasChats: false, ticketType: 'Incident' },
	},
	freshservice: {
		...{
			template: 'desk-freshservice',
			system: 'freshservice',
			start: startFreshservice,
			looks: true,
		},
		...{ writesAs: true, hasChats: false, ticketType: 'Incident' },
	},
	halopsa: {
		...{ template: 'desk-halopsa', system: 'halo', start: startHaloPsa, looks: true },
		...{ writesAs: true, hasChats: true, ticketType: 'Incident' },
	},
	'jira-sm': {
		...{ template: 'desk-jira-sm', system: 'jira', start: startJira, looks: true },
		...{ writesAs: false, hasChats: false, ticketType: '[System] Incident', keepsText: true },
	},
	servicenow: {
		...{ template: 'desk-servicenow', system: 'servicenow', start: startServiceNow },
		...{ looks: true, writesAs: false, hasChats: false, ticketType: 'Incident' },
	},
	zendesk: {
		...{ template: 'desk-zendesk', system: 'zendesk', start: startZendesk, looks: true },
		...{ writesAs: true, hasChats: false, ticketType: 'incident' },
	},
};

/** @throws Error naming the desks that there are */
export function deskNamed(name: string): KnownDesk {
	if (Object.hasOwn(DESKS, name)) return DESKS[name];
	throw new Error(`There is no desk ${name}. There are: ${Object.keys(DESKS).join(', ')}`);
}
