import { sessionFromReport } from '../session/fromReport';
import type { Session } from '../session/model';
import type { Appliance } from './connection';
import { ApplianceError } from './errors';
import type { XmlElement } from '../session/report/element';

/** Reporting API (`/api/reporting`), one function per report. */

const RIGHT = 'Reporting API: allow access to support session reports and recordings';

/** A report of many sessions is computed before its first byte. */
const REPORT_TIMEOUT_MS = 120_000;

/** "Nothing found" is an error on the wire and none for us. */
const unlessNoResults = (error: unknown): void => {
	if (!(error instanceof ApplianceError) || error.kind !== 'noResults') throw error;
};

/**
 * The report of one session (`SupportSession` by `lsid`), or null where the appliance has none.
 *
 * A session that nobody knows and a session whose report does not exist yet look alike on the wire.
 */
export async function getSession(
	appliance: Appliance,
	sessionId: string,
	options: { includeEvents: boolean },
): Promise<Session | null> {
	const found: XmlElement[] = [];
	const call = appliance.call({
		path: '/api/reporting',
		params: { generate_report: 'SupportSession', lsid: sessionId },
		right: RIGHT,
		repeatable: true,
		timeout: REPORT_TIMEOUT_MS,
		each: {
			name: 'session',
			begin: () => found.splice(0),
			take: (session) => {
				if (session.attributes.lsid?.toLowerCase() === sessionId.toLowerCase()) found.push(session);
			},
		},
	});
	await call.catch(unlessNoResults);
	if (found.length === 0) return null;
	return sessionFromReport(found[0], {
		linkKey: appliance.linkKey,
		host: appliance.host,
		includeEvents: options.includeEvents,
	});
}
