import type { Session, Survey, SurveyAnswer } from '../model';
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
	return sessionId === null ? null : surveyOf(survey, sessionId, respondent);
}

/** Answers in a question list, or, inside a session's own report, as `value` elements with a name and a value. */
function surveyOf(survey: XmlElement, sessionId: string, respondent: Survey['respondent']): Survey {
	const { ts, timestamp } = survey.attributes;
	const named = children(survey, 'value').map(({ attributes, text }): SurveyAnswer => {
		const value = trimmedText(withLineBreaks(attributes.value ?? text));
		return {
			question: filled(attributes.name),
			label: filled(attributes.label),
			answers: value === '' ? [] : [value],
		};
	});
	return {
		sessionId,
		submittedAt: isoFromUnixSeconds(filled(ts ?? timestamp)),
		respondent,
		answers: [...inLists(survey, 'question_list', 'question').map(answerFrom), ...named],
	};
}

/**
 * The surveys inside a session's own report (`cust_survey_list`, `rep_survey_list`). Most appliances put only pointers
 * there: a survey without answers is none.
 */
export function surveysInside(session: XmlElement, sessionId: string): Session['surveys'] {
	const surveysIn = (list: string, name: string, respondent: Survey['respondent']) =>
		inLists(session, list, name)
			.map((survey) => surveyOf(survey, sessionId, respondent))
			.filter(({ answers }) => answers.some(({ answers: given }) => given.length > 0));
	return {
		customer: surveysIn('cust_survey_list', 'cust_exit_survey', 'customer'),
		representative: surveysIn('rep_survey_list', 'rep_exit_survey', 'representative'),
	};
}
