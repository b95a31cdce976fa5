import type { Survey, SurveyAnswer } from '../model';
import { sessionIdFrom } from '../model';
import { isoFromUnixSeconds } from '../time';
import type { XmlElement } from './element';
import { children } from './element';
import { filled, filledOf, inLists, trimmedText } from './values';

/** Line breaks of an answer arrive as the two characters backslash and n. */
const withLineBreaks = (text: string) => text.replace(/(?:\\r)?\\n/g, '\n');

const answerFrom = (question: XmlElement): SurveyAnswer => ({
	question: filledOf(question, 'name'),
	label: filledOf(question, 'label'),
	answers: inLists(question, 'answer_list', 'answer')
		.map(({ text }) => trimmedText(withLineBreaks(text)))
		.filter((answer) => answer !== ''),
});

/**
 * One `exit_survey` element of a SupportCustExitSurvey or SupportRepExitSurvey report to a Survey; null where it carries
 * no session ID. A question that was not answered has no answers.
 */
export function surveyFromReport(
	survey: XmlElement,
	respondent: Survey['respondent'],
): Survey | null {
	const sessionId = sessionIdFrom(survey.attributes.lsid);
	if (sessionId === null) return null;
	return {
		sessionId,
		submittedAt: isoFromUnixSeconds(filled(survey.attributes.ts)),
		respondent,
		answers: children(survey, 'question_list').flatMap((list) =>
			children(list, 'question').map(answerFrom),
		),
	};
}
