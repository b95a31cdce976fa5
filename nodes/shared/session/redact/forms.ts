import { seen } from '../seen';
import { MARK } from './marks';
import {
	ACCOUNT_WORDS,
	ADVERBS,
	CODE_SOURCES,
	CODE_WORDS,
	FILLERS,
	IT_IS,
	LOGON_WORDS,
	PASSWORD_WORDS,
	PHRASE_WORDS,
	PLAIN_CODE_WORDS,
	USER_WORDS,
	VERBS,
} from './words';

// Every form is linear in the text: what repeats is bounded, or cannot begin at a place where it has failed before.
// They look at what is seen of a text (see seen.ts): every blank is a space, every dash a hyphen.

export const BLANK = '[ \\t]';
/** The words as they are seen in a text: `пароль` has look-alikes in it. */
export const anyOf = (words: readonly string[]): string => `(?:${seen(words.join('|')).text})`;
export const aWord = (form: string): string => `(?<![\\p{L}\\p{N}])${form}(?![\\p{L}\\p{N}])`;
export const form = (...parts: string[]): RegExp => new RegExp(parts.join(''), 'giu');

/** Closing quotes and brackets between a name and its sign: `"password": "…"`, `Password (admin): …`, `**pw**: …`. */
const CLOSERS = `["'\`*_)\\]]{0,3}`;
export const FILLER = `(?:${BLANK}{1,3}${anyOf(FILLERS)}${BLANK}[^\\n:=>\\[${MARK}]{0,40}?|${BLANK}{1,3}(?:dell|all|d|l)['’][^\\n:=>\\[ ${MARK}]{0,40}?|${BLANK}{0,3}\\([^()\\n[]{1,40}\\)|${BLANK}(?:new|again|now|neu))?`;
/** "password: it is …" */
const SAID = `${anyOf(IT_IS)}${BLANK}{1,3}`;
const MAYBE_SAID = `(?:${SAID}|(?!${SAID}))`;
/** No sign of an address (`https://`) or of a time (`14:05`). */
const COLON = '(?:(?<!\\d):(?!\\/\\/)|:(?![\\d/]))';
export const SIGN = `${FILLER}${CLOSERS}${BLANK}{0,5}(?:(?:${COLON}|=)[:=]?>?|-{1,3}>|>|→)\\s{0,5}${MAYBE_SAID}`;
export const SAYS = `${FILLER}${BLANK}{0,3}(?<=\\s|(?='))${anyOf(VERBS)}${BLANK}{0,2}[:=]?${BLANK}{1,5}(?:${anyOf(ADVERBS)}${BLANK}{0,2}:?${BLANK}{1,3}){0,2}`;
export const PASSWORD = aWord(anyOf(PASSWORD_WORDS));
export const CODE = aWord(anyOf(CODE_WORDS));
export const PLAIN_CODE = aWord(anyOf(PLAIN_CODE_WORDS));
export const ACCOUNT = aWord(anyOf(ACCOUNT_WORDS));
export const USER = aWord(anyOf(USER_WORDS));

/** A value in quotes, or everything up to the next white space; in `password: pw: …` the first word is none. */
const VALUE = `(?!${PASSWORD}${BLANK}{0,3}[:=])("[^"\\n]{1,200}"|'[^'\\n]{1,200}'|\`[^\`\\n]{1,200}\`|“[^”\\n]{1,200}”|„[^“”\\n]{1,200}[“”]|«[^»\\n]{1,200}»|[^\\s${MARK}]+)`;
const DIGITS = '(\\d{3}[ -]\\d{3,4}|\\d{2}(?:[ -]\\d{2}){2}|\\d{4,8})(?![\\p{L}\\p{N}]|[.,/:-]\\d)';
const NAME = '[\\p{L}\\p{N}@._\\\\-]{1,64}';

