import type { Session, Survey, SurveyAnswer } from './session.mts';
import type { World } from './world.mts';
import { element, type XmlElement } from './xml.mts';

/** Line breaks arrive as the two characters backslash and n (reference, 4.7). */
export const surveyAnswer = (answer: string): string => answer.replace(/\r?\n/g, '\\n');

function question({ question: name, label, type, answers }: SurveyAnswer, id: number): XmlElement {
	return element(
		'question',
		[
			element('type', type ?? (answers.length > 1 ? 'checkbox' : 'text')),
			element('name', name),
			element('label', label ?? name),
			element('report_header', name),
			element(
				'answer_list',
				answers.map((answer) => element('answer', surveyAnswer(answer))),
			),
		],
		{ id },
	);
}

/** One filled exit survey of a SupportCustExitSurvey or SupportRepExitSurvey report. */
export function exitSurvey(world: World, session: Session, survey: Survey): XmlElement {
	const owner = world.sessions.ownerOf(session);
	const { customer } = session;
	const representatives = session.representatives.map(({ gsnumber, profile }) =>
		element(
			'representative',
			[
				element('username', profile.username),
				element('display_name', profile.publicName),
				element('public_display_name', profile.publicName),
				element('private_display_name', profile.privateName),
			],
			{ gsnumber, id: profile.id },
		),
	);
	return element(
		'exit_survey',
		[
			element('submitted_by', survey.by.name, {
				type: survey.respondent === 'customer' ? 'customer' : 'rep',
			}),
			...(owner
				? [
						element('primary_rep', world.sessions.partyOf(owner).name, {
							gsnumber: owner.gsnumber,
							id: owner.profile.id,
						}),
					]
				: []),
			element('primary_customer', customer.name, { gsnumber: customer.gsnumber }),
			element('rep_list', representatives),
			element(
				'question_list',
				survey.answers.map((answer, index) => question(answer, index + 1)),
			),
		],
		{ lsid: session.lsid, ts: survey.at },
	);
}
