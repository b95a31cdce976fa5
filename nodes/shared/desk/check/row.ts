import { escapedHtml } from '../../session/escape';
import { lineOf } from '../../session/value';
import type { Author } from '../contract';
import { isWebAddress } from './answer';

/** `look`: only a person can tell. */
export type Holds = 'yes' | 'no' | 'look' | 'not offered';

/** One line of the table. `said` is plain text: what is wrong and what to do. `link` is what a person is to look at. */
export interface CheckRow {
	what: string;
	holds: Holds;
	said: string;
	link: string | null;
}

/** What a check knows so far, as JSON. */
export interface CheckState {
	/** The question that is out, as its place in the list. */
	step: number;
	/** Milliseconds since 1970. */
	startedAt: number;
	/** The number, as it was typed. */
	typed: string;
	/** Who checks: the note is to be in this name. */
	author: Author;
	/** What `describe` named; `null` before that. */
	operations: string[] | null;
	canWriteAs: boolean;
	privateNotes: boolean;
	/** Whether it can look for tickets and notes; one that is told by mail cannot. */
	canRead: boolean;
	/** The ticket, as the desk knows it. */
	ticket: { id: string; number: string; url: string | null; touchedAt: string | null };
	/** How many tickets there were without a narrow limit. */
	found: number | null;
	/** Whether the note was written, and under which id. */
	isWritten: boolean;
	noteId: string | null;
	rows: CheckRow[];
}

export const row = (
	what: string,
	holds: Holds,
	said = '',
	link: string | null = null,
): CheckRow => ({
	...{ what, holds, said, link },
});

const SHOWN: Record<Holds, string> = {
	yes: '✓ yes',
	no: '✗ no',
	look: '→ look',
	'not offered': '– not offered',
};

const linked = ({ link }: CheckRow) =>
	isWebAddress(link)
		? ` <a href="${escapedHtml(link)}" target="_blank" rel="noopener">Open the ticket</a>`
		: '';

/** The rows as a table. n8n makes a line break of each line end, so there are none in it. */
export function tableOf(rows: CheckRow[]): string {
	const lines = rows.map((one) => {
		const cells = [
			escapedHtml(one.what),
			SHOWN[one.holds],
			escapedHtml(lineOf(one.said, 1000)) + linked(one),
		];
		return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
	});
	return `<table><tr><th>What</th><th>Does it hold?</th><th></th></tr>${lines.join('')}</table>`;
}
