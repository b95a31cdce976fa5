import { InputError } from './errors';
import { ADVERBS, CODE_WORDS, FILLERS, NO_SECRETS, PASSWORD_WORDS, VERBS } from './redactWords';

// Every pattern is linear in the text: what repeats is bounded, or cannot begin at a place where it has failed before.

const BLANK = '[ \\t\\u00a0]';
const anyOf = (words: string[]) => `(?:${words.join('|')})`;
/** A whole word, and not the one in our own `[redacted: password]`. */
const notInWord = (pattern: string) => `(?<![\\p{L}\\p{N}]|redacted: )${pattern}(?![\\p{L}\\p{N}])`;

/** Closing quotes and brackets between a name and its sign: `"password": "…"`, `Password (admin): …`, `**pw**: …`. */
const CLOSERS = `["'\`*_)\\]]{0,3}`;
const FILLER = `(?:${BLANK}{1,3}${anyOf(FILLERS)}${BLANK}[^\\n:=>\\[]{0,40}?|${BLANK}{0,3}\\([^()\\n[]{1,40}\\)|${BLANK}(?:new|again|now|neu))?`;
const SIGN = `${FILLER}${CLOSERS}${BLANK}{0,5}(?:[:=]{1,2}>?|[-=]>|>|→|：)\\s{0,5}`;
const SAYS = `${FILLER}${BLANK}{0,3}(?<=[\\s\\u00a0]|(?='))${anyOf(VERBS)}${BLANK}{0,2}[:=]?${BLANK}{1,5}(?:${anyOf(ADVERBS)}${BLANK}{0,2}:?${BLANK}{1,3}){0,2}`;
const PASSWORD = notInWord(anyOf(PASSWORD_WORDS));
const CODE = notInWord(anyOf(CODE_WORDS));

/** A value in quotes, or everything up to the next white space; in `password: pw: …` the first word is none. */
const VALUE = `(?!\\[redacted|${PASSWORD}${BLANK}{0,3}[:=])("[^"\\n]{1,200}"|'[^'\\n]{1,200}'|\`[^\`\\n]{1,200}\`|“[^”\\n]{1,200}”|„[^“”\\n]{1,200}[“”]|«[^»\\n]{1,200}»|\\S+)`;

const pattern = (...parts: string[]) => new RegExp(parts.join(''), 'giu');

