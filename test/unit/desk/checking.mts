import { beginCheck, type CheckNext, goOnChecking } from '../../../nodes/shared/desk/check';
import type { CheckRow, CheckState } from '../../../nodes/shared/desk/check/row';

export type Fields = Record<string, any>;
export type Desk = (asked: Fields) => unknown[];

export const NOW = Date.parse('2026-11-27T10:00:00.000Z');
export const EMAIL = 'alex@example.com';

export const ticket = (id: string, more: Fields = {}): Fields => ({
	...{ id, number: id, summary: 'Printer', status: 'New', closed: false, customer: null },
	...{ technician: null, device: null, type: null, typeId: null, openChatId: null },
	...{ openedAt: new Date(NOW).toISOString(), touchedAt: null },
	...{ url: `https://desk.example.com/ticket/${id}`, ...more },
});

export const DESCRIBED: Fields = {
	...{ contract: 1, desk: 'Good Desk', system: 'good', noteFormat: 'html' },
	...{ operations: ['describe', 'putNote', 'getTicket', 'findTickets', 'findAgents'] },
	...{ canWriteAs: true, chats: false, privateNotes: true },
};

/** A desk that does everything right, with what `change` makes of one answer; its notes can be seen. */
export function goodDesk(change: (asked: Fields, answer: Fields) => unknown = (_, one) => one) {
	const notes: Fields[] = [];
	const tickets = ['1201', '1202'].map((id) => ticket(id));
	const answer = (asked: Fields): Fields => {
		const number = String(asked.ticket ?? asked.target?.id ?? '').replace(/^\s*#?0*|\s+$/g, '');
		const found = tickets.find(({ id }) => id === number);
		switch (asked.operation) {
			case 'describe':
				return DESCRIBED;
			case 'findAgents':
				return {
					contract: 1,
					agents: [{ id: '21', name: 'Alex Morgan', email: EMAIL, enabled: true }],
				};
			case 'getTicket':
				return { contract: 1, ticket: found ?? null };
			case 'findTickets':
				return { contract: 1, tickets: tickets.slice(0, asked.limit) };
			default: {
				const said = { contract: 1, ticketId: number, noteId: null, writtenAs: null };
				if (!found) return { ...said, outcome: 'notFound' };
				const there = notes.find(({ marker }) => marker === asked.note.marker);
				if (there) return { ...said, outcome: 'there', noteId: there.id };
				notes.push({ id: String(notes.length + 1), marker: asked.note.marker, asked });
				const writtenAs = asked.author.agentId as string;
				return { ...said, outcome: 'written', noteId: String(notes.length), writtenAs };
			}
		}
	};
	const desk: Desk = (asked) => [change(asked, answer(asked))].flat();
	return { desk, notes };
}

/** A desk that does everything right but for one operation. */
export const of = (
	operation: string,
	more: Fields | ((answer: Fields, asked: Fields) => unknown),
) =>
	goodDesk((asked, answer) => {
		if (asked.operation !== operation) return answer;
		return typeof more === 'function' ? more(answer, asked) : { ...answer, ...more };
	}).desk;

const copied = <T,>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export const begin = (more: Partial<Parameters<typeof beginCheck>[0]> = {}) =>
	beginCheck({
		form: { ticket: '1201', user: { email: EMAIL } },
		technicians: [],
		settings: { deskWorkflow: 'a1' },
		now: NOW,
		...more,
	});

/** A whole check; each state goes through JSON, as between the nodes of a canvas. */
export function check(desk: Desk, first: CheckNext = begin()) {
	const asked: Fields[] = [];
	let next = first;
	while (next.goes === 'ask' && asked.length < 50) {
		const question = copied(next.asked) as Fields;
		asked.push(question);
		next = goOnChecking(copied(next.state) as CheckState, copied(desk(question)));
	}
	const holds = (wanted: CheckRow['holds']) =>
		next.rows.filter((one) => one.holds === wanted).map(({ what }) => what);
	const said = (what: RegExp) => next.rows.find((one) => what.test(one.what))?.said;
	return { ...next, questions: asked, holds, sentence: said };
}
