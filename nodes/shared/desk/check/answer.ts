import { lineOf, textOf } from '../../session/value';
import { type Fields, fieldsOf } from '../json';

/** What a desk workflow may say of an operation; those that answer with a list or a ticket say an outcome only where there is none. */
const OUTCOMES: Record<string, string[]> = {
	putNote: ['written', 'there', 'posted', 'hasTicket', 'notFound', 'closed'],
};
const EVERYWHERE = ['refused', 'later', 'unsupported'];

/** A person reads it on a page: nothing of a desk is longer there. */
const quoted = (value: unknown) => `'${lineOf(value, 300)}'`;

/** What is agreed on came back, or a sentence that says what is wrong with it and what to do. */
export type Read = { answer: Fields } | { wrong: string; isNone: boolean };

const none = (wrong: string): Read => ({ wrong, isNone: true });

const errorOf = (error: unknown) => (typeof error === 'object' ? fieldsOf(error).message : error);

/** What comes back of a call, before its fields are looked at. `isNone`: it was no answer at all. */
export function answerFrom(items: unknown[], operation: string): Read {
	if (items.length > 1) {
		return none(
			`It returned ${items.length} items. Make its last node return one, even if a list or an answer with several entries comes before it.`,
		);
	}
	const answer = fieldsOf(items[0]);
	if (Object.keys(answer).length === 0) {
		return none(
			'It returned nothing. Make sure that each of its branches ends in a node that returns an item, even if a node before it finds nothing.',
		);
	}
	const { contract, error } = answer;
	if (contract === undefined && error !== undefined) {
		return none(
			`It failed: ${quoted(errorOf(error))} Look at its last execution in n8n. If something cannot be done right now, it should answer with outcome 'later'.`,
		);
	}
	if (contract === undefined) {
		return none("Its answer has no field 'contract'. Make it put contract: 1 into every answer.");
	}
	if (contract !== 1) {
		return none(
			`It answers with version ${quoted(contract)} of the contract, but these templates know version 1, as a number. Use a desk workflow of the same version.`,
		);
	}
	return outcomeOf(answer, operation);
}

function outcomeOf(answer: Fields, operation: string): Read {
	const outcome = textOf(answer.outcome);
	const said = textOf(answer.said) ? ` It said: ${quoted(answer.said)}` : '';
	const own = OUTCOMES[operation] ?? [];
	const fault = (wrong: string): Read => ({ wrong: `${wrong}${said}`, isNone: false });
	if (answer.outcome === undefined && own.length === 0) return { answer };
	if (own.includes(outcome)) return { answer };
	if (outcome === 'refused') {
		const status = textOf(answer.status);
		return fault(
			`The desk refused it${status ? ` with HTTP ${lineOf(status, 10)}` : ''}. Check the permissions of its credential's account.`,
		);
	}
	if (outcome === 'later') {
		return fault('It could not be done right now. Fix what it names, and check again.');
	}
	if (outcome === 'unsupported') {
		return fault(
			`'describe' lists ${operation}, but the workflow cannot do it. Remove it from the list.`,
		);
	}
	const what = answer.outcome === undefined ? 'no outcome' : `the outcome ${quoted(outcome)}`;
	const known = [...own, ...EVERYWHERE].join(', ');
	return fault(`It answered with ${what}. The templates know: ${known}.`);
}

const isText = (value: unknown) => textOf(value).trim() !== '';
const orNull = (value: unknown) => value === null || value === undefined || isString(value);
const isString = (value: unknown) => typeof value === 'string';
const isSwitch = (value: unknown) => typeof value === 'boolean';
/** A time without a zone means another one to each reader. */
const isTime = (value: unknown) =>
	value === null ||
	value === undefined ||
	(/^\d{4}-\d\d-\d\dT[\d:.]{4,20}(?:Z|[+-]\d\d:\d\d)$/.test(textOf(value)) &&
		!Number.isNaN(Date.parse(textOf(value))));

