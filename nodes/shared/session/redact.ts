import { withoutOwn } from './ownPatterns';
import { withoutCards } from './redactCards';
import { COMMAND_LINES } from './redactCommands';
import {
	ACCOUNT_WORDS,
	ADVERBS,
	CODE_SOURCES,
	CODE_WORDS,
	FILLERS,
	NO_SECRETS,
	PASSWORD_WORDS,
	PUBLIC_CODES,
	VERBS,
} from './redactWords';

export { patternsFrom } from './ownPatterns';

// Every pattern is linear in the text: what repeats is bounded, or cannot begin at a place where it has failed before.

const BLANK = '[ \\t\\u00a0]';
const anyOf = (words: string[]) => `(?:${words.join('|')})`;
/** A whole word, and not the one in our own `[redacted: password]`. */
const notInWord = (pattern: string) => `(?<![\\p{L}\\p{N}]|redacted: )${pattern}(?![\\p{L}\\p{N}])`;

/** Closing quotes and brackets between a name and its sign: `"password": "…"`, `Password (admin): …`, `**pw**: …`. */
const CLOSERS = `["'\`*_)\\]]{0,3}`;
const FILLER = `(?:${BLANK}{1,3}${anyOf(FILLERS)}${BLANK}[^\\n:=>\\[]{0,40}?|${BLANK}{0,3}\\([^()\\n[]{1,40}\\)|${BLANK}(?:new|again|now|neu))?`;
/** "password: it is …" */
const SAID = `(?:it(?:['’]s| is| was)|es ist|das ist|c['’]est|het is|dat is|es)${BLANK}{1,3}`;
const IT_IS = `(?:${SAID}|(?!${SAID}))`;
const SIGN = `${FILLER}${CLOSERS}${BLANK}{0,5}(?:[:=]{1,2}>?|[-=]>|>|→|：)\\s{0,5}${IT_IS}`;
const SAYS = `${FILLER}${BLANK}{0,3}(?<=[\\s\\u00a0]|(?='))${anyOf(VERBS)}${BLANK}{0,2}[:=]?${BLANK}{1,5}(?:${anyOf(ADVERBS)}${BLANK}{0,2}:?${BLANK}{1,3}){0,2}`;
const PASSWORD = notInWord(anyOf(PASSWORD_WORDS));
const CODE = notInWord(anyOf(CODE_WORDS));
/** Just "code", where no word beside it says that it is one for everybody. */
const ANY_CODE = `(?<!${anyOf(PUBLIC_CODES)}[ -]?)${notInWord('code')}(?!${BLANK}(?:postal|erreur|d['’]erreur|de error|produit))`;

/** A value in quotes, or everything up to the next white space; in `password: pw: …` the first word is none. */
const VALUE = `(?!\\[redacted|${PASSWORD}${BLANK}{0,3}[:=])("[^"\\n]{1,200}"|'[^'\\n]{1,200}'|\`[^\`\\n]{1,200}\`|“[^”\\n]{1,200}”|„[^“”\\n]{1,200}[“”]|«[^»\\n]{1,200}»|\\S+)`;

const pattern = (...parts: string[]) => new RegExp(parts.join(''), 'giu');

const withSign = pattern('(', PASSWORD, SIGN, ')', VALUE);
const withVerb = pattern('(', PASSWORD, SAYS, ')', VALUE);
const withNothing = pattern('(', PASSWORD, `${BLANK}{1,3})`, VALUE);
const codes = pattern('(', CODE, '(?:', SIGN, '|', SAYS, `|${BLANK}{1,3})`, ')', VALUE);
/** "the code from the app is 123 456", "code PIN est le 1234", "the code is 123456" */
const plainCodes = pattern(
	'(',
	ANY_CODE,
	`(?:${BLANK}{1,3}(?:[^\\n\\d]{0,40}?(?<![\\p{L}\\p{N}]))?${anyOf([...CODE_SOURCES, 'pin'])}(?![\\p{L}\\p{N}])[^\\n\\d]{0,20}?${BLANK}{1,3}|${SAYS}(?=\\d{3}[ -]?\\d{3}(?!\\d)))`,
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
	notInWord('(?:pass ?phrase|(?:seed|recovery|mnemonic)[ -]phrase)'),
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

const removed = (kind: string) => `[redacted: ${kind}]`;

/** How the marks we leave end; they are no passwords themselves. */
const OUR_END = /^(?:password|code|token|number|key)\]/;

