import { isTalk } from './commonWords';
import { BLANK, CODE, FILLER, aWord, anyOf, PASSWORD, PLAIN_CODE, USER } from './forms';
import { bare, isHidden, looksChosen, looksLikeName, looksSecret } from './judges';
import { marked } from './marks';
import { ADVERBS, PHRASE_WORDS, PUBLIC_CODE, VERBS } from './words';

/** How sure it is that a secret comes: somebody only spoke of one, somebody may have asked, somebody asked for it. */
const SPOKEN_OF = 1;
const MAYBE = 2;
const ASKED = 3;
type Level = 0 | typeof SPOKEN_OF | typeof MAYBE | typeof ASKED;

/** Longer lines are logs and lists; of longer ones only the end is looked at. */
const LONGEST_ANSWER = 200;
const LOOKED_AT = 300;

/** Lines of the person who is to answer in which an answer is looked for, by any sign and by strict ones. */
const LENIENT_WITHIN = 3;
const ANSWER_WITHIN = 6;
/** Lines of anybody after which a question is forgotten. */
const FORGOTTEN_AFTER = 20;

const once = (...parts: string[]) => new RegExp(parts.join(''), 'iu');

const SPEAKS = once(`${PASSWORD}`);
const SPEAKS_OF_CODE = once(`${CODE}|${PLAIN_CODE}`);
const SPEAKS_OF_PIN = once(CODE);
const SPEAKS_OF_PHRASE = once(aWord(anyOf(PHRASE_WORDS)));
const SPEAKS_OF_USER = once(USER);

