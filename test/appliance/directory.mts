import { unixNow } from './wire.mts';

export interface Representative {
	id: number;
	username: string;
	publicName: string;
	privateName: string;
	email: string;
	type: 'Normal' | 'Invited';
	loggedIn: boolean;
	/** Unix seconds. */
	loggedInSince: number;
	showingOnRepList: boolean;
	/** `address:port` or `[address]:port`, as reports write it. */
	publicIp: string;
	privateIp: string;
	/** Missing in the report when null. */
	hostname: string | null;
	os: string;
}

export interface Issue {
	id: number;
	codeName: string;
	title: string;
}

export interface Team {
	id: number;
	name: string;
	codeName: string;
	/** A persistent queue stays usable when nobody is logged in. */
	persistentQueue: boolean;
	issues: Issue[];
	members: number[];
}

export interface CustomField {
	codeName: string;
	displayName: string;
}

const representative = (
	id: number,
	username: string,
	[publicName, privateName]: [string, string],
	rest: Partial<Representative> = {},
): Representative => ({
	id,
	username,
	publicName,
	privateName,
	email: `${privateName.toLowerCase().replace(' ', '.')}@example.com`,
	type: 'Normal',
	loggedIn: true,
	loggedInSince: unixNow() - 3600,
	showingOnRepList: true,
	publicIp: `203.0.113.${id}:50100`,
	privateIp: `10.1.1.${id}`,
	hostname: `REP-PC-${id}`,
	os: 'Windows 11 Enterprise (23H2)',
	...rest,
});

/** Somebody from outside whom a representative asked into a session: all of them have the id 0 (reference, 12). */
export const invitedRepresentative = (name: string): Representative =>
	representative(0, name.toLowerCase().replace(/\W+/g, '.'), [name, name], { type: 'Invited' });

const seedRepresentatives = (): Representative[] => [
	representative(11, 'amorgan', ['Alex M.', 'Alex Morgan'], {
		publicIp: '[2001:db8::15]:56722',
		privateIp: 'Unknown',
	}),
	representative(14, 'rkeller', ['Robin K.', 'Robin Keller'], {
		showingOnRepList: false,
		hostname: null,
		os: 'Unknown',
	}),
	representative(17, 'sokafor', ['Sam O.', 'Sam Okafor']),
	representative(21, 'mlind', ['Mika L.', 'Mika Lind'], { loggedIn: false }),
];

const seedTeams = (): Team[] => [
	{
		id: 2,
		name: 'Service Desk',
		codeName: 'service_desk',
		persistentQueue: false,
		issues: [
			{ id: 5, codeName: 'printer', title: 'Printer trouble' },
			{ id: 6, codeName: 'vpn', title: 'VPN access' },
		],
		members: [11, 14],
	},
	{
		id: 3,
		name: 'Field & On-site',
		codeName: 'field_onsite',
		persistentQueue: false,
		issues: [],
		members: [17],
	},
	{
		id: 4,
		name: 'Night Watch',
		codeName: 'night_watch',
		persistentQueue: false,
		issues: [{ id: 9, codeName: 'night_emergency', title: 'Emergency at night' }],
		members: [21],
	},
];

/** What /login holds: representatives, teams with issues, custom fields, public portals. All invented. */
export class Directory {
	readonly representatives = seedRepresentatives();
	readonly teams = seedTeams();
	readonly customFields: CustomField[] = [
		{ codeName: 'external_key', displayName: 'External Key' },
		{ codeName: 'ticket_type', displayName: 'Ticket Type' },
		{ codeName: 'asset_number', displayName: 'Asset Number' },
	];
	readonly portals = [
		{ id: 1, name: 'Default', addresses: ['support.example.com', '127.0.0.1', 'localhost'] },
		{ id: 2, name: 'Priority', addresses: ['priority.example.com'] },
	];

	representative(id: number): Representative | undefined {
		return this.representatives.find((one) => one.id === id);
	}

	byUsername(username: string): Representative | undefined {
		const found = this.representatives.filter(
			(one) => one.username.toLowerCase() === username.toLowerCase(),
		);
		return found.length === 1 ? found[0] : undefined;
	}

	team(id: number): Team | undefined {
		return this.teams.find((one) => one.id === id);
	}

	teamOfIssue(codeName: string): Team | undefined {
		return this.teams.find(({ issues }) => issues.some((issue) => issue.codeName === codeName));
	}

	teamsOf(representativeId: number): Team[] {
		return this.teams.filter(({ members }) => members.includes(representativeId));
	}

	loggedIn(): Representative[] {
		return this.representatives.filter((one) => one.loggedIn);
	}

	loggedInMembers(team: Team): Representative[] {
		return this.loggedIn().filter(({ id }) => team.members.includes(id));
	}

	/** More users, none of them logged in: for lists of several pages. */
	addUsers(count: number): void {
		for (let number = 1; number <= count; number++) {
			this.representatives.push(
				representative(1_000 + number, `user${number}`, [`User ${number}`, `User No. ${number}`], {
					loggedIn: false,
				}),
			);
		}
	}

	setLoggedIn(id: number, loggedIn: boolean): void {
		const found = this.representative(id);
		if (!found) throw new Error(`There is no representative ${id}`);
		if (loggedIn && !found.loggedIn) found.loggedInSince = unixNow();
		found.loggedIn = loggedIn;
	}

	displayNameOf(codeName: string): string {
		return this.customFields.find((field) => field.codeName === codeName)?.displayName ?? codeName;
	}
}
