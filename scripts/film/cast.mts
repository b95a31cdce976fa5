import type { Appliance } from '../../test/appliance/server.mts';
import type { Played } from '../start/play.mts';
import { sessionKeys } from '../start/play.mts';
import type { Stack } from '../start/stack.mts';

/** Alex Morgan on the simulated appliance, who is the one at the keyboard, too. */
const ALEX = 11;

type Lines = Array<['customer' | 'representative', string]>;

interface Begun {
	customerName: string;
	customerCompany: string;
	minutes: number;
	lines: Lines;
	/** Digits of a session key. */
	key?: string;
}

function begin(
	{ control }: Appliance,
	{ customerName, customerCompany, minutes, lines, key }: Begun,
): string {
	// It begins in the past, so that it lasts as long as such sessions do.
	const startedAt = Math.floor(Date.now() / 1000) - minutes * 60;
	const input = { customerName, customerCompany, representativeId: ALEX, startedAt };
	const sessionId = key ? control.openKey(key, input) : control.startSession(input);
	lines.forEach(([from, text], index) => {
		control.chat(sessionId, from, text, { at: startedAt + 40 + index * 75 });
	});
	return sessionId;
}

/** A session whose invite named the first ticket, and which still runs. */
export async function runningSession(stack: Stack, appliance: Appliance): Promise<Played> {
	const [ticketId] = stack.desk.control.numbers;
	const route = 'linked to a ticket';
	const link = { linkTo: 'ticket' as const, linkId: ticketId };
	const keys = await sessionKeys(stack, [{ route, link }]);
	const sessionId = begin(appliance, {
		...{ customerName: 'Jordan Blake', customerCompany: 'Northwind Studio', minutes: 12 },
		key: keys.get(route),
		lines: [
			['customer', 'Outlook asks for my password again and again.'],
			['representative', 'I have cleared the saved password. Please enter it once more.'],
			['customer', 'It works now, thank you!'],
		],
	});
	return { route, sessionId, ticketId, unlinked: false };
}

/** Two sessions that ended and whose customers came without an invite; the ticket of the first is the third one. */
export function unlinkedSessions(appliance: Appliance): Played[] {
	const theo: Begun = {
		...{ customerName: 'Theo Lindqvist', customerCompany: 'Northwind Studio', minutes: 26 },
		lines: [
			['customer', 'The VPN drops every ten minutes, but only from home.'],
			['representative', 'Windows puts the network adapter to sleep. I have turned that off.'],
			['customer', 'Still connected. Thank you!'],
		],
	};
	const robin: Begun = {
		...{ customerName: 'Robin Falk', customerCompany: 'Alder Logistics', minutes: 7 },
		lines: [['customer', 'Somebody gave me the address of your support page.']],
	};
	return [theo, robin].map((one) => {
		const sessionId = begin(appliance, one);
		appliance.control.end(sessionId);
		return { route: one.customerName, sessionId, unlinked: true };
	});
}