export const WITH_SIGN = form('(', PASSWORD, SIGN, ')', VALUE);
export const WITH_VERB = form('(', PASSWORD, SAYS, ')', VALUE);
export const WITH_NOTHING = form(
	`(${PASSWORD}${BLANK}{1,3}(?:(?:old|new|alt|neu|ancien|nouveau|nueva|vieja|nuova|vecchia|oud|nieuw)${BLANK}{1,3})?)`,
	VALUE,
);
/** "the password is as follows: …", "lautet nun: …" */
export const WITH_VERB_AND_SIGN = form(
	`(${PASSWORD}${SAYS}(?:\\p{L}{1,15}${BLANK}{1,2}){0,3}\\p{L}{1,15}${BLANK}{0,2}[:=]${BLANK}{1,3})`,
	VALUE,
);
/** "password - …", "Passwort, …", "my password? it is …" */
export const WITH_STOP = form(
	`(${PASSWORD}(?:${BLANK}{1,3}(?:again|please|bitte))?${BLANK}{0,3}(?:-{1,2}|[;,?.…|]{1,3})${BLANK}{1,3}`,
	`(?:(?:ok|sure|ja|yes|oui|s[iíì])[,.]?${BLANK}{1,2})?${MAYBE_SAID})`,
	VALUE,
);
const BOTH = `${USER}${BLANK}{0,3}(?:[/&+,|]|and|und|et|y|e|en)${BLANK}{0,3}${PASSWORD}`;
export const USER_AND_PASSWORD = new RegExp(BOTH, 'iu');
const LEADS = `(?:${SIGN}|${SAYS}|${BLANK}{1,3}|${BLANK}{1,3}-{1,2}${BLANK}{1,3})`;
/** "user/password: kiosk / …", "login: kiosk, …": the password after the name. */
export const ACCOUNTS = form(
	`((?:${BOTH}|${ACCOUNT})${LEADS}${NAME}${BLANK}{0,2}[/|,:]${BLANK}{0,2})`,
	VALUE,
);
/** "user admin password …" */
export const USER_THEN_PASSWORD = form(
	`(${USER}(?:${BLANK}|[:=]|is|ist){1,3}${NAME}${BLANK}{0,2}[,;/]?${BLANK}{1,2}(?:(?:and|und|et|y|e|en)${BLANK})?${PASSWORD}(?:${BLANK}|[:=]){1,3})`,
	VALUE,
);
/** "password: kiosk / …" */
export const PAIRS = form(`(${PASSWORD}${LEADS}${NAME}${BLANK}{0,2}[/|]${BLANK}{0,2})`, VALUE);
/** A line that is nothing but a name and a password: "kdoyle / …" */
export const BARE_PAIRS = new RegExp(
	`((?<![^\\n])${BLANK}{0,3}[\\p{Ll}\\d@._\\\\-]{2,64}${BLANK}{0,2}[/|]${BLANK}{0,2})([^\\s/|${MARK}]{7,60})(?![^\\n])`,
	'gu',
);
/** "…, the new one is Harbour_13", after a password in the same line. */
export const ANOTHER = form(
	`((?<=\ue000[^\\n]{0,60})`,
	`(?<![\\p{L}\\p{N}])(?:one|new|old|current|neue[snr]?|alte[snr]?|nouveau|nouvelle|ancien|nueva|nuevo|vieja|nuova|vecchia|nieuwe|oude)`,
	`${BLANK}{1,3}${anyOf(VERBS)}${BLANK}{1,3}(?:${anyOf(ADVERBS)}${BLANK}{1,3})?)`,
	VALUE,
);
/** "my password this morning to Hunter22", "das Passwort auf Hunter22 geändert" */
export const TO_VALUE = form(
	`(${PASSWORD}(?:${BLANK}{1,3}[^\\s:=${MARK}]{1,20}){0,4}?${BLANK}{1,3}`,
	`(?:to|into|with|auf|in|mit|en|avec|par|a|con|por|naar|op|met)${BLANK}{1,3})`,
	VALUE,
);
/** "I've set it to …" */
export const SET_TO = form(
	`(${aWord('(?:set|changed|reset)')}${BLANK}{1,3}(?:it|this|that)${BLANK}{1,3}to${BLANK}{1,3})`,
	VALUE,
);
const LOGON = aWord(anyOf(LOGON_WORDS));
/** "you can log in with …", "Sie kommen mit … rein" */
export const LOGS_ON_WITH = [
	form(`(${LOGON}[^\\n${MARK}]{0,40}?${BLANK}(?:with|using|mit|avec|con|met)${BLANK}{1,3})`, VALUE),
	form(
		`(${aWord('(?:with|mit|avec|con|met)')}${BLANK}{1,3})`,
		VALUE,
		`(?=${BLANK}{1,3}(?:[\\p{L}]{1,20}${BLANK}{1,3}){0,2}${LOGON})`,
	),
];
/** "unlock the phone with 5591" */
export const UNLOCKS = form(
	`(${aWord('(?:unlock(?:ed|s)?|entsperr\\p{L}{1,3}|déverrouill\\p{L}{1,3}|desbloque\\p{L}{1,3}|sblocc\\p{L}{1,4}|ontgrendel\\p{L}{0,2})')}[^\\n\\d${MARK}]{0,40}${BLANK})`,
	DIGITS,
);
/** A line that is one word, before one that says "that was my password". */
export const SAID_BEFORE = form(
	`((?<![^\\n])${BLANK}{0,3})([^\\s${MARK}]{4,60})(?=${BLANK}{0,3}\\n[^\\n]{0,30}?${aWord('(?:that|this|it|das|dies|c|ce|esa?|era|quella|questa|dat|dit)')}[^\\n?]{0,20}?${PASSWORD})`,
);
const DETERMINERS =
	'(?:my|the|a|your|our|his|her|their|mein|dein|ihr|unser|das|le|mon|votre|la|mi|su|una|mia|sua|il|het|mijn|uw)';
