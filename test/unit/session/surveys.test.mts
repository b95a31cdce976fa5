import { surveyFromReport } from '../../../nodes/shared/session/report/surveys';
import { parseXml } from '../../../nodes/shared/appliance/xml';
import { children } from '../../../nodes/shared/session/report/element';

const surveysIn = (text: string) =>
	children(parseXml(text), 'exit_survey').map((survey) => surveyFromReport(survey, 'customer'));

describe('A survey from its report', () => {
	it('has every question, with line breaks in its answers', () => {
		const [survey] = surveysIn(`<exit_survey_list xmlns="urn:any">
			<exit_survey lsid="0F1E2D3C4B5A69788796A5B4C3D2E1F0" ts="1770110790">
				<submitted_by type="customer">Jamie Rivera</submitted_by>
				<question_list>
					<question id="1"><type>checkbox</type><name>rating</name><label>How was it?</label>
						<answer_list><answer>5</answer><answer> quick </answer></answer_list></question>
					<question id="2"><name>comments</name>
						<answer_list><answer>First\\nsecond\\r\\nthird</answer></answer_list></question>
					<question id="3"><name>more</name><label/><answer_list><answer/></answer_list></question>
					<question id="4"/>
				</question_list>
			</exit_survey></exit_survey_list>`);
		expect(survey).toEqual({
			sessionId: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
			submittedAt: '2026-02-03T09:26:30.000Z',
			respondent: 'customer',
			answers: [
				{ question: 'rating', label: 'How was it?', answers: ['5', 'quick'] },
				{ question: 'comments', label: null, answers: ['First\nsecond\nthird'] },
				{ question: 'more', label: null, answers: [] },
				{ question: null, label: null, answers: [] },
			],
		});
	});

	it('is none without a session ID', () => {
		expect(surveysIn('<l><exit_survey ts="1"/><exit_survey lsid="7"/></l>')).toEqual([null, null]);
	});

	it('needs neither questions nor a time', () => {
		const [survey] = surveysIn(`<l><exit_survey lsid="${'a'.repeat(32)}" ts="soon"/></l>`);
		expect(survey).toMatchObject({ submittedAt: null, answers: [] });
	});
});
