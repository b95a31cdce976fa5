import type { Appliance } from '../../test/appliance/server.mts';
import { type Credential, errorOf, itemsOf, type WorkflowNode } from '../../test/harness/api.mts';
import type { N8n } from '../../test/harness/n8n.mts';

/** One of the four ways a session goes. */
export interface Played {
	route: string;
	sessionId: string;
	/** Ticket on which the note has to appear. */
	ticketId?: number;
	/** Chat in which the transcript has to appear. */
	chatId?: number;
	/** Whether the session has to be in the store of unlinked ones. */
	unlinked: boolean;
}

interface Scene extends Omit<Played, 'sessionId'> {
	link?: { linkTo: 'ticket' | 'chat'; linkId: string };
	customer: { customerName: string; customerCompany: string };
	representativeId: number;
	/** How long ago the session began. */
	minutes: number;
	lines: Array<['customer' | 'representative', string]>;
}

/** Numbers are those of the desk's seed: 502 is an open chat on ticket 1202, 501 an open one without a ticket. */
const scenes: Scene[] = [
	{
		route: 'linked to a ticket',
		ticketId: 1201,
		unlinked: false,
		link: { linkTo: 'ticket', linkId: '1201' },
		customer: { customerName: 'Jordan Blake', customerCompany: 'Northwind Studio' },
		minutes: 12,
		representativeId: 11,
		lines: [
			['customer', 'Outlook asks for my password again and again.'],
			['representative', 'I have cleared the saved password. Please enter it once more.'],
			['customer', 'It works now, thank you!'],
		],
	},
	{
		route: 'linked to a chat on a ticket',
		ticketId: 1202,
		unlinked: false,
		link: { linkTo: 'chat', linkId: '502' },
		customer: { customerName: 'Mina Castell', customerCompany: 'Harbour & Sons' },
		minutes: 18,
		representativeId: 14,
		lines: [
			['customer', 'As I wrote in the chat: nothing comes out.'],
			['representative', 'The queue was paused. It is printing now.'],
		],
	},
	{
		route: 'linked to an open chat without a ticket',
		chatId: 501,
		unlinked: true,
		link: { linkTo: 'chat', linkId: '501' },
		customer: { customerName: 'Noor Hartmann', customerCompany: 'Alder Logistics' },
		minutes: 9,
		representativeId: 14,
		lines: [
			['customer', 'Can you see my screen?'],
			['representative', 'Yes. The scanner app is outdated, I will install the update.'],
		],
	},
	{
		route: 'not linked',
		unlinked: true,
		customer: { customerName: 'Robin Falk', customerCompany: '' },
		minutes: 4,
		representativeId: 11,
		lines: [['customer', 'Somebody gave me the address of your support page.']],
	},
];

/** Makes the session keys with the package's own action, as an invite would. @returns key codes by route */
async function sessionKeys({ api }: N8n, credential: Credential): Promise<Map<string, string>> {
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
			linkSystem: 'halo',
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
export async function playSessions(
	n8n: N8n,
	appliance: Appliance,
	credential: Credential,
): Promise<Played[]> {
	const keys = await sessionKeys(n8n, credential);
	return scenes.map(({ link: _link, customer, minutes, representativeId, lines, ...played }) => {
		const { control } = appliance;
		// The sessions begin in the past, so that they last as long as such sessions do.
		const startedAt = Math.floor(Date.now() / 1000) - minutes * 60;
		const input = { ...customer, representativeId, startedAt };
		const key = keys.get(played.route);
		const sessionId = key ? control.openKey(key, input) : control.startSession(input);
		lines.forEach(([from, text], index) => {
			control.chat(sessionId, from, text, { at: startedAt + 40 + index * 75 });
		});
		control.end(sessionId);
		return { ...played, sessionId };
	});
}
