import {
	announces,
	asksForCode,
	asksForPassword,
	bare,
	hidden,
	isPhrase,
	isSaid,
	looksSecret,
	namesOnly,
	removed,
	speaksOf,
} from './forms';

/** One line of what was said. `who` tells people apart and says nothing else. */
export interface Said {
	who: string;
	text: string;
}

/** A question is answered by a plain word within so many lines, by what looks like a password within so many. */
const PLAIN_WITHIN = 3;
const SECRET_WITHIN = 10;
/** What one says in the next line, with what others say between. */
const NEXT_WITHIN = 3;

/** Longer lines are no answers, and longer questions are texts. */
const LONGEST_ANSWER = 500;
const LONGEST_QUESTION = 2000;
const MOST_WORDS = 4;

/** Asks whether, not what: the answer is no password, unless it looks like one. */
const YES_OR_NO =
	/^[\s¿]*(?:did|does|is|was|are|have|has|had|haben|hast|hat|ist|war|sind|avez|as-tu|est-ce|le|la|das|the|cambi\p{L}+|funcion\p{L}+|ha|hai|è|heeft|heb|werkt)(?![\p{L}])/iu;

/** What a line means for those that follow. */
interface Turn extends Said {
	asks: 'word' | 'secret' | 'code' | null;
	isQuestion: boolean;
	/** The next line of the same person: any word is the password, or what looks like one. */
	announces: 'word' | 'secret' | null;
}

const matches = (form: RegExp, text: string) => {
	form.lastIndex = 0;
	return form.test(text);
};

function turnOf({ who, text }: Said): Turn {
	const question = text.slice(0, LONGEST_QUESTION);
	const end = text.slice(-200);
	const asksPassword = matches(asksForPassword, question);
	const asks = asksPassword
		? YES_OR_NO.test(question)
			? 'secret'
			: 'word'
		: matches(asksForCode, question)
			? 'code'
			: null;
	const strong = matches(announces, end) || (text.length < 60 && matches(namesOnly, text));
	const speaks = strong || (text.length < LONGEST_ANSWER && matches(speaksOf, text));
	return {
		who,
		text,
		asks,
		isQuestion: /[?？]\s*$/.test(question),
		announces: strong ? 'word' : speaks ? 'secret' : null,
	};
}

/** One of our marks, or a word; a mark may stand within what would be one. */
const WORD = /\[redacted: [a-z ]+\]|(?:(?!\[redacted: )\S)+/g;

/** A line with its secrets taken out: every word that is none said about passwords, or only what looks like one. */
function withoutWords(text: string, anyWord: boolean): string {
	const words = text.trim().split(/\s+/);
	if (anyWord && isPhrase(text) && words.length <= 8) return removed('password');
	if (words.length > MOST_WORDS) return text;
	return text.replace(WORD, (word) => {
		const plain = bare(word);
		if (isSaid(word) || word.startsWith('[redacted: ') || hidden(word)) return word;
		const isAlone = words.length === 1 && anyWord;
		return isAlone || looksSecret(word) || (anyWord && /^\d{4,}$/.test(plain))
			? removed('password')
			: word;
	});
}

const isCode = (text: string) => /^\s*(?:\d{3}[ -]\d{3,4}|\d{4,8})[.!]?\s*$/.test(text);

/** What the lines before say of one: `word`, `secret`, `code`, or nothing. */
function expected(turns: Turn[], index: number): Turn['asks'] {
	const { who } = turns[index];
	let found: Turn['asks'] = null;
	let asked = false;
	for (let back = 1; back <= SECRET_WITHIN && back <= index; back++) {
		const turn = turns[index - back];
		if (turn.who === who) {
			if (back <= NEXT_WITHIN && turn.announces === 'word') return 'word';
			// Only the line right before: who speaks of a password says other words, too.
			if (back === 1 && turn.announces) found ??= turn.announces;
			continue;
		}
		if (turn.asks === 'word' && back <= PLAIN_WITHIN && !asked) return 'word';
		if (turn.asks === 'code' && back <= PLAIN_WITHIN) found ??= 'code';
		else if (turn.asks === 'word' || turn.asks === 'secret') found ??= 'secret';
		asked ||= turn.isQuestion;
	}
	return found;
}

/**
 * Takes out what cannot be seen in a line by itself: the answer to a question for a password, and the password in the next line of who has
 * named it. The lines come in their order; each looks back at ten at most.
 */
export function withoutAnswers(lines: Said[]): string[] {
	const turns = lines.map(turnOf);
	return turns.map(({ text }, index) => {
		if (index === 0 || text.length > LONGEST_ANSWER || text.trim() === '') return text;
		const what = expected(turns, index);
		if (what === null) return text;
		if (what === 'code') return isCode(text) ? removed('code') : text;
		return withoutWords(text, what === 'word');
	});
}
