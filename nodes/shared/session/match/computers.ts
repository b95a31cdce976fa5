import type { Ticket } from './fields';
import { fold } from './fold';

/** Names that a computer has before somebody gives it one, or because of what it is: they are of every company. */
const OF_ALL = new Set(
	(
		'desktop laptop notebook computer workstation client server win windows host mac macbook imac iphone ipad android ' +
		'pc nb lt ws vm srv ts tablet surface print printer drucker scanner phone monitor test'
	).split(' '),
);

/** How many tickets with a computer of that series have to agree, and what share of the whole. */
const LEAST = 3;
const MOST_OTHERS = 0.1;

/** How a company begins the names of its computers: the letters before the first digit or mark. `null`: no series. */
function seriesOf(host: string): string | null {
	const [, letters] = /^([a-z]{2,12})(?=[-_.\d])/.exec(fold(host)) ?? [];
	return letters === undefined || OF_ALL.has(letters) ? null : letters;
}

type Companies = Map<string, Map<string, number>>;

function count(companies: Companies, series: string, company: string): void {
	const counted = companies.get(series) ?? new Map<string, number>();
	companies.set(series, counted.set(company, (counted.get(company) ?? 0) + 1));
}

function learned(tickets: Ticket[]): Map<string, string> {
	const companies: Companies = new Map();
	for (const { device, company } of tickets) {
		const series = device === null ? null : seriesOf(device);
		if (series !== null && company !== null) count(companies, series, company);
	}
	const found = new Map<string, string>();
	for (const [series, counted] of companies) {
		const all = [...counted.values()].reduce((sum, one) => sum + one, 0);
		const [[company, most]] = [...counted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
		if (most >= LEAST && all - most <= all * MOST_OTHERS) found.set(series, company);
	}
	return found;
}

/** Tickets that are compared with many sessions are learned from once. */
const known = new WeakMap<Ticket[], Map<string, string>>();

/** The company whose computers are named like this one, by the devices of the tickets; `null` where they do not tell. */
export function companyOfComputer(host: string | null, tickets: Ticket[]): string | null {
	const series = seriesOf(host ?? '');
	if (series === null) return null;
	const all = known.get(tickets) ?? learned(tickets);
	known.set(tickets, all);
	return all.get(series) ?? null;
}
