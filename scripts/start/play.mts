import type { Appliance } from '../../test/appliance/server.mts';
import { errorOf, itemsOf, type WorkflowNode } from '../../test/harness/api.mts';
import type { KnownDesk } from '../../test/desk/desks.mts';
import type { Stack } from './stack.mts';

/** One of the four ways a session goes. */
export interface Played {
	route: string;
	sessionId: string;
	/** Ticket on which the note has to appear, by its number. */
	ticketId?: string;
	/** Chat in which the transcript has to appear. */
	chatId?: string;
	/** Whether the session has to be in the store of unlinked ones. */
	unlinked: boolean;
}

interface Scene extends Omit<Played, 'sessionId'> {
	link?: { linkTo: 'ticket' | 'chat'; linkId: string };
	/** As somebody typed it, instead of a session key. */
	externalKey?: string;
	customer: { customerName: string; customerCompany: string };
	representativeId: number;
	/** How long ago the session began. */
	minutes: number;
	lines: Array<['customer' | 'representative', string]>;
}

const ofTicket = (ticketId: string): Scene => ({
	...{ route: 'linked to a ticket', ticketId, unlinked: false, minutes: 12, representativeId: 11 },
	link: { linkTo: 'ticket', linkId: ticketId },
	customer: { customerName: 'Jordan Blake', customerCompany: 'Northwind Studio' },
	lines: [
		['customer', 'Outlook asks for my password again and again.'],
		['representative', 'I have cleared the saved password. Please enter it once more.'],
		['customer', 'It works now, thank you!'],
	],
});

/** On the second ticket of the seed: by its chat, where the desk has chats. */
const ofSecond = (ticketId: string, hasChats: boolean): Scene => ({
	route: hasChats ? 'linked to a chat on a ticket' : 'linked to another ticket',
	link: hasChats ? { linkTo: 'chat', linkId: '502' } : { linkTo: 'ticket', linkId: ticketId },
	...{ ticketId, unlinked: false, minutes: 18, representativeId: 14 },
	customer: { customerName: 'Mina Castell', customerCompany: 'Harbour & Sons' },
	lines: [
		['customer', 'As I wrote before: nothing comes out.'],
		['representative', 'The queue was paused. It is printing now.'],
	],
});

/** In a chat without a ticket; or, where there are no chats, with an unsigned link to a ticket of somebody else. */
const ofThird = (ticketId: string, { hasChats, system }: KnownDesk): Scene => ({
	...(hasChats
		? {
				...{ route: 'linked to an open chat without a ticket', chatId: '501' },
				link: { linkTo: 'chat' as const, linkId: '501' },
			}
		: {
				route: 'an unsigned link to a ticket of somebody else',
				externalKey: `ticket:${system}:${ticketId}`,
			}),
	...{ unlinked: true, minutes: 9, representativeId: 14 },
	customer: { customerName: 'Noor Hartmann', customerCompany: 'Alder Logistics' },
	lines: [
		['customer', 'Can you see my screen?'],
		['representative', 'Yes. The scanner app is outdated, I will install the update.'],
	],
});

const notLinked: Scene = {
	...{ route: 'not linked', unlinked: true, minutes: 4, representativeId: 11 },
	customer: { customerName: 'Robin Falk', customerCompany: '' },
	lines: [['customer', 'Somebody gave me the address of your support page.']],
};

/** Makes the session keys with the package's own action, as an invite would. @returns key codes by route */
export async function sessionKeys(
	{ n8n, known, apiCredential: credential }: Stack,
	scenes: Array<Pick<Scene, 'route' | 'link'>>,
): Promise<Map<string, string>> {
	const { api } = n8n;
	const linked = scenes.filter(({ link }) => link);
	const nodes: WorkflowNode[] = linked.map(({ route, link }) => ({
		name: route,
		type: 'n8n-nodes-beyondtrust.beyondTrust',
		typeVersion: 1,
		parameters: {
			resource: 'sessionKey',
			operation: 'generate',
			queueType: 'team',
			teamId: { __rl: true, mode: 'id', value: '2' },
			linkSystem: known.system,
			...link,
		},
		credentials: { beyondTrustOAuth2Api: { id: credential.id, name: credential.name } },
	}));
	const start: WorkflowNode = {
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	const targets = nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }));
	const execution = await api.runOnce({
		nodes: [start, ...nodes],
		connections: { Start: { main: [targets] } },
	});
	if (execution.status !== 'success') {
		throw new Error(`Could not make session keys: ${errorOf(execution)?.message}`);
	}
	return new Map(
		nodes.map(({ name }) => [name, String(itemsOf(execution, name)[0]?.json.code)] as const),
	);
}

/** Plays one session for each route on the simulated appliance, from the key to the end. */
export async function playSessions(stack: Stack, appliance: Appliance): Promise<Played[]> {
	const { desk, known } = stack;
	const [first, second] = desk.control.numbers;
	const { hasChats } = known;
	const scenes = [ofTicket(first), ofSecond(second, hasChats), ofThird(first, known), notLinked];
	const keys = await sessionKeys(stack, scenes);
	return scenes.map(
		({ link: _link, externalKey, customer, minutes, representativeId, lines, ...played }) => {
			const { control } = appliance;
			// The sessions begin in the past, so that they last as long as such sessions do.
			const startedAt = Math.floor(Date.now() / 1000) - minutes * 60;
			const input = { ...customer, externalKey, representativeId, startedAt };
			const key = keys.get(played.route);
			const sessionId = key ? control.openKey(key, input) : control.startSession(input);
			lines.forEach(([from, text], index) => {
				control.chat(sessionId, from, text, { at: startedAt + 40 + index * 75 });
			});
			control.end(sessionId);
			return { ...played, sessionId };
		},
	);
}
