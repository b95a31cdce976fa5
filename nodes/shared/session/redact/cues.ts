import {
	aWord,
	anyOf,
	BLANK,
	CODE,
	FILLER,
	PASSWORD,
	PLAIN_CODE,
	SPEAKS_OF_CODE,
	SPEAKS_OF_LOGON,
	SPEAKS_OF_USER,
} from './forms';
import { ADVERBS, PHRASE_WORDS, PUBLIC_CODE, VERBS } from './words';

/** How sure it is that a secret comes: somebody only spoke of one, somebody may have asked, somebody asked for it. */
export const SPOKEN_OF = 1;
export const MAYBE = 2;
export const ASKED = 3;
export type Level = 0 | typeof SPOKEN_OF | typeof MAYBE | typeof ASKED;

/** Of longer lines only the end is looked at. */
const LOOKED_AT = 300;

const once = (...parts: string[]) => new RegExp(parts.join(''), 'iu');

/** Words for a name and a password, which are asked for together. */
const LOGIN_DATA = aWord(
	anyOf([
		'log[ -]?in (?:data|details|info)',
		'(?:anmelde|login|zugangs)daten',
		'(?:vos|tes|les) identifiants',
		'credenciales|credenziali|inloggegevens',
	]),
);
const SPEAKS = once(`${PASSWORD}|${LOGIN_DATA}`);
const SPEAKS_OF_PIN = once(CODE);
const SPEAKS_OF_PHRASE = once(aWord(anyOf(PHRASE_WORDS)));

const ASKS = once(
	aWord(
		anyOf([
			"what(?:['’]?s| is| are| was)",
			'whats',
			'need',
			'enter',
			'type',
			'give',
			'send',
			'tell',
			'share',
			'read',
			'say',
			'wie (?:ist|lautet|heißt|heisst|war)',
			'brauche',
			'nenne\\p{L}{0,2}',
			'sage?n?',
			'geben?',
			'gib',
			'schick\\p{L}{0,3}',
			'tippen',
			'eingeben',
			'verraten',
			'mitteilen',
			"quel(?:le)? (?:est|était)|c['’]est quoi",
			'donne\\p{L}{0,3}',
			'dites',
			'envoye[rz]',
			'tapez',
			'saisissez',
			'communiquer',
			'besoin',
			'cuál (?:es|era)|cual es',
			'd[ií]game',
			'dime',
			'dar(?:me)?',
			'dame',
			'deme',
			'env[ií]e(?:me)?',
			'escriba',
			'necesito',
			'qual (?:è|era)|qual e',
			'dir(?:mi|e)',
			'dica',
			'dammi',
			'dia|dare|darmi',
			'mandi|inviare|inviarmi',
			'digiti|scriva|inserisca',
			'serve',
			'wat is',
			'geef|geven',
			'zeg(?:gen)?',
			'stuur|sturen',
			'typ(?:en)?',
			'noemen',
			'nodig',
			'vertel(?:len)?',
			'doorgeven',
		]),
	),
);
/** Questions that want to hear which or whether, and talk of what was done with a password. */
const ASKS_OTHER = once(
	aWord(
		anyOf([
			'which|where|who|when|how|what (?:program|app|browser|system|website|page|asks|does)|did|does|reset\\p{L}{0,5}|chang\\p{L}{1,4}|forg[eo]t(?:ten)?|expire[sd]?|works?|working|accept(?:s|ed)?|wrong|incorrect|invalid|problem|trouble|issue',
			'welche[smr]?|wo|wer|wann|wie (?:oft|viele)|geändert|ändern|zurück\\p{L}{0,8}|setze|vergessen|abgelaufen|funktioniert|geht|stimmt|falsch',
			'où|qui|quand|combien|quel \\p{L}{4,20}|chang\\p{L}{1,5}|réinitialis\\p{L}{1,5}|oublié|expiré|marche|fonctionne|faux|quel(?:le)? mot',
			'dónde|quién|cuándo|cuántas|cambi\\p{L}{1,5}|restablec\\p{L}{1,5}|olvid\\p{L}{1,5}|caduc\\p{L}{1,5}|funciona|incorrect[ao]|qué',
			'dove|chi|quando|quante|reimposta?\\p{L}{0,5}|dimenticat\\p{L}|scadut\\p{L}|sbagliat\\p{L}|quale',
			'waar|wie heeft|wanneer|hoe (?:vaak|veel)|gewijzigd|wijzig\\p{L}{0,3}|opnieuw|vergeten|verlopen|werkt|klopt|fout|welke?',
		]),
	),
);
/** "What do you type there?" */
const ASKS_WHAT_IS_TYPED = once(
	aWord(
		anyOf([
			'what (?:do|should|shall) (?:you|i) (?:type|enter|put)',
			'was (?:geben|tippen) (?:sie|ich)|was gibst du|was soll ich',
			"que (?:tapez|saisissez)-vous|qu['’]est-ce que je (?:dois|tape|mets)",
			'qué (?:escribe|pone|introduce|pongo|escribo)',
			'(?:che )?cosa (?:scriv|digit|inseris|mett)\\p{L}{1,3}',
			'wat (?:typt|vult) u|wat moet ik',
		]),
	),
);
const FORBIDS = once(
	aWord(
		anyOf([
			"(?:do not|don['’]?t|never|no need)",
			'(?:kein\\p{L}{0,2}|niemals)',
			"(?:n['’]\\p{L}+ (?:pas|jamais)|ne \\p{L}+ (?:pas|jamais)|inutile)",
			'(?:no|nunca) (?:me |nos |lo |la )?(?:escriba|env[ií]e|diga|ponga|necesito|mande)',
			'(?:non|mai) (?:mi |lo |la )?(?:scriva|invii|dica|mandi|serve)',
			'(?:geen|nooit)',
		]),
	),
);

