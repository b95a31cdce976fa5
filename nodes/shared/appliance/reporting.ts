import { sessionFromReport } from '../session/fromReport';
import type { Session } from '../session/model';
import { sessionIdFrom } from '../session/model';
import type { XmlElement } from '../session/report/element';
import type { Appliance } from './connection';
import { ApplianceError } from './errors';

/** Reporting API (`/api/reporting`), one function per report. */

export const REPORTING_RIGHT =
	'Reporting API: allow access to support session reports and recordings';

/** A report of many sessions is computed before its first byte. */
export const REPORT_TIMEOUT_MS = 120_000;

export interface SessionOptions {
	includeEvents?: boolean;
	/** Leaves out what is long: transcript, notes, files and system information. */
	summary?: boolean;
}

/** "Nothing found" is an error on the wire and none for us. */
const unlessNoResults = (error: unknown): void => {
	if (!(error instanceof ApplianceError) || error.kind !== 'noResults') throw error;
};

/** One report, element by element; `begin` is called before each attempt. Its root; nothing found is no error and no root. */
export async function readReport(
	appliance: Appliance,
	params: Record<string, string>,
	each: { name: string; begin: () => void; take: (element: XmlElement) => void },
	maxBytes?: number,
): Promise<XmlElement | void> {
	const call = appliance.call({
		path: '/api/reporting',
		params,
		right: REPORTING_RIGHT,
		repeatable: true,
		timeout: REPORT_TIMEOUT_MS,
		each,
		maxBytes,
	});
	return await call.catch(unlessNoResults);
}

const withoutId = () =>
	new ApplianceError(
		'unreadable',
		'The report holds a session without a usable session ID (lsid, 32 hexadecimal digits).',
		'Nothing was taken from it. Read the session again; if it stays, look at the report on the appliance.',
	);

/** Short texts of a report are views of the piece they arrived in and would keep all of it in memory; copies do not. */
const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const LONG = ['transcript', 'notes', 'files', 'systemInformation'];

const summaryOf = (session: Session): Session =>
	copied(
		Object.fromEntries(Object.entries(session).filter(([name]) => !LONG.includes(name))),
	) as unknown as Session;

/** The session of a report's element, as it was asked for. */
export function sessionFrom(
	appliance: Appliance,
	element: XmlElement,
	options: SessionOptions,
): Session {
	const session = sessionFromReport(element, {
		linkKey: appliance.linkKey,
		host: appliance.host,
		reportPage: appliance.reportPage,
		includeEvents: options.includeEvents === true,
	});
	return options.summary ? summaryOf(session) : session;
}

/**
 * The sessions of one `SupportSession` report; `chosen` is one of the wire's sets (`lsid`, or a time with a duration).
 * Those that `wanted` does not want are dropped as they arrive.
 */
export async function getSessionsOf(
	appliance: Appliance,
	chosen: Record<string, string>,
	options: SessionOptions,
	wanted: (session: XmlElement) => boolean = () => true,
): Promise<Session[]> {
	const sessions: Session[] = [];
	await readReport(
		appliance,
		{ generate_report: 'SupportSession', ...chosen },
		{
			name: 'session',
			begin: () => sessions.splice(0),
			take: (element) => {
				if (!wanted(element)) return;
				if (sessionIdFrom(element.attributes.lsid) === null) throw withoutId();
				sessions.push(sessionFrom(appliance, element, options));
			},
		},
	);
	return sessions;
}

/**
 * The report of one session (`SupportSession` by `lsid`), or null where the appliance has none.
 *
 * A session that nobody knows and a session whose report does not exist yet look alike on the wire.
 */
export async function getSession(
	appliance: Appliance,
	sessionId: string,
	options: SessionOptions,
): Promise<Session | null> {
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
	await readReport(
		appliance,
		{ generate_report: 'SupportSessionListing', ...chosen },
		{
			name: 'session_summary',
			begin: () => ids.splice(0),
			take: ({ attributes }) => {
				const id = sessionIdFrom(attributes.lsid);
				if (id === null) throw withoutId();
				ids.push(id);
			},
		},
	);
	return ids;
}
