import type { Participant, Representative, Session } from '../model';

/** How the people of a session are called in a note, for colleagues or for customers. */
export interface Names {
	representative(person: Representative): string;
	speaker(participant: Participant): string;
	/** The name of somebody of whom the report says no more than that. */
	byName(name: string | null): string;
	/** An automatic line may name a representative; customers read the public name. */
	systemLine(text: string): string;
}

const SOMEBODY = 'Representative';

/** Names that a customer can take to pass for somebody else. */
const SYSTEM_NAMES = ['system', 'beyondtrust', 'bomgar'];

const namesOf = ({ privateName, publicName, username }: Representative) =>
	[privateName, publicName, username].flatMap((name) => name || []);

function everybody(session: Session): Representative[] {
	const { representatives, primaryRepresentative } = session;
	return primaryRepresentative ? [...representatives, primaryRepresentative] : representatives;
}

/** A customer who bears the name of a representative is told apart. */
function customerNames(session: Session, people: Representative[]) {
	const taken = new Set([
		...SYSTEM_NAMES,
		...people.flatMap(namesOf).map((name) => name.toLowerCase()),
	]);
	return (name: string | null) => {
		const shown = name || session.customer.name || 'Customer';
		return taken.has(shown.trim().toLowerCase()) ? `${shown} (customer)` : shown;
	};
}

function internalNames(session: Session): Names {
	const customer = customerNames(session, everybody(session));
	return {
		representative({ privateName, publicName, username }) {
			const name = privateName || publicName || username || SOMEBODY;
			return publicName && publicName !== name ? `${name} (${publicName})` : name;
		},
		speaker({ type, name }) {
			if (type === 'customer') return customer(name);
			return name || (type === 'system' ? 'System' : SOMEBODY);
		},
		byName: (name) => name ?? '',
		systemLine: (text) => text,
	};
}

/** From every name of a representative to the public one; a name that two of them share leads to nobody. */
function publicNames(people: Representative[]): Map<string, string> {
	const names = new Map<string, string>();
	for (const person of people) {
		const own = person.publicName || SOMEBODY;
		for (const name of namesOf(person)) {
			const earlier = names.get(name);
			names.set(name, earlier === undefined || earlier === own ? own : SOMEBODY);
		}
	}
	return names;
}

function customerFacingNames(session: Session): Names {
	const people = everybody(session);
	const customer = customerNames(session, people);
	const names = publicNames(people);
	const publicName = (name: string | null) => names.get(name ?? '') ?? SOMEBODY;
	const secret = [...names].filter(([name, shown]) => name !== shown && name.length > 2);
	const escaped = secret.map(([name]) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
	// Longest first, so that "Alex Morgan" is not read as "Alex".
	const alternatives = escaped.sort((a, b) => b.length - a.length).join('|');
	const mention =
		secret.length > 0
			? new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'gu')
			: null;
	return {
		representative: ({ publicName: name }) => name || SOMEBODY,
		speaker({ type, name }) {
			if (type === 'system') return 'System';
			return type === 'customer' ? customer(name) : publicName(name);
		},
		byName: (name) => (name !== null && name === session.customer.name ? name : publicName(name)),
		systemLine: (text) => (mention ? text.replace(mention, (name) => publicName(name)) : text),
	};
}

/** Names for the audience. Towards customers nothing but public names is ever used. */
export const namesFor = (session: Session, forCustomer: boolean): Names =>
	forCustomer ? customerFacingNames(session) : internalNames(session);
