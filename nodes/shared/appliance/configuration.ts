import type { Appliance } from './connection';
import { ApplianceError } from './errors';

/** Configuration API (`/api/config/v1`), by the vendor's specification of version 1.10. */

const RIGHT = 'Configuration API: allow access';

/** The most that a page can hold. */
const PER_PAGE = 100;

/** More pages than any site has users for; a wrong header must not go on for ever. */
const MAX_PAGES = 1_000;

/** A user of the representative console. What the appliance does not tell of a user (not every field is told of users of a directory) is null. */
export interface User {
	id: string;
	username: string | null;
	publicName: string | null;
	privateName: string | null;
	email: string | null;
	enabled: boolean | null;
}

/** Whole values, in any case; several together narrow the list. */
export interface UserFilters {
	email?: string;
	username?: string;
}

const textOrNull = (value: unknown): string | null =>
	typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

const userFrom = (user: Record<string, unknown>): User => ({
	id: String(user.id ?? ''),
	username: textOrNull(user.username),
	publicName: textOrNull(user.public_display_name),
	privateName: textOrNull(user.private_display_name),
	email: textOrNull(user.email_address),
	enabled: typeof user.enabled === 'boolean' ? user.enabled : null,
});

const absent = () =>
	new ApplianceError(
		'notAnAppliance',
		'This appliance has no Configuration API.',
		"Users cannot be looked up there. 'Representative: Get Many' lists the representatives who are logged in.",
		404,
	);

const explained = (error: unknown) =>
	error instanceof ApplianceError && error.status === 404 ? absent() : error;

async function pageOf(appliance: Appliance, query: URLSearchParams) {
	const page = await appliance.getPage(`/api/config/v1/user?${query.toString()}`, RIGHT).then(
		(answer) => answer,
		(error: unknown) => {
			throw explained(error);
		},
	);
	if (!Array.isArray(page.body)) {
		throw new ApplianceError(
			'unreadable',
			'The appliance answered without a list of users.',
			'Try again. If the problem persists, check the version of the appliance.',
		);
	}
	const users = (page.body as Array<Record<string, unknown> | null>).map((user) =>
		userFrom(user ?? {}),
	);
	const last = Number(page.headers['x-bt-pagination-last-page'] ?? Number.NaN);
	return { users, last: Number.isInteger(last) ? last : undefined };
}

/**
 * Up to `limit` users in the appliance's order, page by page (`X-BT-Pagination-*`), fetched once a run.
 * Throws ApplianceError: `permission` without the right, `notAnAppliance` where there is no such API.
 */
export async function getUsers(
	appliance: Appliance,
	filters: UserFilters = {},
	limit = Infinity,
): Promise<User[]> {
	return await appliance.once(`users ${JSON.stringify([filters, limit])}`, async () => {
		const users: User[] = [];
		for (let page = 1; page <= MAX_PAGES && users.length < limit; page++) {
			const query = new URLSearchParams({ per_page: `${PER_PAGE}`, current_page: `${page}` });
			if (filters.email) query.set('email_address', filters.email);
			if (filters.username) query.set('username', filters.username);
			const found = await pageOf(appliance, query);
			users.push(...found.users);
			// Without the header, only a page that is not full tells the end.
			const end = found.last === undefined ? found.users.length < PER_PAGE : page >= found.last;
			if (end || found.users.length === 0) break;
		}
		return users.slice(0, limit);
	});
}
