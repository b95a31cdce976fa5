import { InputError } from '../session/errors';

/** A variable of a template and where in the template it stands. */
export interface Variable {
	name: string;
	/** Of the dollar sign. */
	index: number;
}

/** A piece of a template: words as they are, or a variable. */
export type Token = string | Variable;

/** `$$` is text, so that a dollar sign can stand before a word in capitals. */
const CANDIDATE = /\$\$|\$([A-Z][A-Z0-9_]+)/g;

/** The name of a variable: capitals, digits and underscores, at least two, beginning with a letter. */
export const VARIABLE_NAME = /^[A-Z][A-Z0-9_]+$/;

/**
 * Takes a template apart. A variable is a dollar sign and a whole word in capitals; underscores behind a known name
 * belong to the text (`_$EXPIRES_`). Dollar signs of prices (`$5`, `$ 5`, `US$`) and `$$` are text.
 *
 * Throws InputError naming the variable that nobody defined.
 */
export function tokensOf(template: string, known: ReadonlySet<string>, field: string): Token[] {
	const tokens: Token[] = [];
	let end = 0;
	for (const { 0: match, 1: word, index } of template.matchAll(CANDIDATE)) {
		if (word === undefined) continue;
		const name = known.has(word) ? word : word.replace(/_+$/, '');
		if (!known.has(name)) throw undefinedVariable(word, known, field);
		tokens.push(template.slice(end, index), { name, index });
		end = index + match.length - (word.length - name.length);
	}
	tokens.push(template.slice(end));
	return tokens;
}

function undefinedVariable(word: string, known: ReadonlySet<string>, field: string): InputError {
	const names = [...known].map((name) => `$${name}`).join(', ');
	return new InputError(
		`The variable $${word.slice(0, 64)} is not defined.`,
		`Correct its name, or add it under 'Variables'. You can use ${names}. No session key was made.`,
		field,
	);
}
