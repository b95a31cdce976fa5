import { lineOf, textOf } from '../../session/value';
import {
	isWebAddress,
	wrongWithAgents,
	wrongWithDescription,
	wrongWithTicket,
	wrongWithTickets,
} from './answer';
import { noteSteps } from './note';
import { row } from './row';
import type { CheckStep } from './step';
import { fieldsOf } from '../json';

/** Tickets of one list, at most. The ticket should be among the newest. */
const MOST = 500;

const isNumeric = (id: string) => /^\d+$/.test(id);

/** Whether what was typed means a ticket's id or number: without `#`, zeros in front and differences of case. */
const isSame = (typed: string, given: unknown) => {
	const bare = (text: string) =>
		text
			.trim()
			.replace(/^#\s*/, '')
			.replace(/^0+(?=\d)/, '')
			.toLowerCase();
	return bare(typed) === bare(textOf(given));
};

/** A number of a ticket that nobody has: the same with nines at the end, nine or more, within what 32 bits hold. */
export const nobodysNumber = (number: string): string =>
	`${number.replace(/\d+$/, '')}${'9'.repeat(Math.max(/\d*$/.exec(number)?.[0].length ?? 0, 9))}`;

/** A sentence where the desk found another ticket than the one that was meant, or none; `null` where it is the right one. */
function otherThan(typed: string, ticket: unknown): string | null {
	if (ticket === null) return `It found no ticket ${typed}.`;
	if (ticket === undefined) return "Its answer lacks 'ticket' (the ticket, or null).";
	const { id, number } = fieldsOf(ticket);
	if (isSame(typed, id) || isSame(typed, number)) return null;
	return `It was asked for ticket ${typed}, but answered with ticket '${lineOf(textOf(number) || id, 40)}'. Make it ask the desk for exactly one ticket, and compare its number.`;
}

const describe: CheckStep = {
	operation: 'describe',
	what: 'It says what it is and what it can do',
	decides: true,
	ask: () => ({}),
	read(answer) {
		const list = Array.isArray(answer.operations) ? (answer.operations as unknown[]) : [];
		const operations = list.map((one) => lineOf(one, 40)).filter(Boolean);
		const knows = {
			operations,
			canWriteAs: answer.canWriteAs === true,
			privateNotes: answer.privateNotes === true,
			canRead: answer.canRead !== false,
		};
		const wrong = wrongWithDescription(answer);
		const what = `${lineOf(answer.desk, 60)}, in links: ${lineOf(answer.system, 40)}. ${operations.join(', ')}.`;
		const said = wrong ? row(this.what, 'no', wrong) : row(this.what, 'yes', what);
		return { rows: [said], knows };
	},
};

const findAgents: CheckStep = {
	operation: 'findAgents',
	what: 'It names the agents',
	ask: () => ({}),
	read({ agents }, { author }) {
		const wrong = wrongWithAgents(agents);
		if (wrong) {
			const advice = `${wrong} Setup gets the agents' ids from here.`;
			return { rows: [row(this.what, 'no', advice)] };
		}
		const all = (agents as unknown[]).map(fieldsOf);
		if (all.length === 0) {
			const said = 'It named none. Check that its account may see the agents of the desk.';
			return { rows: [row(this.what, 'look', said)] };
		}
		const email = (author.email ?? '').toLowerCase();
		const mine = all.filter(
			(one) => one.enabled === true && email !== '' && textOf(one.email).toLowerCase() === email,
		);
		const agentId = author.agentId ?? (mine.length === 1 ? textOf(mine[0].id) : null);
		return {
			rows: [row(this.what, 'yes', `${all.length} of them.`)],
			knows: { author: { ...author, agentId } },
		};
	},
};

/** Whose ticket it is decides on unsigned links. */
const untold = (what: string, typed: string) =>
	row(
		what,
		'not offered',
		`It cannot check whether ticket ${typed} exists, or whose it is. So sessions with unsigned links stay unlinked until people link them.`,
	);

const NO_LIST =
	'It has no list of tickets. Forms and the reconciliation suggest no tickets, and people type the number.';

const getTicket: CheckStep = {
	operation: 'getTicket',
	what: 'It knows the ticket',
	decides: true,
	ask: ({ typed }) => ({ ticket: typed }),
	read({ ticket }, { typed, canRead }) {
		const other = otherThan(typed, ticket);
		if (other) {
			const advice =
				ticket === null
					? ` Enter a number that the desk has, or check that ${canRead ? 'its account may see it' : 'Settings of the desk workflow allows numbers of this form'}.`
					: '';
			return { rows: [row(this.what, 'no', other + advice)], ends: true };
		}
		const { id, number, url, touchedAt } = fieldsOf(ticket);
		const known = {
			...{ id: textOf(id), number: lineOf(number, 40) || lineOf(id, 40) },
			...{ url: isWebAddress(url) ? url : null, touchedAt: textOf(touchedAt) || null },
		};
		const wrong = wrongWithTicket(ticket, 'The ticket', canRead);
		const right = canRead ? row(this.what, 'yes', '', known.url) : untold(this.what, typed);
		const said = wrong ? row(this.what, 'no', wrong) : right;
		return { rows: [said], knows: { ticket: known }, ends: known.id === '' };
	},
};

/** The same ticket by a number that was typed in another way. */
const typedAs = (what: string, typed: (number: string) => string): CheckStep => ({
	operation: 'getTicket',
	what,
	ask: ({ ticket }) => ({ ticket: typed(ticket.number) }),
	read({ ticket }, state) {
		const other = otherThan(state.ticket.number, ticket);
		const how = `Asked for '${typed(state.ticket.number)}': `;
		const advice =
			'People type it like this. Remove what is not part of the number before asking the desk.';
		return { rows: [other ? row(what, 'no', `${how}${other} ${advice}`) : row(what, 'yes')] };
	},
});

const noTicket: CheckStep = {
	operation: 'getTicket',
	what: 'It says that there is no such ticket',
	unseen: 'It accepts every number as a ticket, because it cannot check.',
	ask: ({ ticket }) => ({ ticket: nobodysNumber(ticket.number) }),
	read({ ticket }, state) {
		if (ticket === null) return { rows: [row(this.what, 'yes')] };
		const said = `Asked for ticket ${nobodysNumber(state.ticket.number)}, which should not exist, it must answer ticket: null.`;
		return { rows: [row(this.what, 'no', said)] };
	},
};

const findTickets: CheckStep = {
	operation: 'findTickets',
	what: 'It finds the ticket among the newest',
	unseen: NO_LIST,
	ask: () => ({ since: null, text: '', limit: MOST }),
	read({ tickets }, { ticket }) {
		const wrong = wrongWithTickets(tickets);
		if (wrong) return { rows: [row(this.what, 'no', wrong)] };
		const all = (tickets as unknown[]).map(fieldsOf);
		const knows = { found: all.length };
		if (all.some(({ id }) => isSame(ticket.id, id)))
			return { rows: [row(this.what, 'yes')], knows };
		const said =
			all.length >= MOST
				? `It is not among the first ${all.length}. Check again with a ticket opened today.`
				: `It returned ${all.length} tickets, and ticket ${ticket.number} is not among them. Check whether its list leaves some out, such as closed ones, or stops after the first page.`;
		return { rows: [row(this.what, all.length >= MOST ? 'look' : 'no', said)], knows };
	},
};

const limited: CheckStep = {
	operation: 'findTickets',
	what: 'It returns no more tickets than asked for',
	unseen: NO_LIST,
	ask: ({ found }) => (found === null ? null : { since: null, text: '', limit: 1 }),
	read({ tickets }, { found }) {
		const count = Array.isArray(tickets) ? tickets.length : 0;
		if (count > 1) {
			const said = `Asked for 1 ticket, it returned ${count}. Make it respect 'limit': with thousands of tickets, the forms would wait for all of them.`;
			return { rows: [row(this.what, 'no', said)] };
		}
		const said = 'The desk has too few tickets to tell.';
		return { rows: [(found ?? 0) > 1 ? row(this.what, 'yes') : row(this.what, 'look', said)] };
	},
};

/** All questions, in an order in which nothing is written before it is known that the right ticket is meant. */
export const STEPS: CheckStep[] = [
	describe,
	findAgents,
	getTicket,
	typedAs('It knows it with # in front', (number) => `#${number}`),
	typedAs('It knows it with spaces and zeros', (number) =>
		isNumeric(number) ? `  000${number} ` : `  ${number} `,
	),
	noTicket,
	findTickets,
	limited,
	...noteSteps(nobodysNumber),
];
