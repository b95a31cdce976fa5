/** People and tickets that every simulated desk has at its start, all invented. */

export interface SeedAgent {
	name: string;
	email: string;
	team: string;
}

export interface SeedTicket {
	/** Counts from 1201; each desk writes it in its own form. */
	number: number;
	summary: string;
	details: string;
	customer: { name: string; email: string; company: string };
	/** The name of an agent; `null`: nobody has it. */
	technician: string | null;
	minutesAgo: number;
	isClosed: boolean;
}

const agent = (name: string, team: string): SeedAgent => ({
	...{ name, team, email: `${name.toLowerCase().replace(' ', '.')}@desk.example` },
});

export const AGENTS: SeedAgent[] = [
	agent('Alex Morgan', 'Service Desk'),
	agent('Robin Keller', 'Service Desk'),
	agent('Sam Okafor', 'Second Line'),
];

/** The login of the API itself. */
export const API_AGENT = agent('Desk API', '');

const [alex, robin, sam] = AGENTS.map(({ name }) => name);

const ROWS: Array<[string, string, string, string, number, string]> = [
	[
		'Outlook keeps asking for the password',
		...(['Jordan Blake', 'Northwind Studio', alex, 190] as const),
		'It started after the update this morning. I have restarted twice.',
	],
	[
		'Printer on the second floor prints blank pages',
		...(['Mina Castell', 'Harbour & Sons', robin, 165] as const),
		'The test page from the printer itself is fine.',
	],
	[
		'VPN drops every ten minutes',
		...(['Theo Lindqvist', 'Northwind Studio', alex, 140] as const),
		'Only from home, the office is fine.',
	],
	[
		'New laptop: accounting software is missing',
		...(['Priya Nolan', 'Alder Logistics', sam, 120] as const),
		'Please install it remotely, I am in all day.',
	],
	[
		'Shared drive shows no files',
		...(['Ellis Ferreira', 'Harbour & Sons', robin, 80] as const),
		'My colleague next to me sees everything.',
	],
	[
		'Screen flickers after docking',
		...(['Casey Brandt', 'Alder Logistics', sam, 2900] as const),
		'Solved with a new dock, thank you!',
	],
];

/** The address of somebody who is invented. */
export const mailOf = (name: string): string =>
	`${name.toLowerCase().replace(/[^a-z]+/g, '.')}@customer.example`;

/** The last one is closed. */
export const TICKETS: SeedTicket[] = ROWS.map(
	([summary, name, company, technician, minutesAgo, details], index) => ({
		...{ number: 1201 + index, summary, details, technician, minutesAgo },
		customer: { name, email: mailOf(name), company },
		isClosed: index === ROWS.length - 1,
	}),
);
