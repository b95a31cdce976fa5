import { fold, plain, remembered } from './fold';

/** A person as somebody wrote them: `said` for people, `parts` folded for comparison. */
export interface Person {
	said: string;
	parts: string[];
	/** Two and more words of it, one after the other, as accounts have them written together, and the parts they hold. */
	together: Map<string, string[]>;
	/** A double name and nothing else: a given name or a surname, whatever it is. */
	oneWord: boolean;
}

const LONGEST = 80;
const MOST_PARTS = 6;
/** Most words of a name that are written together, and the fewest letters of them. */
const MOST_WORDS = 4;
export const SHORTEST_ACCOUNT = 4;

/** Not part of a name, or not in every spelling of it. */
const SKIPPED = new Set(
	(
		'mr mrs ms miss dr prof sir herr frau hr fr m mme mlle sr sra srta dhr mevr mw ing dipl ' +
		'van von de der den del della di da la le du des zu zum zur ter ten te dos el al y e i jr sr ii iii phd ext'
	).split(' '),
);

/** Words that stand where a name should. */
const NOBODY = new Set(
	(
		'guest general generic default customer client user unknown anonymous nobody admin administrator root reception frontdesk front desk ' +
		'office pc laptop desktop computer workstation test support helpdesk service info it remote noreply no reply ' +
		'kunde kundin gast benutzer unbekannt empfang buro buero klant gebruiker onbekend receptie utilisateur accueil ' +
		'inconnu invite cliente usuario desconocido recepcion shared station kiosk terminal owner team mailbox none na null'
	).split(' '),
);

/** A name with one of these is a place or a mailbox. */
const PLACES = new Set(
	(
		'office reception frontdesk kiosk terminal station workstation helpdesk monitoring alerts mailbox team desk shop store ' +
		'buro buero empfang zentrale sekretariat kantoor receptie balie accueil secretariat bureau oficina recepcion ufficio'
	).split(' '),
);

const read = remembered((said): Person | null => {
	const shown = /^[^<]*[^<\s]/.exec(said)?.[0] ?? said;
	const account = shown.replace(/^.*\\/, '').replace(/@.*$/, '');
	const bare = account.replace(/[([{][^)\]}]*[)\]}]?/g, ' ');
	const words = fold(bare).match(/\p{L}+/gu) ?? [];
	const parts = words.filter((part) => !SKIPPED.has(part));
	if (parts.every((part) => NOBODY.has(part)) || parts.some((part) => PLACES.has(part)))
		return null;
	return {
		said,
		parts: [...new Set(parts)].slice(0, MOST_PARTS),
		together: writtenTogether(words),
		oneWord: /^\s*\p{L}+-\p{L}+\s*$/u.test(bare),
	};
});

/**
 * A name, user name or email address to a Person; `null` where it is nobody in particular ("Guest", "Reception", "").
 */
export const personFrom = (text: string | null): Person | null =>
	read((text ?? '').slice(0, LONGEST).trim());

function writtenTogether(words: string[]): Person['together'] {
	const together: Person['together'] = new Map();
	for (let start = 0; start < Math.min(words.length, MOST_PARTS) - 1; start++) {
		for (let end = start + 2; end <= Math.min(words.length, start + MOST_WORDS); end++) {
			const some = words.slice(start, end);
			const joined = plain(some.join(''));
			const held = some.filter((word) => !SKIPPED.has(word));
			if (joined.length >= SHORTEST_ACCOUNT) together.set(joined, held.length > 0 ? held : some);
		}
	}
	return together;
}
