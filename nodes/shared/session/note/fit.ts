/** A part of a rendered note that stays whole by itself: between `open` and `close` it can be cut at each line. */
export interface Piece {
	open: string;
	lines: string[];
	close: string;
}

/** How a format writes a note down. */
export interface Renderer<Document> {
	pieces(document: Document): Piece[];
	/** Stands between two pieces. */
	separator: string;
	/** The sentence that tells of a cut, in the format. */
	notice(sentence: string): string;
}

const join = ({ open, lines, close }: Piece) =>
	[open, ...lines, close].filter((line) => line !== '').join('\n');

/** Splits the pieces where the room for the first part ends; what both sides hold of a piece is opened and closed anew. */
function split(pieces: Piece[], room: number, separator: string): [Piece[], Piece[]] {
	const kept: Piece[] = [];
	let left = room;
	for (const [index, piece] of pieces.entries()) {
		left -= (kept.length > 0 ? separator.length : 0) + piece.open.length + 1 + piece.close.length;
		let count = 0;
		while (count < piece.lines.length && piece.lines[count].length + 1 <= left) {
			left -= piece.lines[count].length + 1;
			count++;
		}
		if (count > 0) kept.push({ ...piece, lines: piece.lines.slice(0, count) });
		if (count < piece.lines.length) {
			return [kept, [{ ...piece, lines: piece.lines.slice(count) }, ...pieces.slice(index + 1)]];
		}
	}
	return [kept, []];
}

/**
 * The note as text of at most `maxLength` UTF-16 units, cut at a line and saying so, and what did not fit.
 *
 * The first piece is the marker's; `maxLength` must leave room for it and the notice.
 */
export function fit(
	pieces: Piece[],
	maxLength: number,
	{ separator, notice }: Pick<Renderer<never>, 'separator' | 'notice'>,
): { body: string; overflow: string | null } {
	const text = (some: Piece[]) => some.map(join).join(separator);
	const whole = text(pieces);
	if (whole.length <= maxLength) return { body: whole, overflow: null };
	const told = notice(`This note was cut at ${maxLength} characters; the rest is not shown here.`);
	const room = maxLength - told.length - separator.length;
	const [kept, rest] = split(pieces, room, separator);
	return { body: `${text(kept)}${separator}${told}`, overflow: text(rest) };
}
