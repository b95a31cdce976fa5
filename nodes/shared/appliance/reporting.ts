import { sessionFromReport } from '../session/fromReport';
import type { Session, SessionSummary } from '../session/model';
import { NOT_IN_SUMMARY, sessionIdFrom } from '../session/model';
import type { XmlElement } from '../session/report/element';
import type { Appliance } from './connection';
import { ApplianceError, Refusal } from './errors';
import { meaningOf } from './meaning';
import { REPORTING_RIGHT } from './permissions';

/** Reporting API (`/api/reporting`), one function per report. */

/** A report of many sessions is computed before its first byte. */
export const REPORT_TIMEOUT_MS = 120_000;

/** `shape` is what is kept of a session as it arrives: `whole`, or `summaryOf`. */
export interface SessionOptions<S extends SessionSummary> {
	includeEvents?: boolean;
	shape: (session: Session) => S;
}

/** A report to read element by element. */
export interface ReportReading {
	/** The root of a report of this kind. */
	root: string;
	/** The elements that are handed to `take`. */
	name: string;
	/** Called before each attempt: what an attempt that broke off had passed on comes again. */
	begin: () => void;
	take: (element: XmlElement) => void;
}

const unknownRoot = (root: string) =>
	new ApplianceError(
		'unreadable',
		`The appliance answered with '${root.replace(/[^\w.-]/g, '').slice(0, 60)}' instead of a report.`,
		'Nothing was read from it. Check that the version of the appliance is supported, and that the host is a Remote Support appliance.',
	);

/** One report, element by element. Its root; nothing found is no error and no root. Throws ApplianceError. */
export async function readReport(
	appliance: Appliance,
	params: Record<string, string>,
	{ root: expected, ...each }: ReportReading,
	maxBytes?: number,
): Promise<XmlElement | void> {
	const call = {
		path: '/api/reporting',
		params,
		right: REPORTING_RIGHT,
		repeatable: true,
		timeout: REPORT_TIMEOUT_MS,
	};
	const answer = await appliance
		.call({ ...call, each, maxBytes })
		.then((root) => ({ root }))
		.catch(async (error: unknown) => {
			if (!(error instanceof Refusal)) throw error;
			const meaning = await meaningOf(appliance, call, error);
			if (meaning.kind !== 'noResults') throw meaning;
			return { root: undefined };
		});
	if (answer.root && answer.root.name !== expected) throw unknownRoot(answer.root.name);
	return answer.root;
}

/** A report names its sessions by 32 hexadecimal digits; what has no such name cannot be told from others or read again. */
const tellOfLeftOut = (appliance: Appliance, count: number): void => {
	if (count === 0) return;
	appliance.tell(
		`Sessions without a usable session ID (lsid, 32 hexadecimal digits) were left out: ${count}. Look at the report on the appliance.`,
	);
};

/** Short texts of a report are views of the piece they arrived in and would keep all of it in memory; copies do not. */
const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const isLong = (name: string) => (NOT_IN_SUMMARY as readonly string[]).includes(name);

/** All of a session. */
export const whole = (session: Session): Session => session;

/** A session without what is long. */
export const summaryOf = (session: Session): SessionSummary =>
	copied(
		Object.fromEntries(Object.entries(session).filter(([name]) => !isLong(name))),
	) as unknown as SessionSummary;

/** The whole session of a report's element. */
export function sessionFrom(
	appliance: Appliance,
	element: XmlElement,
	options: { includeEvents?: boolean },
): Session {
	return sessionFromReport(element, {
		linkKey: appliance.linkKey,
		host: appliance.host,
		reportPage: appliance.reportPage,
		includeEvents: options.includeEvents === true,
	});
}

/**
 * The sessions of one `SupportSession` report; `chosen` is one of the wire's sets (`lsid`, or a time with a duration).
 * Those that `wanted` does not want are dropped as they arrive.
 */
export async function getSessionsOf<S extends SessionSummary>(
	appliance: Appliance,
	chosen: Record<string, string>,
	options: SessionOptions<S>,
	wanted: (session: XmlElement) => boolean = () => true,
): Promise<S[]> {
	const sessions: S[] = [];
	let leftOut = 0;
	await readReport(
		appliance,
		{ generate_report: 'SupportSession', ...chosen },
		{
			root: 'session_list',
			name: 'session',
			begin: () => {
				sessions.splice(0);
				leftOut = 0;
			},
			take: (element) => {
				if (!wanted(element)) return;
				if (sessionIdFrom(element.attributes.lsid) === null) leftOut += 1;
				else sessions.push(options.shape(sessionFrom(appliance, element, options)));
			},
		},
	);
	tellOfLeftOut(appliance, leftOut);
	return sessions;
}

/**
 * The report of one session (`SupportSession` by `lsid`), or null where the appliance has none.
 *
 * A session that nobody knows and a session whose report does not exist yet look alike on the wire.
 */
export async function getSession<S extends SessionSummary>(
	appliance: Appliance,
	sessionId: string,
	options: SessionOptions<S>,
): Promise<S | null> {
	const isWanted = (element: XmlElement) =>
		element.attributes.lsid?.toLowerCase() === sessionId.toLowerCase();
	const [session] = await getSessionsOf(appliance, { lsid: sessionId }, options, isWanted);
	return session ?? null;
}

/** The ids of the sessions that a set chooses (`SupportSessionListing`). */
export async function getSessionIds(
	appliance: Appliance,
	chosen: Record<string, string>,
): Promise<string[]> {
	const ids: string[] = [];
	let leftOut = 0;
	await readReport(
		appliance,
		{ generate_report: 'SupportSessionListing', ...chosen },
		{
			root: 'session_summary_list',
			name: 'session_summary',
			begin: () => {
				ids.splice(0);
				leftOut = 0;
			},
			take: ({ attributes }) => {
				const id = sessionIdFrom(attributes.lsid);
				if (id === null) leftOut += 1;
				else ids.push(id);
			},
		},
	);
	tellOfLeftOut(appliance, leftOut);
	return ids;
}
