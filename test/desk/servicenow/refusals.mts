import { Refusal } from '../chassis/refusal.mts';

/** The body of every refusal. */
export const failed = (message: string, detail: string | null = null) => ({
	error: { message, detail },
	status: 'failure',
});

export const refused = (
	status: number,
	message: string,
	detail: string | null = null,
	headers: Record<string, string> = {},
): Refusal => Refusal.of(status, failed(message, detail), headers);

export const noRecord = (): Refusal =>
	refused(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval");

export const aclRefuses = (what = 'Update'): Refusal =>
	refused(403, 'Operation Failed', `ACL Exception ${what} Failed due to security constraints`);

export const notLoggedIn = (): Refusal =>
	refused(401, 'User Not Authenticated', 'Required to provide Auth information', {
		'www-authenticate': 'BASIC realm="Service-now"',
	});
