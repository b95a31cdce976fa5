import { Refusal } from '../chassis/refusal.mts';

const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' };

/** A refusal as the platform words it: sentences, or sentences by field. */
export const refused = (
	status: number,
	messages: string[],
	errors: Record<string, string> = {},
	headers: Record<string, string> = {},
): Refusal => Refusal.of(status, { errorMessages: messages, errors }, { ...JSON_TYPE, ...headers });

/** What an issue is that is not there, and one that the account may not see. */
export const noIssue = () =>
	refused(404, ['Issue does not exist or you do not have permission to see it.']);

/** A refusal as the service desk words it. */
export const deskRefused = (status: number, message: string, key: string): Refusal =>
	Refusal.of(
		status,
		{ errorMessage: message, i18nErrorMessage: { i18nKey: key, parameters: [] } },
		JSON_TYPE,
	);

/** The service desk says nothing at all to an account without a licence. */
export const noLicence = () => Refusal.of(403, undefined);

/** Plain text that is called HTML. */
export const noLogin = () =>
	Refusal.of(401, 'Client must be authenticated to access this resource.', {
		'content-type': 'text/html;charset=UTF-8',
		'x-seraph-loginreason': 'AUTHENTICATED_FAILED',
	});

export const tooFast = (seconds: number, limit: number, now: number) =>
	refused(
		429,
		['Rate limit exceeded.'],
		{},
		{
			'retry-after': String(seconds),
			'x-ratelimit-limit': String(limit),
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': `${new Date(now + seconds * 1000).toISOString().slice(0, 19)}Z`,
			'ratelimit-reason': 'jira-per-issue-on-write',
		},
	);
