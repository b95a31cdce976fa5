import type { Block, Line, NoteDocument } from './document';
import { single } from './fit';
import type { Piece, Renderer } from './fit';
import { ENTITY_START, inert, linkTarget } from './inert';

/** Every sign that means something inside a line, in CommonMark, in GitHub's dialect or in those with formulas. */
const escaped = (text: string) =>
	inert(text)
		.replace(/[\\`*_{}[\]<>#|~$^=]/g, '\\$&')
		.replace(ENTITY_START, '\\&');

/** What means something at the beginning of a line only: lists, rules, the second line of a table. */
const atStart = (line: string) =>
	line.replace(/^[-+:]/, '\\$&').replace(/^(\d{1,9})([.)])/, '$1\\$2');

/** Two blanks before the line feed break the line; the two after it keep the text in its list item. */
const LINE_BREAK = '  \n  ';

/** An empty line would end the list item, a line that begins with blanks could be code: no-break space, and none. */
const flowing = (text: string) =>
	text
		.split('\n')
		.map((line) => atStart(escaped(line.trim())) || '\u00a0')
		.join(LINE_BREAK);

const wrapped = (sign: string, text: string) => (text === '' ? '' : `${sign}${text}${sign}`);

const strong = (text: string) => wrapped('**', escaped(text));

const chatLine = ({ time, speaker, text }: Line) =>
	['-', escaped(time), `${strong(speaker)}: ${flowing(text)}`]
		.filter((part) => part !== '')
		.join(' ');

const row = (cells: string[]) => `| ${cells.map(escaped).join(' | ')} |`;

const list = (lines: string[]): Piece => ({ open: '', lines, close: '' });

function pieceOf(block: Block): Piece {
	switch (block.kind) {
		case 'heading':
			return single(`#### ${escaped(block.text)}`);
		case 'sentence':
			return single(wrapped('*', escaped(block.text)));
		case 'caption':
			return single(strong(block.text));
		case 'facts':
			return list(
				block.facts.map(({ label, value }) => `- ${strong(`${label}:`)} ${flowing(value)}`),
			);
		case 'lines':
			return list(block.lines.map(chatLine));
		case 'table':
			return {
				...list(block.rows.map(row)),
				open: `${row(block.columns)}\n|${' --- |'.repeat(block.columns.length)}\n`,
			};
		case 'links':
			return list(
				block.links.map(({ label, href }) => `- [${escaped(label)}](${linkTarget(href)})`),
			);
	}
}

/** Markdown: CommonMark with the tables of GitHub's dialect. */
export const markdown: Renderer<NoteDocument> = {
	pieces: ({ title, blocks }) => [single(`### ${escaped(title)}`), ...blocks.map(pieceOf)],
	separator: '\n\n',
	notice: (sentence) => wrapped('*', escaped(sentence)),
};
