import { child } from './element';
import type { XmlElement } from './element';
import type { Customer, Endpoint, Representative } from '../model';
import { filled, filledOf, inLists, known, knownOf, numberOf, publicAddress } from './values';

/** The people of a report: who took part, and who led. `types` tells what a participant number stands for. */
export interface People {
	customer: Customer;
	representatives: Representative[];
	primaryRepresentative: Representative | null;
	types: Map<string, 'customer' | 'representative'>;
}

const endpointOf = (element: XmlElement | undefined): Endpoint => ({
	hostname: knownOf(element, 'hostname'),
	operatingSystem: knownOf(element, 'os'),
	...publicAddress(knownOf(element, 'public_ip')),
	privateIp: knownOf(element, 'private_ip'),
});

/** Reports were only ever seen with one customer; of several, the one who is marked or named as the first counts. */
function customerFrom(session: XmlElement, customers: XmlElement[]): Customer {
	const named = child(session, 'primary_customer');
	const number = filled(named?.attributes.gsnumber);
	const element =
		customers.find((one) => textIsOne(one, 'primary_cust')) ??
		customers.find((one) => number !== null && filled(one.attributes.gsnumber) === number) ??
		customers[0];
	const info = child(element, 'info');
	const username = knownOf(element, 'username');
	return {
		name: knownOf(info, 'name') ?? known(named?.text) ?? username,
		username,
		company: knownOf(info, 'company'),
		companyCode: knownOf(info, 'company_code'),
		issue: knownOf(info, 'issue'),
		details: knownOf(info, 'details'),
		...endpointOf(element),
	};
}

const textIsOne = (element: XmlElement | undefined, name: string) =>
	filledOf(element, name) === '1';

const representativeFrom = (element: XmlElement, primary: boolean): Representative => ({
	id: filled(element.attributes.id),
	username: knownOf(element, 'username'),
	publicName: knownOf(element, 'public_display_name') ?? knownOf(element, 'display_name'),
	privateName: knownOf(element, 'private_display_name'),
	primary,
	invited: textIsOne(element, 'invited'),
	secondsInvolved: numberOf(element, 'seconds_involved'),
	...endpointOf(element),
});

/**
 * `primary_rep` holds a display text only, so its number leads to the person, which is unique in a session; then its id,
 * which is not (invited vendors share 0), where one person alone has it; then the flags.
 */
function primaryOf(
	named: XmlElement | undefined,
	representatives: XmlElement[],
): XmlElement | undefined {
	const sharing = (attribute: 'id' | 'gsnumber') => {
		const value = filled(named?.attributes[attribute]);
		const found = representatives.filter((one) => filled(one.attributes[attribute]) === value);
		return value !== null && found.length === 1 ? found[0] : undefined;
	};
	return (
		sharing('gsnumber') ??
		sharing('id') ??
		representatives.find((one) => textIsOne(one, 'primary_rep') || textIsOne(one, 'session_owner'))
	);
}

/**
 * Somebody whom the report names as its owner but does not list. UNSURE [appliance.owner-name] which of the two display names that text is:
 * taken for the private one, which no customer ever sees.
 */
function unlistedPrimary(named: XmlElement | undefined): Representative | null {
	const id = filled(named?.attributes.id);
	const privateName = known(named?.text);
	if (id === null && privateName === null) return null;
	return {
		id,
		username: null,
		publicName: null,
		privateName,
		primary: true,
		invited: false,
		secondsInvolved: null,
		...endpointOf(undefined),
	};
}

/** Reads `customer_list`, `rep_list`, `primary_customer` and `primary_rep`; each may be missing or empty. */
export function peopleFrom(session: XmlElement): People {
	const customers = inLists(session, 'customer_list', 'customer');
	const listed = inLists(session, 'rep_list', 'representative');
	const named = child(session, 'primary_rep');
	const primary = primaryOf(named, listed);
	const types: People['types'] = new Map();
	for (const one of customers) types.set(one.attributes.gsnumber ?? '', 'customer');
	for (const one of listed) types.set(one.attributes.gsnumber ?? '', 'representative');
	types.delete('');
	return {
		customer: customerFrom(session, customers),
		representatives: listed.map((one) => representativeFrom(one, one === primary)),
		primaryRepresentative: primary ? representativeFrom(primary, true) : unlistedPrimary(named),
		types,
	};
}