const ASKS = once(
	aWord(
		anyOf([
			"what(?:['’]?s| is| are| was)?",
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
			'have',
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
			'which|where|did|does|reset\\p{L}{0,5}|chang\\p{L}{1,4}|forg[eo]t(?:ten)?|expire[sd]?|works?|working|accept(?:s|ed)?|new password\\?',
			'welche[smr]?|wo|geändert|ändern|zurück\\p{L}{0,8}|setze|vergessen|abgelaufen|funktioniert|geht',
			'où|chang\\p{L}{1,5}|réinitialis\\p{L}{1,5}|oublié|expiré|marche|fonctionne|quel(?:le)? mot',
			'dónde|cambi\\p{L}{1,5}|restablec\\p{L}{1,5}|olvid\\p{L}{1,5}|caduc\\p{L}{1,5}|funciona|qué',
			'dove|reimposta?\\p{L}{0,5}|dimenticat\\p{L}|scadut\\p{L}|quale',
			'waar|gewijzigd|wijzig\\p{L}{0,3}|opnieuw|vergeten|verlopen|werkt|welke?',
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
	`(?:${CODE}|${PLAIN_CODE})${FILLER}(?:${BLANK}{1,3}${anyOf(VERBS)}(?:${BLANK}{1,3}${anyOf(ADVERBS)}){0,2})?${BLANK}{0,3}[:=-]?${AFTER_WORD}`,
);

export type Wanted = 'password' | 'code' | 'phrase';

/** What may be said in one of the next lines, by the one who spoke (`own`) or by somebody else. */
interface Expectation {
	wanted: Wanted;
	level: Level;
	own: boolean;
	asker: string;
	/** Lines of the one who is to say it, and lines of anybody, since. */
	lines: number;
	age: number;
	/** A user name was asked for too, and comes first. */
	nameFirst: boolean;
}

const isQuestion = (line: string) => /[?？]["')]{0,2}\s{0,3}$/.test(line);

function asksFor(line: string): Level {
	const words = line.trim().split(/\s+/, 8).length;
	if (FORBIDS.test(line)) return SPOKEN_OF;
	const isOther = ASKS_OTHER.test(line);
	if (ASKS.test(line))
		return isOther && !/^(?:please|bitte)|what|wie |quel est|cu[aá]l es|qual è|wat is/i.test(line)
			? MAYBE
			: ASKED;
	if (!isQuestion(line)) return SPOKEN_OF;
	return words <= 5 && !isOther ? ASKED : MAYBE;
}

/** What a line makes one expect of the next ones. */
function raisedBy(line: string, asker: string): Expectation[] {
	const said = line.slice(-LOOKED_AT);
	const expect = (wanted: Wanted, level: Level, own: boolean): Expectation => ({
		wanted,
		level,
		own,
		asker,
		lines: 0,
		age: 0,
		nameFirst: !own && SPEAKS_OF_USER.test(said),
	});
	const raised: Expectation[] = [];
	if (SPEAKS.test(said)) {
		const wanted = SPEAKS_OF_PHRASE.test(said) ? 'phrase' : 'password';
		const stops = !FORBIDS.test(said) && STOPS_SHORT.some((end) => end.test(said));
		raised.push(expect(wanted, stops ? ASKED : SPOKEN_OF, true));
		raised.push(expect(wanted, asksFor(said), false));
	}
	if (SPEAKS_OF_CODE.test(said) && !PUBLIC_CODE.test(said)) {
		const level = SPEAKS_OF_PIN.test(said) ? ASKED : Math.max(asksFor(said), MAYBE);
		raised.push(expect('code', level as Level, false));
		if (CODE_STOPS_SHORT.test(said)) raised.push(expect('code', ASKED, true));
	}
	return raised;
}

/** "it's", "ok:", "sure," before the answer. */
const COURTESY =
	/^\s*(?:(?:ok(?:ay|e)?|sure|yes|yep|well|so|here|found it|got it|ja|klar|hier|oui|alors|voilà|voici|s[ií]|sì|ecco|aquí|i think|no sorry|sorry|it['’]?s|it is|es ist|das ist|c['’]est|es|è|het is|dat is)(?![\p{L}\p{N}])[\s,.:;!-]{0,4}){0,3}/iu;

/** "server: …" is about something else. */
const OTHER_LABEL = /^\s*[\p{L}-]{2,20}(?:\s[\p{L}-]{2,20})?\s?[:=]\s/u;

const WORD = /\S+/g;

const couldBe = (word: string) => {
	const plain = bare(word);
	return plain !== '' && !isTalk(plain) && !isHidden(word) && !/[\ue000-\ue007]/.test(word);
};

function passwordIn(line: string, { level, own }: Expectation): (word: string) => boolean {
	const rest = line.replace(COURTESY, '').trim();
	if (OTHER_LABEL.test(rest)) return () => false;
	const words = rest.split(/\s+/);
	const isAlone = words.length === 1;
	if (level === SPOKEN_OF) return (word) => isAlone && looksChosen(word);
	if (level === MAYBE) {
		return (word) => words.length <= 4 && looksSecret(word) && !looksLikeName(word);
	}
	const isShort = words.length <= (own ? 4 : 6);
	return (word) =>
		(isAlone && rest.includes(word) && !/[?]$/.test(word)) ||
		(isShort &&
			((looksSecret(word) && (isAlone || !looksLikeName(word))) || /^\d{4,12}[.!]?$/.test(word)));
}

/** A sentence nobody says otherwise: most of its words are none of those with which one speaks of passwords. */
function isPhrase(line: string): boolean {
	const words = line.trim().split(/\s+/);
	const common = words.filter((word) => isTalk(bare(word))).length;
	return words.length >= 3 && words.length <= 12 && common * 2 < words.length && !isQuestion(line);
}

const WHOLE_CODE = /^(\s*)(\d{3}[ -]\d{3,4}|\d{4,8})(?=[.!]?\s*$)/;
const CODE_IN_SENTENCE =
	/^(\D{0,40}(?<![\p{L}\p{N}.,/:-]))(\d{3}[ -]\d{3}|\d{4,8})(?=[.!,]?(?:\s\D{0,40})?$)/u;

function withoutAnswer(line: string, expected: Expectation): string {
	const { wanted, level, lines } = expected;
	if (line.length > LONGEST_ANSWER) return line;
	if (wanted === 'code') {
		const form = level === ASKED && lines <= LENIENT_WITHIN ? CODE_IN_SENTENCE : WHOLE_CODE;
		return PUBLIC_CODE.test(line)
			? line
			: line.replace(
					form,
					(_, before: string, code: string) => before + marked('code', code.length),
				);
	}
	if (wanted === 'phrase' && level === ASKED && isPhrase(line)) {
		return line.replace(/\S.*\S/, (said) => marked('password', said.length));
	}
	const isSecret = passwordIn(line, expected);
	return line.replace(WORD, (word) =>
		couldBe(word) && isSecret(word) ? marked('password', word.length) : word,
	);
}

const isNameOnly = (line: string) =>
	/^\s*[\p{L}\p{N}@._\\-]{1,64}\s*$/u.test(line) && !looksSecret(line.trim());

/** Follows a chat line by line and remembers what was asked for and announced. */
export function listener(): (line: string, speaker: string) => string {
	let expected: Expectation[] = [];

	function answered(line: string, speaker: string): string {
		let result = line;
		for (const one of expected) {
			one.age++;
			if ((one.asker === speaker) !== one.own) continue;
			one.lines++;
			if (one.nameFirst && isNameOnly(line) && couldBe(line.trim())) {
				one.nameFirst = false;
				one.lines = 0;
				continue;
			}
			const before = result;
			result = withoutAnswer(result, one);
			if (result !== before || one.lines >= LENIENT_WITHIN)
				one.level = Math.min(one.level, MAYBE) as Level;
		}
		return result;
	}

	return (line, speaker) => {
		if (line.trim() === '') return line;
		const result = answered(line, speaker);
		expected = expected.filter(
			({ lines, age, level, own }) =>
				age < FORGOTTEN_AFTER &&
				lines < (level === SPOKEN_OF ? 2 : own ? LENIENT_WITHIN : ANSWER_WITHIN),
		);
		const raised = raisedBy(result, speaker);
		// A later one of the same kind takes the place of an earlier one, unless that is the surer.
		for (const one of raised) {
			const earlier = expected.find(
				({ wanted, own, asker }) => wanted === one.wanted && own === one.own && asker === one.asker,
			);
			if (earlier && earlier.level > one.level) continue;
			expected = [...expected.filter((other) => other !== earlier), one].slice(-8);
		}
		return result;
	};
}
