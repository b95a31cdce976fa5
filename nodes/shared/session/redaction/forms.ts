import { withoutCards } from './cards';
import { COMMAND_LINES } from './commands';
import {
	ACCOUNT_WORDS,
	ADVERBS,
	CODE_SOURCES,
	CODE_WORDS,
	CREDENTIAL_WORDS,
	FILLERS,
	NO_ANSWERS,
	NO_SECRETS,
	PASSWORD_WORDS,
	PUBLIC_CODES,
	VERBS,
} from './words';

// Every pattern is linear in the text: what repeats is bounded, or cannot begin at a place where it has failed before.

const BLANK = '[ \\t\\u00a0]';
const anyOf = (words: string[]) => `(?:${words.join('|')})`;
/** A whole word, and not the one in our own `[redacted: password]`. */
const notInWord = (pattern: string) => `(?<![\\p{L}\\p{N}]|redacted: )${pattern}(?![\\p{L}\\p{N}])`;

/** Closing quotes and brackets between a name and its sign: `"password": "…"`, `Password (admin): …`, `**pw**: …`. */
const CLOSERS = `["'\`*_)\\]]{0,3}`;
const FILLER = `(?:${BLANK}{1,3}${anyOf(FILLERS)}${BLANK}[^\\n:=>\\[]{0,40}?|${BLANK}{0,3}\\([^()\\n[]{1,40}\\)|${BLANK}(?:new|again|now|neu))?`;
/** "password: it is …" */
const SAID = `(?:it(?:['’]s| is| was)|es ist|das ist|c['’]est|het is|dat is|es|è)${BLANK}{1,3}`;
const IT_IS = `(?:${SAID}|(?!${SAID}))`;
/** No address: "the password at https://…". */
const SIGN = `${FILLER}${CLOSERS}${BLANK}{0,5}(?:[:=]{1,2}>?(?!//)|[-=]>|>{1,2}|→|：)\\s{0,5}${IT_IS}`;
const SAYS = `${FILLER}${BLANK}{0,3}(?<=[\\s\\u00a0]|(?='))${anyOf(VERBS)}${BLANK}{0,2}[:=]?${BLANK}{1,5}(?:${anyOf(ADVERBS)}${BLANK}{0,2}:?${BLANK}{1,3}){0,2}`;
const PASSWORD = notInWord(anyOf(PASSWORD_WORDS));
const CODE = notInWord(anyOf(CODE_WORDS));
/** Just "code", where no word beside it says that it is one for everybody. */
const ANY_CODE = `(?<!${anyOf(PUBLIC_CODES)}[ -]?)${notInWord('(?:code|c(?:ó|o)digo|codice)')}(?!${BLANK}(?:postale?|fiscale|erreur|d['’]erreur|de error|di errore|produit|d[ei] prod\\p{L}+))`;

/** A value in quotes, or everything up to the next white space; in `password: pw: …` the first word is none. */
const VALUE = `(?!\\[redacted|${PASSWORD}${BLANK}{0,3}[:=])("[^"\\n]{1,200}"|'[^'\\n]{1,200}'|\`[^\`\\n]{1,200}\`|“[^”\\n]{1,200}”|„[^“”\\n]{1,200}[“”]|«[^»\\n]{1,200}»|\\S+)`;
/** The same with a name before it: "password: kiosk / …". */
const VALUES = `${VALUE.slice(0, -1)}(?:${BLANK}{1,2}[/|]${BLANK}{1,2}\\S+)?)`;

const pattern = (...parts: string[]) => new RegExp(parts.join(''), 'giu');

