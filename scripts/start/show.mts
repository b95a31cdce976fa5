import { chatPage, type Landed, ledger, ticketPage } from './landed.mts';
import type { Stack } from './stack.mts';

function table(rows: string[][]): string {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	return rows
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column]))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

function whereabouts(landed: Landed, stack: Stack): string[] {
	const { ticketId, chatId, noteBy, inChat, row } = landed;
	const places = [
		ticketId !== undefined &&
			(noteBy
				? `note by ${noteBy} on ${ticketPage(stack, ticketId)}`
				: `MISSING on ticket ${ticketId}`),
		chatId !== undefined &&
			(inChat ? `in ${chatPage(stack, chatId)}` : `MISSING in chat ${chatId}`),
		landed.unlinked && (row ? 'in the store of unlinked sessions' : 'MISSING in the store'),
	];
	return places.filter((place) => place !== false);
}

/** What landed where, as lines of text. */
export function showLanded(landed: Landed[], stack: Stack): string {
	const rows = landed.map((one) => [
		one.route,
		String(one.row?.state ?? '–'),
		String(one.row?.reason || '–'),
		whereabouts(one, stack).join(', and '),
	]);
	return table([['Session', 'Ledger', 'Reason', 'Where it is'], ...rows]);
}

/** What to open and how to log in, as lines of text. */
export function showStack({
	n8n,
	desk,
	appliance,
	owner,
	eventUrl,
	forms,
	logFile,
}: Stack): string {
	const rows = [
		['n8n', n8n.url],
		['  log in as', `${owner.email}   ${owner.password}`],
		['  data tables', `${n8n.url}/home/datatables   (${ledger} holds every session)`],
		['  log', logFile],
		['Desk', `${desk.url}   (${desk.name}, simulated: tickets with their notes)`],
		appliance
			? ['Appliance', `${appliance.url}   (control page: start, chat in and end sessions)`]
			: ['Outbound event', eventUrl],
		...forms.map(({ name, url }) => ['Form', `${url}   (${name})`]),
	];
	return table(rows);
}

/** What is left to do by hand with a real appliance. */
export function showRealAppliance({ eventUrl, desk, known }: Stack): string {
	const { pathname, search } = new URL(eventUrl);
	return `Enter this as the URL of an outbound event in /login, for the event "Support Session End":
  https://ADDRESS-OF-THIS-MACHINE${pathname}${search}
n8n listens on loopback only: ADDRESS-OF-THIS-MACHINE is a reverse proxy or tunnel to it that the appliance can reach.
The desk is a simulated one; a session of Jordan Blake, Northwind Studio, whose external key is ticket:${known.system}:${desk.control.numbers[0]} becomes a note on its ticket ${desk.control.numbers[0]}.`;
}
