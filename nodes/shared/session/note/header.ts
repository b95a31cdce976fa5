import type { Context } from './context';
import { facts } from './context';
import type { Block } from './document';
import { duration, label } from './values';

function representativeFacts({ session, settings, names }: Context): Array<[string, string]> {
	const { representatives, primaryRepresentative } = session;
	const others = representatives
		.filter((one) => !one.primary)
		.map((one) => {
			const name = label(names.representative(one));
			return one.secondsInvolved === null || settings.forCustomer
				? name
				: `${name}, ${duration(one.secondsInvolved)}`;
		});
	return [
		[
			'Representative',
			primaryRepresentative ? label(names.representative(primaryRepresentative)) : '',
		],
		['Other representatives', others.join('\n')],
	];
}

function linkFact({ session }: Context): [string, string] {
	const { kind, system, id, signature } = session.link;
	if (kind === 'none') return ['External key', label(session.externalKey)];
	const target = [system, id].filter((part) => part !== null).join(' ');
	const doubt =
		signature === 'invalid' ? ' (the signature does not match: not made here, or changed)' : '';
	return [kind === 'ticket' ? 'Ticket' : 'Chat', `${label(target)}${doubt}`];
}

/** What only colleagues may read about the two computers. */
function internalFacts(context: Context): Array<[string, string]> {
	const { customer, publicPortal, attributes } = context.session;
	return [
		linkFact(context),
		['Computer', label(customer.hostname)],
		['Operating system', label(customer.operatingSystem)],
		['Public address', label(customer.publicIp)],
		['Private address', label(customer.privateIp)],
		['Public portal', label(publicPortal?.name ?? null)],
		...Object.entries(attributes)
			.filter(([name]) => name !== 'external_key')
			.map(([name, value]): [string, string] => [label(name), context.write(value)]),
	];
}

/** Who helped whom, when, how long and about what. */
export function header(context: Context): Block[] {
	const { session, settings, clock, write } = context;
	const { customer, durationSeconds, teams } = session;
	const who = [customer.name, customer.company].map(label).filter((part) => part !== '');
	const rows = facts([
		...representativeFacts(context),
		['Customer', who.join(', ')],
		['Started', clock.full(session.startedAt)],
		['Ended', clock.full(session.endedAt)],
		['Duration', durationSeconds === null ? '' : duration(durationSeconds)],
		['Team', teams.map((team) => label(team.name ?? team.id)).join(', ')],
		['Issue', write(customer.issue)],
		['Details', write(customer.details)],
		...(settings.forCustomer ? [] : internalFacts(context)),
	]);
	return rows.length > 0 ? [{ kind: 'facts', facts: rows }] : [];
}