const bare = (value: string) => value.replace(/^["'`“„«(]+|["'`”“»).,;:!?]+$/g, '').toLowerCase();

/** Stars, dots and question marks are a password already hidden, or none. */
const hidden = (value: string) => /^["'`]?[*•●.…?_-]*["'`.,]?$/.test(value);

const looksSecret = (value: string) => {
	const core = bare(value);
	return (
		core.length >= 5 &&
		/\p{L}/u.test(core) &&
		/[\d!@#$%^&*+?§€£~]/u.test(core) &&
		!/^https?:/.test(core)
	);
};

/** Letters, digits and a sign that is rare in names and numbers. */
const looksStrong = (value: string) =>
	looksSecret(value) && /\d/.test(value) && /[!#$%^&*+?§€~=]/.test(bare(value));

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
	for (const form of COMMAND_LINES) pass(form, (value) => !hidden(value) && value !== '*');
	pass(withSign, (value) => !hidden(value));
	pass(withVerb, (value) => !hidden(value) && !NO_SECRETS.has(bare(value)));
	pass(withNothing, looksSecret);
	pass(toValue, looksSecret);
	pass(accounts, looksSecret);
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

/**
 * Takes out what nobody should read in a ticket: passwords as people say them in chats, card numbers with a valid check
 * digit, bearer tokens, authorization headers, private keys – and whatever matches `extra`. Each becomes
 * `[redacted: kind]`, an extra one `[redacted]`. Takes time linear in the text, but for patterns in `extra` that do not.
 */
export function redact(text: string, extra: RegExp[] = []): string {
	let result = text;
	for (const form of PRIVATE_KEYS) result = result.replace(form, removed('private key'));
	for (const form of TOKENS) result = result.replace(form, `$1${removed('token')}`);
	result = result.replace(RECOVERY_KEYS, removed('recovery key'));
	result = result.replace(IN_QUERIES, `$1${removed('token')}`);
	result = result.replace(ADDRESSES, `$1${removed('password')}`);
	result = withoutCards(withoutPasswords(result), removed('card number'));
	return withoutOwn(result, extra);
}

const asksForPassword = pattern(
	`(?:${PASSWORD}|${CODE})[^\\n]{0,60}[?？]|`,
	`(?<![\\p{L}])(?:what|which|need|enter|type|give|send|tell|share|wie|welches|brauche|nenne|schick\\p{L}{0,3})(?![\\p{L}])`,
	`[^\\n]{0,60}?(?:${PASSWORD}|${CODE})`,
);

const asksForCode = pattern(`${CODE}|${ANY_CODE}`);

const NO_ANSWERS =
	/^(?:yes|yep|yeah|nope|sure|moment|sec|second|wait|thanks|thank|thx|hi|hello|hey|done|sorry|hm+|ja|nein|danke|klar|oui|non|merci|s[ií]|gracias|https?:.*)$/;

/**
 * What {@link redact} cannot see: an answer that is nothing but the password somebody has just asked for. Takes out
 * single words, and the words that look like passwords in answers of up to four.
 */
export function redactAnswer(question: string, answer: string): string {
	const asked = question.slice(0, 2000);
	asksForPassword.lastIndex = 0;
	asksForCode.lastIndex = 0;
	if (answer.length > 500) return answer;
	if (!asksForPassword.test(asked)) {
		const isCode =
			asksForCode.test(asked) && /^\s*(?:\d{3}[ -]\d{3,4}|\d{4,8})[.!]?\s*$/.test(answer);
		return isCode ? removed('code') : answer;
	}
	const words = answer.trim().split(/\s+/);
	if (words.length > 4) return answer;
	return answer.replace(/\S+/g, (word) => {
		const plain = bare(word);
		const said = NO_SECRETS.has(plain) || NO_ANSWERS.test(plain) || hidden(word);
		if (said || /^\[?redacted/.test(plain)) return word;
		return words.length === 1 || looksSecret(word) || /^\d{4,}$/.test(plain)
			? removed('password')
			: word;
	});
}
