import type { Survey } from '../session/model';
import { surveyFromReport } from '../session/report/surveys';
import type { Appliance } from './connection';
import type { Period } from './period';
import { throughPeriod, windowParams } from './period';
import { readReport } from './reporting';

const REPORTS: Record<Survey['respondent'], string> = {
	customer: 'SupportCustExitSurvey',
	representative: 'SupportRepExitSurvey',
};

async function surveysOf(
	appliance: Appliance,
	respondent: Survey['respondent'],
	chosen: Record<string, string>,
): Promise<Survey[]> {
	const surveys: Survey[] = [];
	await readReport(
		appliance,
		// By representative, of all of them (section 4.7 of the vendor's reporting guide).
		{ generate_report: REPORTS[respondent], report_type: 'rep', ...chosen },
		{
			root: 'exit_survey_list',
			name: 'exit_survey',
			begin: () => surveys.splice(0),
			take: (element) => {
				const survey = surveyFromReport(element, respondent);
				if (survey) surveys.push(survey);
			},
		},
	);
	return surveys.sort((a, b) => Date.parse(a.submittedAt ?? '') - Date.parse(b.submittedAt ?? ''));
}

/** The filled exit surveys of one session: none where nobody answered. Throws ApplianceError. */
export const getSurveysOfSession = async (
	appliance: Appliance,
	respondent: Survey['respondent'],
	sessionId: string,
): Promise<Survey[]> => await surveysOf(appliance, respondent, { lsid: sessionId });

/** The filled exit surveys of the sessions that ended in a period, each once, as they arrive. Throws ApplianceError. */
export async function* surveysBetween(
	appliance: Appliance,
	respondent: Survey['respondent'],
	period: Period,
): AsyncGenerator<Survey, void, void> {
	yield* throughPeriod<Survey>(period, {
		read: async (window) =>
			await surveysOf(appliance, respondent, { ...windowParams('end_time', window), id: 'all' }),
		keyOf: (survey) => JSON.stringify(survey),
	});
}
