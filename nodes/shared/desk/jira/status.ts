import type { Told } from '../contract';
import type { Found, On } from '../desk';
import { type Flow, type Reply, send } from '../flow';
import { type Fields, fieldsOf, listOf } from '../json';
import { issuePath } from './model';
import type { JiraSettings } from './settings';
import { requestTo } from '../request';
import { lineOf, textOrNull } from '../../session/value';

/** A way from the present status to another one, as the ticket's workflow offers it to this account. */
interface Transition {
	id: string;
	name: string;
	to: string;
	/** `new`, `indeterminate`, `done`. */
	category: string;
	/** Names of the resolutions that it takes; `null` where it has no such field, and sending one would be refused. */
	resolutions: string[] | null;
	needsResolution: boolean;
}

function transitionIn(one: Fields): Transition[] {
	const to = fieldsOf(one.to);
	const id = textOrNull(one.id);
	if (id === null || one.isAvailable === false) return [];
	const resolution = fieldsOf(one.fields).resolution;
	const values = fieldsOf(resolution).allowedValues;
	const names = Array.isArray(values) ? listOf(values, '').map(({ name }) => lineOf(name)) : [];
	return [
		{
			...{ id, name: lineOf(one.name), to: lineOf(to.name) },
			category: lineOf(fieldsOf(to.statusCategory).key),
			resolutions: resolution === undefined ? null : names.filter(Boolean),
			needsResolution: fieldsOf(resolution).required === true,
		},
	];
}

/** The contract's words: categories of the statuses that they mean, and what such a status is mostly called where several are. */
const WORDS: Record<string, { categories: string[]; called: string[] }> = {
	open: {
		categories: ['new', 'indeterminate'],
		called: ['open', 'reopened', 'waiting for support', 'in progress', 'to do'],
	},
	pending: { categories: ['indeterminate'], called: ['pending', 'waiting for customer'] },
	resolved: { categories: ['done'], called: ['resolved', 'done', 'closed'] },
	closed: { categories: ['done'], called: ['closed', 'done', 'resolved'] },
};

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** The transition that is meant, or those of which nobody knows which one it is. */
function choose(all: Transition[], to: string): Transition | Transition[] {
	const named = all.find((one) => same(one.to, to)) ?? all.find((one) => same(one.name, to));
	if (named) return named;
	const word = Object.hasOwn(WORDS, to) ? WORDS[to] : null;
	if (!word) return all;
	const fit = all.filter(({ category }) => word.categories.includes(category));
	const called = word.called.flatMap((name) => fit.filter((one) => same(one.to, name)));
	if (called.length > 0) return called[0];
	// 'Pending' has no category of its own: nobody can tell a single one by its category.
	return fit.length === 1 && to !== 'pending' ? fit[0] : all;
}

/** The resolution to send: `null` where there is none to send; a sentence where one is needed that nobody has named. */
function resolutionFor(
	{ settings, asked }: On<JiraSettings>,
	{ resolutions, needsResolution }: Transition,
): { name: string | null } | string {
	const wanted = lineOf(asked.status?.resolution) || lineOf(settings.resolution);
	if (resolutions === null || wanted === '') {
		if (!needsResolution) return { name: null };
		return `Jira requires a resolution. Enter one as 'resolution' in Settings: ${quoted(resolutions ?? [])}.`;
	}
	const known = resolutions.find((one) => same(one, wanted));
	// Where Jira lists none, it decides itself.
	if (known !== undefined || resolutions.length === 0) return { name: known ?? wanted };
	return `Jira has no resolution '${wanted}' here. Check 'resolution' in Settings. Jira accepts ${quoted(resolutions)}.`;
}

const quoted = (names: string[]) =>
	[...new Set(names)]
		.slice(0, 10)
		.map((one) => `'${lineOf(one, 60)}'`)
		.join(', ') || 'nothing';

const listed = ({ settings }: On<JiraSettings>, { ref }: Found) =>
	send({
		request: requestTo(settings, `${issuePath(ref)}/transitions`, {
			query: { expand: 'transitions.fields' },
		}),
		read: ({ body }): Transition[] => {
			const list = fieldsOf(body).transitions;
			return Array.isArray(list) ? listOf(list, '').flatMap(transitionIn) : [];
		},
	});

const perform = (
	{ settings }: On<JiraSettings>,
	{ ref }: Found,
	{ id }: Transition,
	resolution: string | null,
) =>
	send({
		request: requestTo(settings, `${issuePath(ref)}/transitions`, {
			method: 'POST',
			body: {
				transition: { id },
				...(resolution ? { fields: { resolution: { name: resolution } } } : {}),
			},
		}),
		read: () => true,
	});

/** Somebody else changed the ticket at the same moment: the ways are looked at anew, once. */
const CONFLICT = 409;

/**
 * Puts a ticket into a status by a transition of its workflow. Jira wants no reason; a text would become a comment that the customer sees, so none
 * is sent.
 */
export function* setStatus(on: On<JiraSettings>, found: Found): Flow<Told> {
	const { id: ticketId, url, closed, status } = found.ticket;
	const typed = lineOf(on.asked.status?.to);
	const to = typed.toLowerCase();
	const about = { ticketId, url, status: null };
	const isDone = to === 'closed' || to === 'resolved';
	const isThere = isDone ? closed : to === 'open' ? !closed : same(status ?? '', to);
	if (isThere) return { outcome: 'there', ...about, said: null };
	const refused = (said: string, code: number | null = null): Told => ({
		...{ outcome: 'refused', ...about, status: code, said },
	});
	const may = "Check the permission 'Transition issues' of the account of the credential.";
	let done: Reply<boolean> | null = null;
	for (let turn = 0; turn < 2; turn += 1) {
		const ways = yield* listed(on, found);
		if (!ways.ok) return refused(`${ways.said} ${may}`, ways.status);
		if (ways.value.length === 0) {
			return refused(`The ticket's workflow offers no other status right now. ${may}`);
		}
		const way = choose(ways.value, to);
		if (Array.isArray(way)) {
			const offers = quoted(way.map((one) => one.to));
			return refused(
				`The ticket's workflow has no single transition to '${typed}' right now. It offers ${offers}.`,
			);
		}
		const resolution = resolutionFor(on, way);
		if (typeof resolution === 'string') return refused(resolution);
		done = yield* perform(on, found, way, resolution.name);
		if (done.ok) return { outcome: 'set', ...about, said: null };
		if (done.status !== CONFLICT) break;
	}
	const { said = '', status: code = null } = done && !done.ok ? done : {};
	const wants = "The ticket's workflow may require fields that this desk workflow does not know.";
	return refused(`${said} ${wants}`, code);
}
