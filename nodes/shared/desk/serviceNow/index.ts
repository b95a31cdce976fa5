/** ServiceNow: its requests, and what its answers mean. */

import type { Desk, Found, On } from '../desk';
import { bySecret } from '../event';
import type { Query } from '../flow';
import { requestTo } from '../request';
import { agentIn, fieldNames, foundIn, newTicketIn, numberOf, sysIdIn, ticketIn } from './model';
import { adviceOn, LONGEST_NOTE, noteLimit, notes, write } from './notes';
import {
	nameOf,
	nextOf,
	PAGE,
	queryValue,
	recordPath,
	rowsOf,
	type ServiceNowSettings,
} from './query';
import { addTime } from './time';
import { createTicket, setStatus } from './writes';

/** One record; by its number it comes as a list, which may hold any others where the instance drops a condition. */
function ticket({ settings }: On<ServiceNowSettings>, id: string): Query<Found | null> {
	const ref = sysIdIn(id);
	const query = { sysparm_fields: fieldNames(settings), sysparm_display_value: 'all' };
	const number = numberOf(settings, id);
	return {
		request:
			ref === null
				? requestTo(settings, recordPath(settings), {
						query: { ...query, sysparm_query: `number=${number}`, sysparm_limit: '2' },
					})
				: requestTo(settings, recordPath(settings, ref), { query }),
		read({ body }) {
			const all = rowsOf(body).map((row) => foundIn(row, settings));
			const isIt = (one: Found | null) =>
				ref === null ? one?.ticket.number === number : one?.ref === ref;
			return all.find(isIt) ?? null;
		},
	};
}

/** Hours that a date in a query may be off: it is read in the zone of the account, between 12 behind and 14 before UTC. */
const ZONES = 14;

/** `YYYY-MM-DD HH:MM:SS`, so early that no zone leaves out what was touched since; the caller looks again at the times in UTC. */
function touchedSince(since: string | null): string {
	const at = Date.parse(since ?? '');
	if (Number.isNaN(at) || at < 0) return '';
	const from = new Date(at - ZONES * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
	return `sys_updated_on>=${from}`;
}

const tickets: Desk<ServiceNowSettings>['tickets'] = ({ settings }, wanted, cursor) => {
	const { since, text, limit } = wanted;
	const value = queryValue(text);
	const caller = nameOf(settings.caller, 'caller_id');
	const named = ['short_description', 'number', `${caller}.name`];
	const conditions = [
		touchedSince(since),
		value && named.map((field) => `${field}LIKE${value}`).join('^OR'),
		'ORDERBYDESCsys_updated_on',
	];
	return {
		request: requestTo(settings, recordPath(settings), {
			query: {
				sysparm_query: conditions.filter(Boolean).join('^'),
				sysparm_fields: fieldNames(settings),
				sysparm_display_value: 'all',
				sysparm_limit: String(Math.min(limit, PAGE)),
				sysparm_offset: cursor ?? '0',
			},
		}),
		read(got) {
			const rows = rowsOf(got.body);
			const found = rows.map((row) => foundIn(row, settings)?.ticket ?? null);
			return {
				items: found.filter((one) => one !== null),
				next: nextOf(got, rows.length, cursor),
			};
		},
	};
};

/** UNSURE [servicenow.roles] whether every instance takes `roles` as a condition on users. Where it does not, it is dropped, and all active users come. */
const agents: NonNullable<Desk<ServiceNowSettings>['agents']> = ({ settings }, author, cursor) => {
	const role = queryValue(settings.agentRole, 80);
	const whom = [
		...(author?.email ? [`email=${queryValue(author.email, 254)}`] : []),
		...(author?.names ?? []).slice(0, 3).map((name) => `name=${queryValue(name, 100)}`),
	];
	const conditions = ['active=true', role && `roles=${role}`, whom.join('^OR'), 'ORDERBYname'];
	return {
		request: requestTo(settings, '/api/now/table/sys_user', {
			query: {
				sysparm_query: conditions.filter(Boolean).join('^'),
				sysparm_fields: 'sys_id,user_name,name,email,active',
				...{ sysparm_limit: String(PAGE), sysparm_offset: cursor ?? '0' },
			},
		}),
		read(got) {
			const rows = rowsOf(got.body);
			const found = rows.map(agentIn).filter((one) => one !== null);
			return { items: found, next: nextOf(got, rows.length, cursor) };
		},
	};
};

/** ServiceNow by its Table API: incidents, or another kind of record with numbers and journals. */
export const serviceNow: Desk<ServiceNowSettings> = {
	name: 'ServiceNow',
	sampleAddress: 'https://your-instance.service-now.com',
	noteFormat: 'text',
	longestNote: LONGEST_NOTE,
	noteLimit,
	// The author of a journal entry is who writes it.
	canWriteAs: false,
	privateNotes: true,
	loginAdvice:
		"Check the credential: client ID and secret, the token address (…/oauth_token.do), and that the application's user is active. Many instances refuse Basic Auth whatever the password.",
	pageAdvice:
		"Instances do this while they hibernate (developer instances) or are being upgraded: open the instance in a browser. Otherwise check 'address' in Settings.",
	hiddenAdvice:
		"ServiceNow has no such record in the 'table' of Settings, or does not show it to the account of the credential. Its answer is the same in both cases.",
	ticketIn,
	ticket,
	tickets,
	agents,
	notes,
	write,
	adviceOn,
	events: { doubt: bySecret, newTicketIn },
	createTicket,
	setStatus,
	findsTimeItself: true,
	addTime: addTime(agents),
};