const withSign = pattern('(', PASSWORD, SIGN, ')', VALUE);
const withVerb = pattern('(', PASSWORD, SAYS, ')', VALUE);
const withNothing = pattern('(', PASSWORD, `${BLANK}{1,3})`, VALUE);
const codes = pattern('(', CODE, '(?:', SIGN, '|', SAYS, `|${BLANK}{1,3})`, ')', VALUE);
/** "Hunter2 is my password" */
const reversed = pattern(
	`(?<!\\S)(?!\\[redacted)(\\S{3,128})(${BLANK}{1,3}(?:is|was|ist|war|est|es)${BLANK}{1,3}`,
	`(?:my|the|your|our|his|her|their|mein|dein|ihr|unser|das|le|mon|la|mi)${BLANK}{1,3}`,
	`(?:[\\p{L}-]{1,20}${BLANK}{1,3}){0,2}?${PASSWORD})`,
);
/** `--password X`, `-pw X`, `net user name X`, `runas … /p:X` */
const commandLine = pattern(
	`((?<!\\S)--?(?:password|passwd|passphrase|pass|pwd|pw)[ =]|(?<!\\S)/p(?:w|wd|ass|assword)?:|`,
	`\\bnet1?${BLANK}{1,3}user${BLANK}{1,3}[^\\s/]{1,104}${BLANK}{1,3}(?![/]))`,
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
	/\b(authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:(?:bearer|basic|digest|negotiate|token|apikey)\s{1,3})?)(?!\[redacted)[^\s"']+/gi,
	/\b(bearer\s{1,3})(?=[^\s\d]{0,80}\d)[A-Za-z0-9._~+/=-]{12,}/gi,
	/\b(cookie["']?\s{0,3}[:=]\s{0,3})(?!\[redacted)[^\s=]{1,80}=[^\n]+/gi,
	/(?<![\w-])()eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
	/(?<![\w-])()(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|sk-[\w-]{20,})(?![\w-])/g,
];

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
	pass(commandLine, (value) => !hidden(value) && value !== '*');
	pass(withSign, (value) => !hidden(value));
	pass(withVerb, (value) => !hidden(value) && !NO_SECRETS.has(bare(value)));
	pass(withNothing, looksSecret);
	pass(codes, (value) => /^\D?\d[\d\s-]{2,11}\D?$/.test(value), 'code');
	return result.replace(reversed, (all: string, value: string, after: string) =>
		hidden(value) || NO_SECRETS.has(bare(value)) || OUR_END.test(value)
			? all
			: `${removed('password')}${after}`,
	);
}

/** Lengths and first digits of payment cards; the check digit alone would also find serial numbers. */
const isCard = (digits: string) =>
	/^(?:4\d{12}|3[0689]\d{12}|3[47]\d{13}|[2-6]\d{15,18})$/.test(digits) && checkDigitFits(digits);

function checkDigitFits(digits: string): boolean {
	let sum = 0;
	for (let index = 0; index < digits.length; index++) {
		const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
		const doubled = index % 2 === 1 ? digit * 2 : digit;
		sum += doubled > 9 ? doubled - 9 : doubled;
	}
	return sum % 10 === 0;
}

/** Looks in a run of groups of digits for consecutive groups that are a card together; other numbers may stand beside it. */
function withoutCardsInRun(run: string): string {
	const parts = run.split(/(\D+)/);
	let result = '';
	for (let start = 0; start < parts.length; ) {
		let digits = '';
		let end = start;
		let found = -1;
		for (; end < parts.length && digits.length < 19; end += 2) {
			digits += parts[end];
			if (isCard(digits)) found = end;
		}
		result += found >= 0 ? removed('card number') : parts[start];
		const last = found >= 0 ? found : start;
		result += parts[last + 1] ?? '';
		start = last + 2;
	}
	return result;
}

const withoutCards = (text: string) =>
	text.replace(/(?<![\p{L}\p{N}])\d+(?:[ .\u00a0-]{1,2}\d+)*(?![\p{L}\p{N}])/gu, (run) =>
		run.length < 13 ? run : withoutCardsInRun(run),
	);

/**
 * Takes out what nobody should read in a ticket: passwords as people say them in chats, card numbers with a valid check
 * digit, bearer tokens, authorization headers, private keys – and whatever matches `extra`. Each becomes
 * `[redacted: kind]`, an extra one `[redacted]`. Takes time linear in the text, but for patterns in `extra` that do not.
 */
export function redact(text: string, extra: RegExp[] = []): string {
	let result = text;
	for (const form of PRIVATE_KEYS) result = result.replace(form, removed('private key'));
	for (const form of TOKENS) result = result.replace(form, `$1${removed('token')}`);
	result = result.replace(ADDRESSES, `$1${removed('password')}`);
	result = withoutCards(withoutPasswords(result));
	for (const form of extra) {
		const everywhere = form.global ? form : new RegExp(form.source, `${form.flags}g`);
		result = result.replace(everywhere, (match) => (match === '' ? '' : '[redacted]'));
	}
	return result;
}

const asksForPassword = pattern(
	`(?:${PASSWORD}|${CODE})[^\\n]{0,60}[?？]|`,
	`(?<![\\p{L}])(?:what|which|need|enter|type|give|send|tell|share|wie|welches|brauche|nenne|schick\\p{L}{0,3})(?![\\p{L}])`,
	`[^\\n]{0,60}?(?:${PASSWORD}|${CODE})`,
);

const NO_ANSWERS =
	/^(?:yes|yep|yeah|nope|sure|moment|sec|second|wait|thanks|thank|thx|hi|hello|hey|done|sorry|hm+|ja|nein|danke|klar|oui|non|merci|s[ií]|gracias|https?:.*)$/;

/**
 * What {@link redact} cannot see: an answer that is nothing but the password somebody has just asked for. Takes out
 * single words, and the words that look like passwords in answers of up to four.
 */
export function redactAnswer(question: string, answer: string): string {
	asksForPassword.lastIndex = 0;
	if (answer.length > 500 || !asksForPassword.test(question.slice(0, 2000))) return answer;
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

function compiled(source: string): RegExp | null {
	try {
		return new RegExp(source, 'giu');
	} catch {
		return null;
	}
}

/** Regular expressions (JavaScript, case ignored) that a user typed. Throws InputError naming the one that is none. */
export function patternsFrom(sources: string[]): RegExp[] {
	return sources
		.filter((source) => source.trim() !== '')
		.map((source) => {
			const expression = compiled(source);
			if (expression) return expression;
			throw new InputError(
				`'${source.slice(0, 80)}' is not a regular expression.`,
				'Write it without slashes around it, for example: \\bEMP-\\d{6}\\b',
				'Redact Also',
			);
		});
}
