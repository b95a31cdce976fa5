import type { Flow } from '../../flow';
import { beyondTrust, firstOf, goingOn, itemOf, oneByOne, js, object } from '../../nodes';
import { chosen } from './chooseSessions';
import { firstLine } from '../route/firstLine';
import { halo } from '../desk/halo';
import { sessionOrStored } from '../route/storedSession';
import { WORDS } from './linkText';

/** Tickets that are looked through, and most that the page offers. */
const RECENT = 200;
const OF_CUSTOMER = 100;
const OFFERS = 6;

const NEWEST = 'Ask the desk for its newest tickets';
const THEIRS = "Ask the desk for the customer's tickets";
const CANDIDATES = 'Which tickets may it be?';
const EACH = 'One after the other';
const REPORT = 'Read its report';
const FACTS = 'What is known of it?';
const SUGGEST = 'Suggest tickets';
const FITTING = 'Which tickets fit it?';
const OFFERED = 'Which tickets are offered?';

/** `{ sessions, offers }`: with what the appliance says of them, and lines that begin with a ticket's number. */
export const offered = firstOf(OFFERED);

const ticketsOf = (node: string) =>
	`(() => { const body = ${firstOf(node)}.body ?? []; return Array.isArray(body) ? body : body.tickets ?? []; })()`;

/** A session cannot be linked to where it is, so what all chosen ones are on is no candidate. */
const candidates = `(() => {
	const theirs = ${ticketsOf(THEIRS)};
	const sessions = ${chosen}.sessions;
	const all = [...theirs, ...${ticketsOf(NEWEST)}].filter((one) => Number(one.id) && !sessions.every((session) => Number(session.from) === Number(one.id)));
	const ids = all.map((one) => Number(one.id));
	return { sessions, candidates: all.filter((one, index) => ids.indexOf(Number(one.id)) === index), theirs: theirs.map((one) => Number(one.id)) };
})()`;

const facts = `(() => {
	const row = ${itemOf(EACH)};
	const session = ${sessionOrStored(itemOf(EACH))};
	return { row: { ...row, company: session.customer?.company ?? null, firstLine: row.firstLine ?? ${firstLine('session')} }, session };
})()`;

/** Best first: what fits most of the chosen sessions best, then what else the desk has of that customer. */
const offers = `(() => {
	${WORDS}
	const found = $input.all().map((one) => one.json);
	const { candidates, theirs } = ${firstOf(CANDIDATES)};
	const all = found.flatMap((one) => one.suggestions);
	const sum = (id) => all.filter((one) => one.id === id).reduce((total, one) => total + one.score, 0);
	const suggested = [...new Set(all.map((one) => one.id))].sort((a, b) => sum(b) - sum(a));
	const others = theirs.map(String).filter((id) => !suggested.includes(id));
	const label = (id) => {
		const ticket = candidates.find((one) => String(one.id) === id);
		if (!ticket) return null;
		const reasons = all.find((one) => one.id === id)?.reasons ?? [];
		const how = found.length > 1 && reasons.length ? 'fits ' + all.filter((one) => one.id === id).length + ' of ' + found.length + ': ' : '';
		return [id, plain(ticket.summary, 70), plain([ticket.user_name, ticket.client_name].filter(Boolean).join(', '), 50), ticket.hasbeenclosed ? 'closed' : null, reasons.length ? how + plain(reasons.slice(0, 3).join(' '), 200) : null].filter(Boolean).join(' · ');
	};
	return { sessions: found.map((one) => one.row), suggested: suggested.length, offers: [...suggested, ...others].map(label).filter(Boolean).slice(0, ${OFFERS}) };
})()`;

/**
 * Reads what the appliance knows of the chosen sessions, and asks the package which of the desk's tickets fit. Neither a report
 * that is gone nor a suggestion that failed is a reason not to go on.
 *
 * @returns names: of the first and the last node; of the requests whose `error` must be led on
 */
export function suggestForLink(flow: Flow) {
	flow.add(
		halo.getRecentTickets(NEWEST, RECENT),
		halo.getTicketsLike(THEIRS, `(${chosen}.sessions[0].customer ?? '')`, OF_CUSTOMER),
		object(CANDIDATES, candidates),
		oneByOne(EACH, 'sessions'),
		goingOn(beyondTrust(REPORT, 'session', 'get', { sessionId: js('$json.sessionId') })),
		object(FACTS, facts),
		goingOn(
			beyondTrust(SUGGEST, 'session', 'suggestTickets', {
				session: js('$json.session'),
				candidates: js(`${firstOf(CANDIDATES)}.candidates`),
				options: {},
			}),
		),
		// n8n cannot hand out an item again that holds an error, so each is looked at by itself.
		object(FITTING, `{ row: ${itemOf(FACTS)}.row, suggestions: $json.suggestions ?? [] }`),
		object(OFFERED, offers, { executeOnce: true }),
	);
	flow.path(NEWEST, THEIRS, CANDIDATES, EACH, REPORT, FACTS, SUGGEST, FITTING, OFFERED);
	return { first: NEWEST, last: OFFERED, requests: [NEWEST, THEIRS] };
}
