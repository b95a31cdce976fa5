import type { Block, NoteDocument } from './document';
import { single } from './fit';
import type { Piece, Renderer } from './fit';

/**
 * Only our own headings and sentences begin at the left; whatever somebody typed is indented, so that no message can
 * pass for a part of the note.
 */
const indented = (text: string) => `  ${text.replaceAll('\n', '\n      ')}`;

const list = (lines: string[]): Piece => ({ open: '', lines: lines.map(indented), close: '' });

function pieceOf(block: Block): Piece {
	switch (block.kind) {
		case 'heading':
			return single(block.text.toUpperCase());
		case 'sentence':
			return single(block.text);
		case 'caption':
			return list([`${block.text}:`]);
		case 'facts':
			return list(block.facts.map(({ label, value }) => `${label}: ${value}`));
		case 'lines':
			return list(
				block.lines.map(({ time, speaker, text }) =>
					['-', time, `${speaker}: ${text}`].filter((part) => part !== '').join(' '),
				),
			);
		case 'table':
			return {
				...list(block.rows.map((cells) => cells.join(' | '))),
				open: `${indented(block.columns.join(' | '))}\n`,
			};
		case 'links':
			return list(block.links.map(({ label, href }) => `${label}: ${href}`));
	}
}

/** Plain text: headings in capitals, everything else indented below them. */
export const text: Renderer<NoteDocument> = {
	pieces: ({ title, blocks }) => [single(title), ...blocks.map(pieceOf)],
	separator: '\n\n',
	notice: (sentence) => sentence,
};
