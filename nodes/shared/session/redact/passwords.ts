import { COMMAND_LINES } from './commands';
import { isTalk, NO_SECRETS } from './commonWords';
import {
	ACCOUNTS,
	ANOTHER,
	BARE_PAIRS,
	CODES,
	LOGS_ON_WITH,
	PHRASES,
	PLAIN_CODES,
	REVERSED,
	REVERSED_CODES,
	PAIRS,
	SAID_BEFORE,
	SET_TO,
	SPEAKS_OF_ACCOUNT,
	SPEAKS_OF_CODE,
	SPEAKS_OF_LOGON,
	SPEAKS_OF_PASSWORD,
	SPEAKS_OF_USER,
	TO_VALUE,
	UNLOCKS,
	USER_AND_PASSWORD,
	USER_THEN_PASSWORD,
	WITH_NOTHING,
	WITH_SIGN,
	WITH_STOP,
	WITH_VERB,
	WITH_VERB_AND_SIGN,
} from './forms';
import {
	bare,
	hasAllKinds,
	isHidden,
	looksChosen,
	looksLikeName,
	looksSecret,
	looksStrong,
} from './judges';
import { hide, MARK, marked } from './marks';
import type { Judge, Kind } from './marks';
import { PUBLIC_CODE } from './words';

/** Longer lines are logs and lists. */
const LONGEST_SAYING = 500;

const FOUND = new RegExp(`^\\s{0,2}[/|,]?\\s{0,2}[${MARK}]`);

/** The name before a password that has been found, where both were named: "user/password: kdoyle/…" */
const isNameBefore: Judge = (value, around, after) =>
	FOUND.test(after) && !looksSecret(value) && USER_AND_PASSWORD.test(lineEnd(around));

const isSaid = (value: string) => !NO_SECRETS.has(bare(value));

const lineEnd = (around: string) => around.slice(around.lastIndexOf('\n') + 1);

const isReversed: Judge = (value, _, after) => {
	if (isHidden(value) || isTalk(bare(value))) return false;
	if (/^"\S+ /.test(value)) return true;
	return !/^\s*(?:as|als|comme|como|come|that)/i.test(after) || looksSecret(value);
};

/** "password: see sticker" */
const REFERS = /^(?:see|siehe|voir|ver|vedi|zie|same|none|n\/a|keins|idem)$/;
const isGiven: Judge = (value, around, after) =>
	!isHidden(value) &&
	!isNameBefore(value, around, after) &&
	!(REFERS.test(bare(value)) && /^[ \t]+\p{L}/u.test(after));

/** "is" in some languages, and small words in others: "the password on Monday", "la clave es reiniciar …" */
const DOUBTFUL_VERB = /(?<![\p{L}])(?:on|to|auf|er|je)\s+$/iu;
const SURE_VERB =
	/salasana.*on\s+$|(?:adgangskode|kodeord|passord).*er\s+$|heslo.*je\s+$|\b(?:set|changed|reset|updated)\b.*to\s+$/i;
const DOUBTFUL_WORD = /(?<![\p{L}])(?:clave|secret|pass)\s[^\n]{0,30}$/iu;
/** "est enregistré dans …", "is saved in …": what was done with it, and more words. */
const DONE_WITH =
	/^(?:\p{L}+(?:ed|ées?|és?|[aiu]t[oa]|[ai]d[oa])|(?:ge|be|ver|er|ent|zer|ab|an|auf|aus|ein|hinter)\p{L}+(?:t|d|en))$/iu;
const isState: Judge = (value, _, after) => DONE_WITH.test(value) && /^[ \t]+\p{L}/u.test(after);

const isSpoken: Judge = (value, around, after) => {
	if (isHidden(value) || !isSaid(value) || isNameBefore(value, around, after)) return false;
	const line = lineEnd(around);
	const isDoubtful =
		(DOUBTFUL_VERB.test(line) && !SURE_VERB.test(line)) ||
		(DOUBTFUL_WORD.test(line) && /^[ \t]+\p{L}/u.test(after));
	return (!isDoubtful && !isState(value, around, after)) || looksSecret(value);
};

/** "Kennwort 8842", at the end of what is said. */
const isNext: Judge = (value, _, after) =>
	looksSecret(value) || (/^\d{4,12}[.,;)]?$/.test(value) && /^\s*(?:$|\n|[.,;)])/.test(after));

