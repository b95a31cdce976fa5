/** Longer than most: one desk with its server, its data and the ways in which it may be wrong, so that a test reads in one place what it stands before. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Api, Json } from '../harness/api.mts';

export interface DeskNote {
	id: number;
	ticketId: string;
	/** The marker that it holds. */
	marker: string;
	postscript: string;
	by: Json;
	note: Json;
	session: Json | null;
}

/** One way each in which the workflow of a desk may be wrong. */
export type Broken =
	| 'noContract'
	| 'otherContract'
	| 'unknownOutcome'
	| 'twoItems'
	| 'nothing'
	| 'fails'
	| 'writesAgain'
	| 'otherTicket'
	| 'agentsWithoutIds'
	| 'noLimit';

interface Asked extends Json {
	operation: string;
	limit?: number;
	ticket?: string;
	target?: { kind: string; id: string };
	note?: { marker: string; postscript: string };
	chatIds?: string[];
	event?: { headers: Record<string, string>; body: string };
}

const OPERATIONS = ['describe', 'putNote', 'getTicket', 'findTickets', 'findAgents'];

/** What its calls prove themselves with, in the header `x-desk-token`. */
export const DESK_SECRET = 'a-long-random-value-of-the-desk';

/** The number of a ticket, as it was typed. */
const numberIn = (typed = '') => typed.trim().replace(/^#?0*/, '');

/**
 * A desk that no template knows: it keeps its tickets in memory and speaks nothing but the contract of a desk workflow (version 1), so that
 * what these tests show holds for every desk.
 */
export class AnyDesk {
	readonly tickets = new Map<string, Json>();

	notes: DeskNote[] = [];

	asked: Asked[] = [];

	/** Who works there; `null` where it does not tell. */
	agents: Json[] | null = [];

	/** Tickets of chats. */
	readonly chats = new Map<string, string>();

	messages: Array<{ chatId: string; text: string }> = [];

	readonly endedChats = new Set<string>();

	/** `down`: it answers nothing; `lost`: it writes one note and the answer is lost. */
	fault: 'down' | 'lost' | null = null;

	broken: Broken | null = null;

	private server!: Server;

	url = '';

	async start(): Promise<void> {
		this.server = createServer((request, response) => {
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', () => {
				const asked = JSON.parse(Buffer.concat(parts).toString()) as Asked;
				const answer = this.answer(asked);
				response.writeHead(answer ? 200 : 503, { 'content-type': 'application/json' });
				response.end(JSON.stringify(answer ? this.spoilt(answer) : {}));
			});
		});
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
		this.reset();
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	reset(): void {
		this.tickets.clear();
		this.chats.clear();
		this.messages = [];
		this.endedChats.clear();
		this.notes = [];
		this.asked = [];
		this.fault = null;
		this.broken = null;
		this.agents = [];
		const jordan = {
			name: 'Jordan Blake',
			email: 'jordan@example.com',
			company: 'Northwind Studio',
		};
		this.ticket(1201, { summary: 'Outlook keeps asking for the password', customer: jordan });
		this.ticket(1202, { summary: 'The scanner is silent' });
		this.ticket(1203, { summary: 'A new keyboard' });
		const casey = { name: 'Casey Brandt', email: 'casey@example.com', company: 'Brandt & Sons' };
		this.ticket(1206, { summary: 'Closed long ago', closed: true, customer: casey });
	}

	ticket(id: number, more: Json = {}): void {
		const at = new Date(Date.now() - 3_600_000).toISOString();
		this.tickets.set(String(id), {
			...{ id, number: id, summary: `Ticket ${id}`, status: 'New', closed: false, customer: null },
			...{ technician: null, device: null, openedAt: at, touchedAt: at, openChatId: null },
			url: `https://desk.example.com/ticket/${id}`,
			...more,
		});
	}

	/** What stands on a ticket, oldest first. */
	on(ticketId: number): DeskNote[] {
		return this.notes.filter((note) => note.ticketId === String(ticketId));
	}

	/** A published workflow that hands everything to this desk. @returns its id */
	async publish(api: Api): Promise<string> {
		const { id } = await api.createWorkflow({
			name: 'Any desk',
			nodes: [
				{
					name: 'When asked',
					type: 'n8n-nodes-base.executeWorkflowTrigger',
					typeVersion: 1.1,
					parameters: { inputSource: 'passthrough' },
				},
				{
					name: 'The desk',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					parameters: {
						method: 'POST',
						url: this.url,
						sendBody: true,
						specifyBody: 'json',
						jsonBody: '={{ JSON.stringify($json) }}',
						options: {},
					},
				},
			],
			connections: { 'When asked': { main: [[{ node: 'The desk', type: 'main', index: 0 }]] } },
		});
		await api.publish(id);
		return id;
	}

	private answer(asked: Asked): Json | null {
		this.asked.push(asked);
		if (this.fault === 'down' || this.broken === 'fails') return null;
		switch (asked.operation) {
			case 'describe':
				return {
					...{ contract: 1, desk: 'Any desk', system: 'halo', noteFormat: 'html' },
					...{ operations: OPERATIONS, canWriteAs: true, chats: false, privateNotes: true },
				};
			case 'findTickets':
				return { contract: 1, tickets: this.listed(asked), chats: this.chatsOf(asked) };
			case 'findAgents':
				if (this.agents) return { contract: 1, agents: this.agents.map((one) => this.agent(one)) };
				return { contract: 1, outcome: 'refused', said: 'This desk names nobody.' };
			case 'getTicket':
				return { contract: 1, ticket: this.tickets.get(numberIn(asked.ticket)) ?? null };
			case 'readEvent':
				return this.readEvent(asked);
			case 'putNote':
				return this.putNote(asked);
			case 'postToChat':
				return this.postToChat(asked as { chatId?: string | null; text?: string });
			default:
				return { contract: 1, outcome: 'refused', said: 'This desk cannot do that.' };
		}
	}

	/** What it says, as a workflow would that is wrong in one way. n8n makes an item of each entry of a list. */
	private spoilt(answer: Json): Json | Json[] {
		const { contract: _, ...bare } = answer;
		switch (this.broken) {
			case 'noContract':
				return bare;
			case 'otherContract':
				return { ...bare, contract: 2 };
			case 'unknownOutcome':
				return 'noteId' in answer ? { ...answer, outcome: 'done' } : answer;
			case 'twoItems':
				return [answer, answer];
			case 'nothing':
				return [];
			case 'otherTicket':
				return 'noteId' in answer ? { ...answer, ticketId: '1202' } : answer;
			default:
				return answer;
		}
	}

	private readEvent({ event }: Asked): Json {
		const { headers, body } = event ?? { headers: {}, body: '' };
		if (headers['x-desk-token'] !== DESK_SECRET) {
			return { contract: 1, outcome: 'refused', status: 401, said: 'That is not the secret.' };
		}
		const { id } = JSON.parse(body) as { id?: string };
		if (id === undefined) return { contract: 1, outcome: 'ignored', ticket: null };
		return { contract: 1, outcome: 'newTicket', ticket: this.tickets.get(String(id)) ?? null };
	}

	private agent({ id, ...rest }: Json): Json {
		return this.broken === 'agentsWithoutIds' ? rest : { id, ...rest };
	}

	private listed({ limit }: Asked): Json[] {
		const all = [...this.tickets.values()];
		return this.broken === 'noLimit' ? all : all.slice(0, limit ?? all.length);
	}

	private chatsOf({ chatIds = [] }: Asked): Json[] {
		return chatIds.flatMap((id) => {
			const ticketId = this.chats.get(id);
			return ticketId ? [{ id, ticketId }] : [];
		});
	}

	private postToChat({ chatId, text = '' }: { chatId?: string | null; text?: string }): Json {
		const said = { contract: 1, messageId: null, said: null };
		if (!chatId) return { ...said, outcome: 'refused', said: 'There is no chat.' };
		if (this.endedChats.has(chatId)) {
			return { ...said, outcome: 'closed', said: 'The chat has ended.' };
		}
		this.messages.push({ chatId, text });
		return { ...said, outcome: 'posted', messageId: String(this.messages.length) };
	}

	private putNote(asked: Asked): Json | null {
		const ticketId = asked.target?.id ?? '';
		const { marker, postscript } = asked.note ?? { marker: '', postscript: '' };
		const said = { contract: 1, ticketId, noteId: null, url: null, writtenAs: null, said: null };
		const writtenAs = (asked.author as Json | null)?.agentId ?? null;
		if (!this.tickets.has(ticketId)) return { ...said, outcome: 'notFound' };
		const there = this.on(Number(ticketId)).find((note) => note.marker.includes(marker));
		if (there && this.broken !== 'writesAgain')
			return { ...said, outcome: 'there', noteId: String(there.id) };
		const id = this.notes.length + 1;
		const { author: by, note, session } = asked as unknown as Record<string, Json>;
		this.notes.push({ id, ticketId, marker, postscript, by, note, session });
		if (this.fault === 'lost') {
			this.fault = null;
			return null;
		}
		return { ...said, outcome: 'written', noteId: String(id), writtenAs };
	}
}
