import { isTalk } from './commonWords';
import { ASKED, isQuestion, MAYBE, raisedBy, SPOKEN_OF } from './cues';
import type { Expectation, Level } from './cues';
import { bare, hasAllKinds, isHidden, looksChosen, looksLikeName, looksSecret } from './judges';
import { isMarked, marked } from './marks';
import { PUBLIC_CODE } from './words';

/** Longer lines are logs and lists. */
const LONGEST_ANSWER = 200;

/** Lines of the person who is to answer in which an answer is looked for, by any sign and by strict ones. */
const LENIENT_WITHIN = 3;
const ANSWER_WITHIN = 6;
/** Lines of anybody after which a question is forgotten. */
const FORGOTTEN_AFTER = 20;
/** Questions and announcements that are remembered at a time. */
const MOST_EXPECTED = 8;

/** "it's", "ok:", "sure," before the answer. */
const COURTESY =
	/^\s*(?:(?:ok(?:ay|e)?|sure|yes|yep|well|so|here|found it|got it|ja|klar|hier|oui|alors|voilà|voici|s[ií]|sì|ecco|aquí|i think|no sorry|sorry|it['’]?s|it is|es ist|das ist|c['’]est|es|è|het is|dat is)(?![\p{L}\p{N}])[\s,.:;!-]{0,4}){0,3}/iu;

/** "server: …" is about something else. */
const OTHER_LABEL = /^\s*[\p{L}-]{2,20}(?:\s[\p{L}-]{2,20})?\s?[:=]\s/u;

const WORD = /\S+/g;

const couldBe = (word: string) => {
	const plain = bare(word);
	return plain !== '' && !isTalk(plain) && !isHidden(word) && !isMarked(word);
};

function passwordIn(line: string, { level, own }: Expectation): (word: string) => boolean {
	const rest = line.replace(COURTESY, '').trim();
	if (OTHER_LABEL.test(rest)) {
		const value = rest.replace(OTHER_LABEL, '');
		return (word) => word === value && looksChosen(word);
	}
	const words = rest.split(/\s+/);
	const isAlone = words.length === 1;
	if (level === SPOKEN_OF) {
		return (word) => (isAlone && looksChosen(word)) || (words.length <= 6 && hasAllKinds(word));
	}
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

const WHOLE_CODE = /^(\s*)(\d{3}[ -]\d{3,4}|\d{2}(?:[ -]\d{2}){2}|\d{4,8})(?=[.!]?\s*$)/;
const CODE_IN_SENTENCE =
	/^(\D{0,40}(?<![\p{L}\p{N}.,/:-]))(\d{3}[ -]\d{3}|\d{2}(?:[ -]\d{2}){2}|\d{4,8})(?=[.!,]?(?:\s\D{0,40})?$)/u;

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

/** It was typed elsewhere. */
const SAYS_DONE =
	/^\s*(?:done|typed|entered|fertig|erledigt|eingegeben|getippt|fait|saisi|tapé|listo|hecho|introducida|escrita|fatto|inserita|digitata|klaar|gedaan|ingevoerd|getypt)[.!]?\s*$/i;

/** Who asks something else no longer waits for any word. */
const isNewQuestion = (line: string) => isQuestion(line) && line.trim().split(/\s+/, 4).length > 3;

const lower = (one: Expectation) => {
	one.level = Math.min(one.level, MAYBE) as Level;
};

/** "That was not accepted", and the next answer comes. */
const AGAIN = new RegExp(
	`(?<![\\p{L}])(?:not|wrong|incorrect|again|nicht|falsch|noch ?mal|nochmals|encore|incorrecte?|faux|pas|otra vez|no funciona|ancora|riprov\\p{L}|sbagliata|opnieuw|nogmaals|fout|niet)(?![\\p{L}])`,
	'iu',
);

function heardOfAsker(one: Expectation, line: string): void {
	if (one.isAnswered && AGAIN.test(line)) {
		one.level = ASKED;
		one.lines = 0;
	} else if (isNewQuestion(line)) lower(one);
}

/** Follows a chat line by line and remembers what was asked for and announced. */
export function listener(): (line: string, speaker: string) => string {
	let expected: Expectation[] = [];

	function answered(line: string, speaker: string): string {
		let result = line;
		for (const one of expected) {
			one.age++;
			if ((one.asker === speaker) !== one.own) {
				if (!one.own) heardOfAsker(one, line);
				continue;
			}
			one.lines++;
			if (one.nameFirst && isNameOnly(line) && couldBe(line.trim())) {
				one.nameFirst = false;
				one.lines = 0;
				continue;
			}
			const before = result;
			result = withoutAnswer(result, one);
			one.isAnswered ||= result !== before;
			if (result !== before || one.lines >= LENIENT_WITHIN || SAYS_DONE.test(line)) {
				lower(one);
			}
		}
		return result;
	}

	return (line, speaker) => {
		if (line.trim() === '') return line;
		const result = answered(line, speaker);
		expected = expected.filter(
			({ lines, age, level, own }) =>
				age < FORGOTTEN_AFTER &&
				lines < (own || level === SPOKEN_OF ? LENIENT_WITHIN : ANSWER_WITHIN),
		);
		const raised = raisedBy(result, speaker, expected);
		// A later one of the same kind takes the place of an earlier one, unless that one is more certain.
		for (const one of raised) {
			const earlier = expected.find(
				({ wanted, own, asker }) => wanted === one.wanted && own === one.own && asker === one.asker,
			);
			if (earlier && earlier.level > one.level) continue;
			expected = [...expected.filter((other) => other !== earlier), one].slice(-MOST_EXPECTED);
		}
		return result;
	};
}
