/** A part of a rendered note that stays whole by itself: between `open` and `close` it can be cut at each line. */
export interface Piece {
	open: string;
	lines: string[];
	close: string;
}

/** A piece of one line. */
export const single = (line: string): Piece => ({ open: '', lines: [line], close: '' });

/** How a format writes a note down. */
export interface Renderer<Document> {
	pieces(document: Document): Piece[];
	/** Stands between two pieces. */
	separator: string;
	/** Stands between two lines of a piece; a line feed where nothing is said. */
	lineSeparator?: string;
	/** What stands before and after everything, also in what is left over. */
	frame?: [before: string, after: string];
	/** The sentence that tells of a cut, in the format. */
	notice(sentence: string): string;
	/** The least length that has room for the marker and the notice, where the usual one has not. */
	shortest?: number;
}

type Form = Pick<Renderer<never>, 'separator' | 'lineSeparator' | 'frame' | 'notice'>;

/** Splits the pieces where the room for the first part ends; what both sides hold of a piece is opened and closed anew. */
function split(pieces: Piece[], room: number, between: number, betweenLines: number) {
	const kept: Piece[] = [];
	let left = room;
	for (const [index, piece] of pieces.entries()) {
		left -= (kept.length > 0 ? between : 0) + piece.open.length + piece.close.length;
		let count = 0;
		for (; count < piece.lines.length; count++) {
			const length = piece.lines[count].length + (count > 0 ? betweenLines : 0);
			if (length > left) break;
			left -= length;
		}
		if (count > 0) kept.push({ ...piece, lines: piece.lines.slice(0, count) });
		if (count < piece.lines.length) {
			const rest = [{ ...piece, lines: piece.lines.slice(count) }, ...pieces.slice(index + 1)];
			return { kept, rest };
		}
	}
	return { kept, rest: [] };
}

/**
 * The note as text of at most `maxLength` UTF-16 units, cut at a line and saying so, and what did not fit, in the same
 * format.
 *
 * The first piece is the marker's; `maxLength` must leave room for it and the notice.
 */
export function fit(
	pieces: Piece[],
	maxLength: number,
	{ separator, lineSeparator = '\n', frame: [before, after] = ['', ''], notice }: Form,
): { body: string; overflow: string | null } {
	const join = ({ open, lines, close }: Piece) => `${open}${lines.join(lineSeparator)}${close}`;
	const text = (parts: string[]) => `${before}${parts.join(separator)}${after}`;
	const whole = text(pieces.map(join));
	if (whole.length <= maxLength) return { body: whole, overflow: null };
	const told = notice(
		`This note was cut off at ${maxLength} characters. The rest is not shown here.`,
	);
	const room = maxLength - before.length - after.length - separator.length - told.length;
	const { kept, rest } = split(pieces, room, separator.length, lineSeparator.length);
	return { body: text([...kept.map(join), told]), overflow: text(rest.map(join)) };
}
