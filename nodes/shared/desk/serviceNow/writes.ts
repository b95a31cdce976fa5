import type { Told } from '../contract';
import type { Found, On } from '../desk';
import { type Flow, type Query, send } from '../flow';
import { requestTo } from '../request';
import { CANCELED, fieldNames, foundIn, STATES, sysIdIn } from './model';
import { adviceOn, inertText, reasonOf } from './notes';
import { nameOf, queryValue, recordPath, rowsOf, type ServiceNowSettings, valueOf } from './query';
import { cleaned, cut } from '../../session/text';
import { lineOf, textOf } from '../../session/value';

const NONE = { ticketId: null, number: null, url: null, status: null, said: null };

const opened = (outcome: string, { ticket }: Found): Told => ({
	...{ outcome, ticketId: ticket.id, number: ticket.number, url: ticket.url },
	...{ status: null, said: null },
});

/** The record that was opened for a key before; compared again, because a condition that the instance does not know is dropped. */
const byKey = (settings: ServiceNowSettings, key: string): Query<Found | null> => ({
	request: requestTo(settings, recordPath(settings), {
		query: {
			sysparm_query: `correlation_id=${key}`,
			sysparm_fields: `${fieldNames(settings)},correlation_id`,
			...{ sysparm_limit: '2', sysparm_display_value: 'all' },
		},
	}),
	read({ body }) {
		const row = rowsOf(body).find((one) => valueOf(one.correlation_id) === key);
		return row ? foundIn(row, settings) : null;
	},
});

/** The sys_id of the one user with an address; several are nobody. */
const byMail = (settings: ServiceNowSettings, email: string): Query<string | null> => ({
	request: requestTo(settings, '/api/now/table/sys_user', {
		query: {
			sysparm_query: `active=true^email=${queryValue(email, 254)}`,
			...{ sysparm_fields: 'sys_id,email', sysparm_limit: '3' },
		},
	}),
	read({ body }) {
		const same = rowsOf(body).filter(
			(one) => valueOf(one.email).toLowerCase() === email.toLowerCase(),
		);
		return same.length === 1 ? sysIdIn(valueOf(same[0].sys_id)) : null;
	},
});

/** Opens a record, once for a key: `correlation_id` holds it. Two calls at the same time may still open two, as nothing keeps it unique. */
export function* createTicket({ settings, asked }: On<ServiceNowSettings>): Flow<Told> {
	const { summary, text, customer, key: given } = asked.create ?? {};
	const key = queryValue(given, 64);
	if (key !== '') {
		const there = yield* send(byKey(settings, key));
		if (!there.ok) {
			return { ...NONE, outcome: 'refused', status: there.status, said: there.said };
		}
		if (there.value) return opened('there', there.value);
	}
	const email = lineOf(customer?.email, 254);
	let caller = sysIdIn(customer?.id);
	if (caller === null && email !== '') {
		const user = yield* send(byMail(settings, email));
		caller = user.ok ? user.value : null;
	}
	const callerField = nameOf(settings.caller, 'caller_id');
	const isOwnField = !callerField.includes('.');
	const who = [lineOf(customer?.name), email].filter(Boolean).join(', ');
	const isNamed = caller !== null && isOwnField;
	const description = [cut(cleaned(textOf(text)), 20_000), isNamed || !who ? '' : `From: ${who}`];
	const reply = yield* send({
		request: requestTo(settings, recordPath(settings), {
			method: 'POST',
			query: { sysparm_fields: fieldNames(settings), sysparm_display_value: 'all' },
			body: {
				short_description: lineOf(inertText(lineOf(summary, 160)), 160),
				description: inertText(description.filter(Boolean).join('\n\n')),
				...(isNamed ? { [callerField]: caller } : {}),
				...(key ? { correlation_id: key, correlation_display: 'BeyondTrust' } : {}),
			},
		}),
		read: ({ body }) => {
			const [row = {}] = rowsOf(body);
			return foundIn(row, settings);
		},
		because: ({ body }) => reasonOf(body),
	});
	if (!reply.ok) {
		const said = `${reply.said} ${adviceOn({ settings }, reply.status, reply.because)}`.trim();
		return { ...NONE, outcome: 'refused', status: reply.status, said };
	}
	return reply.value ? opened('created', reply.value) : { ...NONE, outcome: 'created' };
}

const ENDED: string[] = [STATES.resolved, STATES.closed];

/** The fields that a record in a state must have. */
function fieldsFor(state: string, { settings, asked }: On<ServiceNowSettings>) {
	const { text, resolution } = asked.status ?? {};
	// On hold wants to know for whom; 1 is the caller.
	if (state === STATES.pending) return { hold_reason: lineOf(resolution, 20) || '1' };
	if (!ENDED.includes(state)) return {};
	const notes = inertText(cut(cleaned(textOf(text)).trim(), 3900));
	return {
		close_code: lineOf(resolution, 100) || lineOf(settings.closeCode, 100) || undefined,
		close_notes: notes || undefined,
	};
}

/** Puts a record into a state: one of those that all instances have, or a number of the instance's own. */
export function* setStatus(on: On<ServiceNowSettings>, found: Found): Flow<Told> {
	const { settings, asked } = on;
	const { id: ticketId, url } = found.ticket;
	const to = lineOf(asked.status?.to, 60).toLowerCase();
	const known = STATES as Record<string, string>;
	const state = Object.hasOwn(known, to) ? known[to] : /^-?\d{1,5}$/.test(to) ? to : null;
	const about = { ticketId, url, status: null, said: null };
	if (state === null) {
		const said = `ServiceNow keeps states as numbers. Give open, pending, resolved, closed, or the number of the state (the value of the choice in the field 'state').`;
		return { ...about, outcome: 'unsupported', said };
	}
	const before = textOf(found.facts?.state);
	// What is closed or canceled is not opened again in order to be resolved.
	const isPast = ENDED.includes(state) && [STATES.closed, CANCELED].includes(before as '7');
	if (before === state || isPast) return { ...about, outcome: 'there' };
	const reply = yield* send({
		request: requestTo(settings, recordPath(settings, found.ref), {
			method: 'PATCH',
			query: { sysparm_fields: 'sys_id,number,state' },
			body: { state, ...fieldsFor(state, on) },
		}),
		read: ({ body }) => valueOf(rowsOf(body)[0]?.state),
		because: ({ body }) => reasonOf(body),
	});
	if (!reply.ok) {
		const advice =
			reply.because === 'mandatory' && ENDED.includes(state)
				? "A record is closed with a resolution code and resolution notes: pass in status.resolution (or set 'closeCode' in Settings to a code that the instance has) and status.text."
				: adviceOn(on, reply.status, reply.because);
		const said = `${reply.said} ${advice}`.trim();
		return { ...about, outcome: 'refused', status: reply.status, said };
	}
	if (reply.value === state) return { ...about, outcome: 'set' };
	const said = `ServiceNow accepted the change but left the record in state '${lineOf(reply.value, 40)}'. A business rule keeps it there, or the account of the credential may not write the field 'state'.`;
	return { ...about, outcome: 'refused', said };
}