const withSign = pattern('(', PASSWORD, SIGN, ')', VALUES);
const withVerb = pattern('(', PASSWORD, SAYS, ')', VALUES);
/** "password - Hunter22", "my password, Hunter22, …", "password? Hunter22" */
const separated = pattern(
	'(',
	PASSWORD,
	`${CLOSERS}${BLANK}{0,3}(?:[-–—]{1,2}|[,;]|[?？]{1,3}|\\.{2,3}|…)${BLANK}{0,3})`,
	VALUE,
);
/** "my password is correct horse battery staple", up to the end of the line. */
const severalWords = pattern(
	'(',
	PASSWORD,
	`(?:${SIGN}|${SAYS}))(\\p{L}{2,15}(?:${BLANK}\\p{L}{2,15}){3,7})(?=[.!]?${BLANK}{0,3}(?:\\n|$))`,
);
const withNothing = pattern('(', PASSWORD, `${BLANK}{1,3})`, VALUE);
const codes = pattern('(', CODE, '(?:', SIGN, '|', SAYS, `|${BLANK}{1,3})`, ')', VALUE);
/** "the code from the app is 123 456", "code PIN est le 1234", "the code is 123456" */
const plainCodes = pattern(
	'(',
	ANY_CODE,
	`(?:${BLANK}{1,3}(?:[^\\n\\d]{0,40}?(?<![\\p{L}\\p{N}]))?${anyOf([...CODE_SOURCES, 'pin'])}(?![\\p{L}\\p{N}])[^\\n\\d]{0,20}?${BLANK}{1,3}|${SAYS}|${SIGN})`,
	')(\\d{3}[ -]\\d{3,4}|\\d{4,8})(?![\\p{L}\\p{N}])',
);
/** "my authenticator shows 123456 as the code" */
const reversedCodes = pattern(
	`(?<![\\p{L}\\p{N}])()(\\d{3}[ -]\\d{3,4}|\\d{4,8})(?=${BLANK}{1,3}(?:is|was|as|ist|als|est|comme|es|como)${BLANK}{1,3}(?:\\p{L}{2,6}${BLANK}{1,3})?(?:${CODE}|${ANY_CODE}))`,
);
/** "login: kiosk / Pebble88": the password after the name. */
const accounts = pattern(
	'(',
	notInWord(anyOf(ACCOUNT_WORDS)),
	`(?:${SIGN}|${SAYS}|${BLANK}{1,3})[\\p{L}\\p{N}@._\\\\-]{1,64}${BLANK}{0,2}[/|,:]${BLANK}{0,2})`,
	VALUE,
);
/** "credentials: kiosk / pebble": these words speak of nothing else, so that any word is the password. */
const credentials = pattern(
	'(',
	notInWord(anyOf(CREDENTIAL_WORDS)),
	`(?:${SIGN}|${SAYS})[\\p{L}\\p{N}@._\\\\-]{1,64}${BLANK}{0,2}[/|]${BLANK}{0,2})`,
	VALUE,
);
/** "…, the new one is Harbour_13", after a password in the same line. */
const another = pattern(
	`((?<=\\[redacted: password\\][^\\n]{0,60})`,
	`(?<![\\p{L}\\p{N}])(?:one|new|old|current|neue[snr]?|alte[snr]?|nouveau|nouvelle|ancien|nueva|nuevo|vieja|nieuwe|oude)`,
	`${BLANK}{1,3}${anyOf(VERBS)}${BLANK}{1,3}(?:${anyOf(ADVERBS)}${BLANK}{1,3})?)`,
	VALUE,
);
const DETERMINERS =
	'(?:my|the|a|your|our|his|her|their|mein|dein|ihr|unser|das|le|mon|votre|la|mi|su|una|het|mijn|uw)';
/** "Hunter2 is my password", "use Hunter2 as the password" */
const reversed = pattern(
	`(?<!\\S)(?!\\[redacted)("[^"\\n]{3,60}"|\\S{3,128})(${BLANK}{1,3}`,
	`(?:(?:is|was|ist|war|wäre|est|es|era|as|als|comme|como)${BLANK}{1,3}(?:${DETERMINERS}${BLANK}{1,3})?|that(?:['’]s|s)${BLANK}{1,3}${DETERMINERS}${BLANK}{1,3})`,
	`(?:[\\p{L}-]{1,20}${BLANK}{1,3}){0,2}?${PASSWORD})`,
);
/** "my password this morning to Hunter22", "das Passwort auf Hunter22 geändert" */
const toValue = pattern(
	`(${PASSWORD}(?:${BLANK}{1,3}[^\\s:=]{1,20}){0,4}?${BLANK}{1,3}`,
	`(?:to|into|with|auf|in|mit|en|avec|par|a|con|por|naar|op|met)${BLANK}{1,3})`,
	VALUE,
);
const phrases = pattern(
	'(',
	notInWord('(?:pass[ -]?phrase|(?:seed|recovery|mnemonic)[ -]phrase)'),
	`(?:${SIGN}|${SAYS}))(?!\\[redacted)([^\\n]+)`,
);

