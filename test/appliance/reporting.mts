import type { Account } from './accounts.mts';
import { denied } from './command.mts';
import { nothingFound, sentences } from './language.mts';
import { chooseSessions, endedSessions } from './reportPeriod.mts';
import { reportText } from './reportText.mts';
import { exitSurvey } from './reportSurveys.mts';
import { hasRecording, recordingStub, type RecordingKind } from './downloads.mts';
import { Refusal } from './queue.mts';
import type { Session } from './session.mts';
import { xml, type Answer, type Call } from './wire.mts';
import type { World } from './world.mts';
import { element, namespaceOf, writeDocument, type XmlElement } from './xml.mts';

interface Report {
	root: string;
	run(world: World, params: URLSearchParams): Answer;
}

const namespace = (world: World) => namespaceOf(world.options.namespace, 'reporting');

const document = (world: World, root: XmlElement): Answer =>
	xml(writeDocument(root, namespace(world)));

function failure(world: World, text: string, root?: string): Answer {
	const inner = element('error', text);
	const child = world.options.errorPlacement === 'child' && root;
	return document(world, child ? element(root, [inner]) : inner);
}

/** "Nothing found" is an error too, with HTTP 200 (reference, 4.8). */
const nothing = (world: World, params: URLSearchParams): Refusal =>
	new Refusal(nothingFound(world.options.language, params.get('generate_report') ?? '', params));

/** The report says its own word for nothing where it found no session. */
function found(world: World, params: URLSearchParams): Session[] {
	const sessions = chooseSessions(world, params);
	if (sessions.length === 0) throw nothing(world, params);
	return sessions;
}

function recording(world: World, params: URLSearchParams, kind: RecordingKind): Answer {
	const { criteria, expired } = sentences(world.options.language);
	if (!params.get('lsid')) throw new Refusal(criteria);
	const session = world.sessions.find(params.get('lsid') ?? '');
	const instance = Number(params.get('instance') ?? 0);
	if (!session || !hasRecording(world, session, kind, instance)) throw nothing(world, params);
	if (world.sessions.recordingsExpired) throw new Refusal(expired);
	return recordingStub(world, kind);
}

const survey = (respondent: 'customer' | 'representative'): Report => ({
	root: 'exit_survey_list',
	run: (world, params) => {
		if (!params.get('report_type')) throw new Refusal('The report_type parameter is required.');
		const sessions = chooseSessions(world, params, endedSessions);
		const filled = sessions.flatMap((session) =>
			session.surveys
				.filter((one) => one.respondent === respondent)
				.map((one) => exitSurvey(world, session, one)),
		);
		if (filled.length === 0) throw nothing(world, params);
		return document(world, element('exit_survey_list', filled));
	},
});

const reports: Record<string, Report> = {
	SupportSession: {
		root: 'session_list',
		run: (world, params) => xml(reportText(world, found(world, params), namespace(world))),
	},
	SupportSessionListing: {
		root: 'session_summary_list',
		run: (world, params) => {
			const summaries = found(world, params).map((session) =>
				element('session_summary', undefined, {
					lsid: session.reportedId ?? session.lsid,
					has_recording: Number(session.recorded && world.sessions.reported(session)),
				}),
			);
			return document(world, element('session_summary_list', summaries));
		},
	},
	SupportCustExitSurvey: survey('customer'),
	SupportRepExitSurvey: survey('representative'),
	SupportSessionRecording: {
		root: 'error',
		run: (world, params) => recording(world, params, 'session'),
	},
	CommandShellRecording: {
		root: 'error',
		run: (world, params) => recording(world, params, 'commandShell'),
	},
	ShowMyScreenRecording: {
		root: 'error',
		run: (world, params) => recording(world, params, 'showMyScreen'),
	},
	ArchiveListing: {
		root: 'archive_listing',
		run: (world, params) => {
			throw nothing(world, params);
		},
	},
};

/** `/api/reporting`: XML with HTTP 200 for reports, for errors and for "nothing found" (reference, 4). */
export function reportingEndpoint(world: World, call: Call, account: Account): Answer {
	const name = call.params.get('generate_report') ?? '';
	const report = Object.hasOwn(reports, name) ? reports[name] : undefined;
	if (!account.permissions.perm_reporting_support) {
		return denied(world, (text) => failure(world, text, report?.root));
	}
	if (!report) return failure(world, 'Invalid report type');
	const { reportRoot } = world.options;
	try {
		if (reportRoot) return document(world, element(reportRoot, ''));
		return report.run(world, call.params);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return failure(world, error.message, report.root === 'error' ? undefined : report.root);
	}
}