const isNewPart: Judge = (value) => looksSecret(value) && !looksLikeName(value);

const looksMeant: Judge = (value) => looksChosen(value) || looksStrong(value);

type Step = [form: RegExp, isSecret: Judge, kind?: Kind];

const isCode: Judge = (_, around, after) =>
	!PUBLIC_CODE.test(lineEnd(around)) && !/^ ?[%€$]/.test(after);

/**
 * The forms in the order in which they are looked for, what each finds, and when it is a secret. Those of a group are
 * looked for where the text has the words with which all of them begin.
 */
const GROUPS: Array<[mentions: RegExp | null, steps: Step[]]> = [
	[
		null,
		[
			[PHRASES, (value) => isSaid(value.split(/\s/, 1)[0])],
			...COMMAND_LINES.map((form): Step => [form, (value) => !isHidden(value) && value !== '*']),
			[SET_TO, looksChosen],
			[BARE_PAIRS, looksChosen],
		],
	],
	[SPEAKS_OF_USER, [[ACCOUNTS, looksSecret]]],
	[
		SPEAKS_OF_PASSWORD,
		[
			[PAIRS, looksSecret],
			[WITH_SIGN, isGiven],
			[WITH_VERB, isSpoken],
			[WITH_VERB_AND_SIGN, looksSecret],
			[USER_THEN_PASSWORD, (value) => !isHidden(value) && !isTalk(bare(value))],
			[WITH_NOTHING, isNext],
			[WITH_STOP, isNewPart],
			[TO_VALUE, isNewPart],
			[ANOTHER, looksSecret],
			[REVERSED, isReversed],
			[SAID_BEFORE, looksSecret],
		],
	],
	[
		SPEAKS_OF_CODE,
		[
			[CODES, (value) => /^\D?\d[\d\s-]{2,11}\D?$/.test(value), 'code'],
			[PLAIN_CODES, isCode, 'code'],
			[REVERSED_CODES, (value, around, after) => isCode(value, around + after, after), 'code'],
		],
	],
	[
		SPEAKS_OF_LOGON,
		[...LOGS_ON_WITH.map((form): Step => [form, looksMeant]), [UNLOCKS, () => true, 'code']],
	],
];

const WORD = new RegExp(`(?<!\\S)[^\\s${MARK}]+(?!\\S)`, 'g');
const isAddress = (word: string) => /:\/\/|^\\\\/.test(word);

/**
 * Who speaks of a password and writes what looks like nothing else has written it, wherever it stands in the line; where
 * only an account or a log-on is spoken of, the word must be stranger still.
 */
const withoutStrong = (text: string) =>
	text.replace(/[^\n]+/g, (line) => {
		if (line.length > LONGEST_SAYING) return line;
		const isOfPassword = SPEAKS_OF_PASSWORD.test(line);
		if (!isOfPassword && !SPEAKS_OF_ACCOUNT.test(line) && !SPEAKS_OF_LOGON.test(line)) return line;
		const isStrange = isOfPassword ? looksChosen : hasAllKinds;
		return line.replace(WORD, (word) =>
			(looksStrong(word) || isStrange(word)) && !isAddress(word)
				? marked('password', word.length)
				: word,
		);
	});

/** Marks passwords and codes as people say them within a text. */
export function withoutPasswords(text: string): string {
	const spokenOf = GROUPS.filter(([mentions]) => mentions === null || mentions.test(text));
	let result = text;
	for (const [form, isSecret, kind = 'password'] of spokenOf.flatMap(([, steps]) => steps)) {
		result = hide(result, form, kind, isSecret);
	}
	return spokenOf.some(([mentions]) => mentions !== null) ? withoutStrong(result) : result;
}