const PRIVATE_KEYS = [
	/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
	/\bPrivate-Lines: \d{1,6}[\s\S]*?(?:Private-MAC: \S+|$)/g,
];

const TOKENS = [
	/\b(authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:(?:bearer|basic|digest|negotiate|token|apikey)\s{1,3})?)(?!\[redacted|(?:bearer|basic|digest|negotiate|token|apikey)\s)[^\s"']+/gi,
	/\b(bearer\s{1,3})(?=[^\s\d]{0,80}\d)[A-Za-z0-9._~+/=-]{12,}/gi,
	/\b(cookie["']?\s{0,3}[:=]\s{0,3})(?!\[redacted)[^\s=]{1,80}=[^\n]+/gi,
	/(?<![\w-])()eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
	/(?<![\w-])()(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|sk-[\w-]{20,})(?![\w-])/g,
];

/** `?access_token=…` */
const IN_QUERIES =
	/([?&;](?:[a-z]{1,20}[_-])?(?:token|key|secret|password|sig|signature)=)(?!\[redacted)[^\s&"'<>]{8,}/gi;

/** Eight groups of six digits unlock a drive that BitLocker encrypted. */
const RECOVERY_KEYS = /(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])/g;

/** `https://user:password@host` */
const ADDRESSES = /(:\/\/[^\s/:@]{1,100}:)(?!\[redacted)[^\s/@]{1,200}(?=@)/g;

export const removed = (kind: string) => `[redacted: ${kind}]`;

/** How the marks we leave end; they are no passwords themselves. */
const OUR_END = /^(?:password|code|token|number|key)\]/;

export const bare = (value: string) =>
	value.replace(/^["'`“„«(]+|["'`”“»).,;:!?]+$/g, '').toLowerCase();

/** Stars, dots and question marks are a password already hidden, or none. */
export const hidden = (value: string) => /^["'`]?[*•●.…?_-]*["'`.,]?$/.test(value);

export const looksSecret = (value: string) => {
	const core = bare(value);
	return (
		core.length >= 5 &&
		/\p{L}/u.test(core) &&
		/[\d!@#$%^&*+?§€£~]/u.test(core) &&
		!/^https?:/.test(core)
	);
};

/** "the password: see …", "the page for the password: https://…" */
const pointsElsewhere = (value: string) =>
	/^(?:see|siehe|voir|ver|véase|vedi|zie|https?:.*)$/.test(bare(value));

/** Letters, digits and a sign that is rare in names and numbers. */
const looksStrong = (value: string) =>
	looksSecret(value) && /\d/.test(value) && /[!#$%^&*+?§€~=]/.test(bare(value));

/** A word that is said about a password, or in answer to a question, without being it. */
export const isSaid = (word: string) => {
	const plain = bare(word);
	return NO_SECRETS.has(plain) || NO_ANSWERS.has(plain) || hidden(word) || /^https?:/.test(plain);
};

const speaksOfPassword = pattern(`${PASSWORD}|`, notInWord(anyOf(ACCOUNT_WORDS)));

/** Longer lines are logs and lists. */
const LONGEST_SAYING = 500;

/** Who speaks of a password and writes what looks like nothing else has written it, wherever it stands. */
const withoutStrong = (text: string) =>
	text.replace(/[^\n]+/g, (line) => {
		speaksOfPassword.lastIndex = 0;
		if (line.length > LONGEST_SAYING || !speaksOfPassword.test(line)) return line;
		return line.replace(/\S+/g, (word) =>
			looksStrong(word) && !/:\/\/|^\\\\|\[redacted/.test(word) ? removed('password') : word,
		);
	});

/** Words that make no sentence. The first may be any: "correct horse …". */
export const isPhrase = (value: string) => {
	const [, ...words] = value.trim().split(/\s+/);
	return words.length >= 3 && words.every((word) => !isSaid(word));
};

type Judge = (value: string) => boolean;

const replaceValues = (text: string, form: RegExp, kind: string, isSecret: Judge) =>
	text.replace(form, (all: string, before: string, value: string) =>
		isSecret(value) ? `${before}${removed(kind)}` : all,
	);

function withoutPasswords(text: string): string {
	let result = text;
	const pass = (form: RegExp, isSecret: Judge, kind = 'password') => {
		result = replaceValues(result, form, kind, isSecret);
	};
	pass(phrases, (value) => !NO_SECRETS.has(bare(value.split(/\s/, 1)[0])));
	pass(severalWords, isPhrase);
	for (const form of COMMAND_LINES) pass(form, (value) => !hidden(value) && value !== '*');
	pass(withSign, (value) => !hidden(value) && !pointsElsewhere(value));
	pass(withVerb, (value) => !hidden(value) && !NO_SECRETS.has(bare(value)));
	pass(withNothing, looksSecret);
	pass(separated, looksSecret);
	pass(toValue, looksSecret);
	pass(accounts, looksSecret);
	pass(credentials, (value) => !hidden(value) && !NO_SECRETS.has(bare(value)));
	pass(another, looksSecret);
	pass(codes, (value) => /^\D?\d[\d\s-]{2,11}\D?$/.test(value), 'code');
	pass(plainCodes, () => true, 'code');
	pass(reversedCodes, () => true, 'code');
	result = result.replace(reversed, (all: string, value: string, after: string) => {
		const isNone = hidden(value) || NO_SECRETS.has(bare(value)) || OUR_END.test(value);
		const isUse = /^\s*(?:as|als|comme|como|that)/i.test(after);
		return isNone || (isUse && !looksSecret(value)) ? all : `${removed('password')}${after}`;
	});
	return withoutStrong(result);
}

/** What can be seen in one text, whoever said it. */
export function withoutForms(text: string): string {
	let result = text;
	for (const form of PRIVATE_KEYS) result = result.replace(form, removed('private key'));
	for (const form of TOKENS) result = result.replace(form, `$1${removed('token')}`);
	result = result.replace(RECOVERY_KEYS, removed('recovery key'));
	result = result.replace(IN_QUERIES, `$1${removed('token')}`);
	result = result.replace(ADDRESSES, `$1${removed('password')}`);
	return withoutCards(withoutPasswords(result), removed('card number'));
}

// What the lines of a conversation are told apart by; see turns.ts.

export const asksForPassword = pattern(
	`(?:${PASSWORD}|${CODE})[^\\n]{0,60}[?？]|`,
	`(?<![\\p{L}])(?:what|which|need|enter|type|give|send|tell|share|wie|welches|brauche|nenne[nr]?|schick\\p{L}{0,3}|quel|envoy\\p{L}+|donn\\p{L}+|cuál|env[ií]\\p{L}+|mand\\p{L}+|dare|invi\\p{L}+|stuur|geef)(?![\\p{L}])`,
	`[^\\n]{0,60}?(?:${PASSWORD}|${CODE})`,
);

export const asksForCode = pattern(`${CODE}|${ANY_CODE}`);

/** Ends with the word for a password and a sign or a verb: the value comes in the next line. */
export const announces = pattern(
	`(?:${PASSWORD}|${CODE})${FILLER}${CLOSERS}${BLANK}{0,3}(?:[:=>：→-]{1,3}|(?<=[\\s\\u00a0])${anyOf(VERBS)}(?:${BLANK}{1,3}${anyOf(ADVERBS)})?${BLANK}{0,2}:?)${BLANK}{0,3}$`,
);
/** Is nothing but the word, with two more at most, or hands it over: "here is the password". */
export const namesOnly = pattern(
	`^${BLANK}{0,3}(?:(?:here|this|hier|das|voici|voilà|est[ae]|aquí|ecco|dit|dat)${BLANK}{1,3}(?:(?:is|ist|es|è|zijn|are)${BLANK}{1,3})?)?(?:\\p{L}{1,12}${BLANK}{1,3}){0,2}?(?:${PASSWORD}|${CODE})${BLANK}{0,3}$`,
);
export const speaksOf = pattern(`(?:${PASSWORD}|${CODE})`);