/** "Hunter2 is my password", "use Hunter2 as the password". The value comes first here: the first group is empty. */
export const REVERSED = form(
	`(?<!\\S)()("[^"\\n]{3,60}"|[^\\s${MARK}]{3,128})(?=${BLANK}{1,3}`,
	`(?:(?:as|als|comme|como|come)${BLANK}{1,3}(?:${DETERMINERS}${BLANK}{1,3}){0,2}|(?:is|was|ist|war|wäre|est|es|è|era)${BLANK}{1,3}(?:${DETERMINERS}${BLANK}{1,3}){0,2}|that(?:['’]s|s)${BLANK}{1,3}${DETERMINERS}${BLANK}{1,3})`,
	`(?:[\\p{L}-]{1,20}${BLANK}{1,3}){0,2}?${PASSWORD})`,
);
export const PHRASES = form(
	`(${aWord(anyOf(PHRASE_WORDS))}(?:${SIGN}|${SAYS}))([^\\s${MARK}][^\\n${MARK}]*)`,
);

export const CODES = form(
	'(',
	CODE,
	`(?:${SIGN}|${SAYS}|${BLANK}{1,3}(?:-|nr\\.?|no\\.?)?${BLANK}{0,3})`,
	')',
	VALUE,
);
/** "the code from the app is 123 456", "code PIN est le 1234", "the code is 4821", "code: 4821" */
export const PLAIN_CODES = form(
	`(${PLAIN_CODE}(?:${BLANK}{1,3}(?:[^\\n\\d${MARK}]{0,40}?(?<![\\p{L}\\p{N}]))?${anyOf([...CODE_SOURCES, 'pin'])}(?![\\p{L}\\p{N}])[^\\n\\d${MARK}]{0,20}?${BLANK}{1,3}`,
	`|${SAYS}|${SIGN}|${BLANK}{0,3}[-,?]${BLANK}{1,3}|${BLANK}{1,3}(?=\\d{3}[ -]?\\d{3}(?!\\d))))`,
	DIGITS,
);
/** "my authenticator shows 123456 as the code" */
export const REVERSED_CODES = form(
	`(?<![\\p{L}\\p{N}])()(\\d{3}[ -]\\d{3,4}|\\d{4,8})(?=${BLANK}{1,3}(?:is|was|as|ist|als|est|comme|es|como|è|come)${BLANK}{1,3}(?:\\p{L}{2,6}${BLANK}{1,3})?(?:${CODE}|${PLAIN_CODE}))`,
);

const speaksOf = (...words: string[]) => new RegExp(words.join('|'), 'iu');
export const SPEAKS_OF_PASSWORD = speaksOf(PASSWORD);
export const SPEAKS_OF_ACCOUNT = speaksOf(ACCOUNT);
export const SPEAKS_OF_LOGON = speaksOf(LOGON);
export const SPEAKS_OF_USER = speaksOf(USER);
export const SPEAKS_OF_CODE = speaksOf(CODE, PLAIN_CODE);
