/**
 * How /login addresses the page of one session's report. UNSURE [appliance.report-page]: not documented. `sessionId` is what one public
 * integration uses; `lsid` goes by the name that the reporting API uses; a pilot asks which one an appliance knows.
 */
const PAGES = {
	sessionId: '/login/sd_reporting?reportType=SupportSession&sessionId=',
	lsid: '/login/sd_reporting?lsid=',
	none: null,
};

export type ReportPage = keyof typeof PAGES;

/** The form that a credential names; the first one for anything else. */
export const reportPageFrom = (value: unknown): ReportPage =>
	typeof value === 'string' && Object.hasOwn(PAGES, value) ? (value as ReportPage) : 'sessionId';

/** Address of the page of a session's report; `null` where the host is no web address, or no link is wanted. */
export function reportUrl(
	host: string | undefined,
	sessionId: string,
	page: ReportPage = 'sessionId',
): string | null {
	const base = (host ?? '').trim();
	const path = PAGES[page];
	if (path === null || !/^https?:\/\/[^\s]+$/i.test(base)) return null;
	return `${base.endsWith('/') ? base.slice(0, -1) : base}${path}${sessionId}`;
}
