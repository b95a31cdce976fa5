import { invalid } from './refusals.mts';
import type { Ticket, User } from './model.mts';
import type { Store } from './store.mts';

interface Term {
	name: string;
	how: ':' | '<' | '>' | '<=' | '>=' | '';
	value: string;
	isNot: boolean;
}

/** Terms of a query: words, phrases in quotes, and properties; a minus leaves out. */
export function termsOf(query: string): Term[] {
	const found = query.matchAll(/(-?)(?:([a-z_]+)(<=|>=|:|<|>))?("[^"]*"?|\S+)/gi);
	return [...found].map(([, minus, name = '', how = '', value]) => ({
		...{ name: name.toLowerCase(), how: how as Term['how'] },
		...{ value: value.replace(/"/g, '').toLowerCase(), isNot: minus === '-' },
	}));
}

/** A time without a zone is one of the account's zone. */
function moment(text: string, zoneMinutes: number): number {
	const given = text.toUpperCase();
	const isZoned = /Z$|[+-]\d\d:?\d\d$/.test(given);
	return Date.parse(isZoned ? given : `${given}Z`) - (isZoned ? 0 : zoneMinutes * 60_000);
}

const compared = (a: number, how: Term['how'], b: number): boolean => {
	if (how === '<') return a < b;
	if (how === '<=') return a <= b;
	if (how === '>') return a > b;
	return how === '>=' ? a >= b : a === b;
};

const STATUS_ORDER = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];

/** Tickets that a query finds, as the index knows them. @throws Refusal 422 for a property that there is not */
export function searchTickets({ index, switches }: Store, query: string): Ticket[] {
	const terms = termsOf(query);
	const fits = (ticket: Ticket, words: string, { name, how, value }: Term): boolean => {
		switch (name) {
			case '':
				return words.includes(value.replace(/\*/g, ''));
			case 'type':
				return value === 'ticket';
			case 'tags':
				return ticket.tags.some((tag) => tag.toLowerCase() === value);
			case 'status':
				return compared(STATUS_ORDER.indexOf(ticket.status), how, STATUS_ORDER.indexOf(value));
			case 'updated':
				return compared(Date.parse(ticket.updated_at), how, moment(value, switches.zoneMinutes));
			case 'created':
				return compared(Date.parse(ticket.created_at), how, moment(value, switches.zoneMinutes));
			default:
				throw invalid('query', `Invalid search: ${name}`);
		}
	};
	return index
		.known()
		.filter(({ ticket, words }) => terms.every((term) => fits(ticket, words, term) !== term.isNot))
		.map(({ ticket }) => ticket);
}

/** Users that a query finds: roles are alternatives, all else must fit. */
export function searchUsers({ data }: Store, query: string): User[] {
	const terms = termsOf(query);
	const roles = terms.filter(({ name }) => name === 'role').map(({ value }) => value);
	const fits = (user: User, { name, value }: Term): boolean => {
		if (name === 'role') return roles.includes(user.role);
		if (name === 'email') return user.email?.toLowerCase() === value;
		if (name === '') return `${user.name} ${user.email ?? ''}`.toLowerCase().includes(value);
		throw invalid('query', `Invalid search: ${name}`);
	};
	return data.users.filter((user) => terms.every((term) => fits(user, term) !== term.isNot));
}
