import { notSeen } from './findings.mjs';
import { NoAnswer } from './http.mjs';
import { listQuestions } from './appliance/lists.mjs';
import { refusalQuestions } from './appliance/refusals.mjs';
import { reportQuestions } from './appliance/reports.mjs';
import { DESKS } from './desks/desk.mjs';

/** What concerns chats: nothing of it can be asked by reading. */
const chatQuestions = [
	{
		id: 'teams.encoding',
		see: 'send a message with a long text in another script than Latin from n8n: what is too long is refused, and the row says so',
	},
];

/**
 * How each thing that the code is unsure of (unsure.cjs) can be found out: `ask` reads it, and `see` says what a person can do, which is
 * also told where reading shows nothing. A test fails when one of them has neither.
 */
export const QUESTIONS = [
	...[...reportQuestions, ...listQuestions, ...refusalQuestions],
	...Object.values(DESKS).flatMap(({ questions }) => questions),
	...chatQuestions,
];

/** The questions about one area, such as `appliance` or `zendesk`. */
export const questionsAbout = (area) => QUESTIONS.filter(({ id }) => id.startsWith(`${area}.`));

/** Never what an error says: it may quote what was read. */
const reasonOf = (error) =>
	error instanceof NoAnswer ? error.message : 'the answer has a form that the pilot does not know';

/** Asks a question by reading. What fails is not seen, and the others are asked all the same. */
export async function ask({ ask: question }, whom) {
	try {
		return await question(whom);
	} catch (error) {
		return notSeen(reasonOf(error));
	}
}

/** Rows of what else is seen. */
export async function rowsOf(facts, whom) {
	const rows = [];
	for (const fact of facts) {
		try {
			rows.push(...(await fact(whom)));
		} catch (error) {
			rows.push([fact.name, reasonOf(error)]);
		}
	}
	return rows;
}
