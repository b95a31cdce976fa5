import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseXml } from '../../../nodes/shared/appliance/xml';
import { children } from '../../../nodes/shared/session/report/element';
import { sessionFromReport } from '../../../nodes/shared/session/fromReport';
import type { ReportOptions } from '../../../nodes/shared/session/fromReport';
import type { Session } from '../../../nodes/shared/session/model';

export const ID = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** Any text as a report's: what XML can hold, escaped. */
export const escaped = (text: string) =>
	text
		.replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

export const reportText = (name: string) =>
	readFileSync(join(__dirname, '../../fixtures/reporting', `${name}.xml`), 'utf8');

/** The sessions of a whole report's text. */
export const sessionsOf = (text: string, options: Partial<ReportOptions> = {}): Session[] =>
	children(parseXml(text), 'session').map((session) =>
		sessionFromReport(session, { linkKey: null, ...options }),
	);

/** One session out of the XML that stands inside its element. */
export const sessionOf = (inside: string, options: Partial<ReportOptions> = {}): Session =>
	sessionsOf(`<session_list><session lsid="${ID}">${inside}</session></session_list>`, options)[0];

/** One session with nothing but events. */
export const withEvents = (events: string, options: Partial<ReportOptions> = {}): Session =>
	sessionOf(`<session_details>${events}</session_details>`, options);