/** Only such addresses become links. */
export const isWebAddress = (value: unknown): value is string =>
	typeof value === 'string' && /^https?:\/\/[^\s"'<>]{1,2000}$/.test(value);

/** The fields of an object that are not as agreed on; each is told with what it must be. */
const faultsIn = (fields: Fields, wanted: Record<string, [(value: unknown) => boolean, string]>) =>
	Object.entries(wanted)
		.filter(([name, [isRight]]) => !isRight(fields[name]))
		.map(([name, [, what]]) => {
			const is = textOf(fields[name]) === '' ? '' : `, not ${quoted(fields[name])}`;
			return `'${name}' must be ${what}${is}`;
		});

const TICKET: Parameters<typeof faultsIn>[1] = {
	id: [isText, 'a text'],
	number: [isText, 'a text'],
	summary: [isString, 'a text'],
	closed: [isSwitch, 'true or false'],
	customer: [
		(value) => value === null || (typeof value === 'object' && !Array.isArray(value)),
		'id, name, email and company, or null',
	],
	openedAt: [isTime, 'a time in ISO 8601 with its zone, or null'],
	touchedAt: [isTime, 'a time in ISO 8601 with its zone, or null'],
	url: [isWebAddress, 'its web address'],
};

/** Of a desk that cannot look, nobody may know the address. */
const UNSEEN: Parameters<typeof faultsIn>[1] = {
	...TICKET,
	url: [(value) => value === '' || isWebAddress(value), 'its web address, or empty'],
};

const AGENT: Parameters<typeof faultsIn>[1] = {
	id: [isText, 'a text'],
	name: [isText, 'a text'],
	email: [orNull, 'a text, or null'],
	enabled: [isSwitch, 'true or false'],
};

const DESCRIBED: Parameters<typeof faultsIn>[1] = {
	desk: [isText, 'its name'],
	system: [
		(value) => /^[a-z0-9][a-z0-9._-]*$/.test(textOf(value)),
		'its name in links, lower case',
	],
	operations: [
		(value) => Array.isArray(value) && value.length > 0 && value.every(isString),
		'a list of names',
	],
	noteFormat: [
		(value) =>
			['adf', 'html', 'jiraWiki', 'markdown', 'slackMrkdwn', 'text'].includes(textOf(value)),
		'adf, html, jiraWiki, markdown, slackMrkdwn or text',
	],
	canWriteAs: [isSwitch, 'true or false'],
	chats: [isSwitch, 'true or false'],
	privateNotes: [isSwitch, 'true or false'],
};

const sentence = (what: string, wrong: string[]) =>
	wrong.length > 0 ? `${what} is not as agreed on: ${wrong.join('; ')}.` : null;

/** What is wrong with a ticket, in a sentence; `null` where nothing is. `isSeen`: the desk was asked for it. */
export const wrongWithTicket = (ticket: unknown, what = 'The ticket', isSeen = true) =>
	sentence(what, faultsIn(fieldsOf(ticket), isSeen ? TICKET : UNSEEN));

/** The same of what `describe` says. */
export const wrongWithDescription = (answer: Fields) =>
	sentence('Its answer', faultsIn(answer, DESCRIBED));

/** What is wrong with a list, by its first entry that is not as agreed on. */
function wrongInList(
	list: unknown,
	name: string,
	wrong: (one: unknown, at: string) => string | null,
) {
	if (!Array.isArray(list)) return `Its answer lacks '${name}' (a list, also where it is empty).`;
	for (const [index, one] of (list as unknown[]).entries()) {
		const found = wrong(one, `Entry ${index + 1} of '${name}'`);
		if (found) return found;
	}
	return null;
}

export const wrongWithTickets = (list: unknown) =>
	wrongInList(list, 'tickets', (one, at) => wrongWithTicket(one, at));

export const wrongWithAgents = (list: unknown) =>
	wrongInList(list, 'agents', (one, at) => sentence(at, faultsIn(fieldsOf(one), AGENT)));