const AFTER_WORD = `${BLANK}{0,3}[.…]{0,3}${BLANK}{0,3}$`;
const FOLLOWING = anyOf([
	'(?:as follows|the following|following|this(?: one)?|below|here|these)',
	'(?:folgendes|wie folgt|dieses|das hier|hier)',
	'(?:le suivant|suivant|celui-ci|ci-dessous)',
	'(?:la siguiente|siguiente|esta)',
	'(?:la seguente|seguente|questa|qui sotto)',
	'(?:als volgt|het volgende|deze|dit)',
]);
/** The line ends where the password should stand: "my password is", "here is the password:" */
const STOPS_SHORT = [
	once(`${PASSWORD}${FILLER}["'*_)]{0,3}${BLANK}{0,3}(?:[:=]|-{1,3}>?|>)${AFTER_WORD}`),
	once(
		`${PASSWORD}${FILLER}${BLANK}{1,3}${anyOf(VERBS)}(?:${BLANK}{1,3}${anyOf(ADVERBS)}){0,2}${BLANK}{0,3}[:=-]?${AFTER_WORD}`,
	),
	once(`${PASSWORD}[^?\\n]{0,40}(?<![\\p{L}])${FOLLOWING}${BLANK}{0,3}[:=-]?${AFTER_WORD}`),
	// Nothing but the word, as on a form.
	once(
		`^${BLANK}{0,5}[*_"'-]{0,3}(?:\\p{L}{1,12}${BLANK}{1,2}){0,2}${PASSWORD}[*_"']{0,3}${AFTER_WORD}`,
	),
	once(
		`(?:here|hier|voici|ecco|aqu[ií]|this is|das ist|dit is|esta es|questa è|c['’]est)[^?\\n]{0,40}${PASSWORD}[^?\\n]{0,40}$`,
	),
];
const CODE_STOPS_SHORT = once(
	`(?:${CODE}|${PLAIN_CODE})${FILLER}(?:${BLANK}{1,3}${anyOf(VERBS)}(?:${BLANK}{1,3}${anyOf(ADVERBS)}){0,2}${BLANK}{0,3}[:=-]?|${BLANK}{0,3}[:=-])${AFTER_WORD}`,
);
const SPEAKS_OF_IT = once(aWord('(?:it|them|es|ihn|sie|le|la|lo|het)'));

export type Wanted = 'password' | 'code' | 'phrase';

/** What may be said in one of the next lines, by the one who spoke (`own`) or by somebody else. */
export interface Expectation {
	wanted: Wanted;
	level: Level;
	own: boolean;
	asker: string;
	/** Lines of the one who is to say it, and lines of anybody, since. */
	lines: number;
	age: number;
	/** Something was taken for it. */
	isAnswered: boolean;
	/** A user name was asked for too, and comes first. */
	nameFirst: boolean;
}

export const isQuestion = (line: string) => /[?？]["')]{0,2}\s{0,3}$/.test(line);

function asksFor(line: string): Level {
	const words = line.trim().split(/\s+/, 8).length;
	if (FORBIDS.test(line)) return SPOKEN_OF;
	const isOther = ASKS_OTHER.test(line);
	if (ASKS.test(line))
		return isOther &&
			!/^(?:please|bitte)|what|wie (?:ist|lautet|hei(?:ß|ss)t|war)|quel est|cu[aá]l es|qual è|wat is/i.test(
				line,
			)
			? MAYBE
			: ASKED;
	if (!isQuestion(line)) return SPOKEN_OF;
	return words <= 5 && !isOther ? ASKED : MAYBE;
}

/** What a line makes one expect of the next ones. `before`: what is expected already. */
export function raisedBy(line: string, asker: string, before: Expectation[]): Expectation[] {
	const said = line.slice(-LOOKED_AT);
	const expect = (wanted: Wanted, level: Level, own: boolean): Expectation => ({
		wanted,
		level,
		own,
		asker,
		lines: 0,
		age: 0,
		isAnswered: false,
		nameFirst: !own && SPEAKS_OF_USER.test(said),
	});
	const raised: Expectation[] = [];
	if (SPEAKS.test(said)) {
		const wanted = SPEAKS_OF_PHRASE.test(said) ? 'phrase' : 'password';
		const stops = !FORBIDS.test(said) && STOPS_SHORT.some((end) => end.test(said));
		raised.push(expect(wanted, stops ? ASKED : SPOKEN_OF, true));
		raised.push(expect(wanted, asksFor(said), false));
	}
	const isOfLogon = SPEAKS_OF_LOGON.test(said);
	if (raised.length === 0 && (isOfLogon || ASKS_WHAT_IS_TYPED.test(said))) {
		const asked = ASKS_WHAT_IS_TYPED.test(said);
		raised.push(expect('password', SPOKEN_OF, true));
		raised.push(expect('password', asked ? (isOfLogon ? ASKED : MAYBE) : SPOKEN_OF, false));
	}
	if (SPEAKS_OF_CODE.test(said) && !PUBLIC_CODE.test(said)) {
		const level = SPEAKS_OF_PIN.test(said) ? ASKED : Math.max(asksFor(said), MAYBE);
		raised.push(expect('code', level as Level, false));
		if (CODE_STOPS_SHORT.test(said)) raised.push(expect('code', ASKED, true));
	}
	const spoken = before.at(-1);
	if (raised.length === 0 && spoken && ASKS.test(said) && SPEAKS_OF_IT.test(said)) {
		raised.push(expect(spoken.wanted, MAYBE, false));
	}
	return raised;
}
